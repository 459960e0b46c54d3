using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Report> SubmitReport(SubmitReportRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var report = await ReportTable.GetDraftAsync(session, request.Name);
                Etags.Require(request.Etag, report.Etag, report.Name);
                var subProject = ReportTable.SubProjectOf(report.Name);
                var beside = await OccurrenceTable.OfAsync(session, subProject, NorwegianTime.DateIn(session.Now));
                if (OccurrenceTable.IsClosed(beside.SubProject))
                    throw Problem.Precondition(subProject, "SUB_PROJECT_CLOSED", report.SubProjectDisplayName);
                Violation[] violations = [.. ReportRules.CheckSubmission(report)];
                if (violations.Length > 0)
                    throw Problem.Invalid(violations);
                report.State = ReportState.Submitted;
                report.Author = Caller.Current.Id;
                report.AuthorDisplayName = Caller.Current.DisplayName;
                report.SubmitTime = Instants.ToTimestamp(session.Now);
                report.Etag = Etags.New();
                var text = CanonicalReport.Of(report);
                report.TextHash = text.Hash;
                await session.ExecuteAsync(
                    """
                    UPDATE reports SET state = @State, author = @Author, author_display_name = @AuthorDisplayName,
                        submit_time = @SubmitTime, text = @Text, text_hash = @TextHash, etag = @Etag
                    WHERE name = @Name
                    """,
                    new
                    {
                        report.Name,
                        report.State,
                        report.Author,
                        report.AuthorDisplayName,
                        report.SubmitTime,
                        text.Text,
                        report.TextHash,
                        report.Etag,
                    }
                );
                session.Append("organisation.report.submitted", report.Name, report);
                return report;
            }
        );
}
