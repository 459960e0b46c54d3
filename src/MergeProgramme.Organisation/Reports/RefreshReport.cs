using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<Report> RefreshReport(RefreshReportRequest request, ServerCallContext context)
    {
        var known = await database.ReadAsync(session => ReportTable.GetAsync(session, request.Name), context.CancellationToken);
        var subProject = ReportTable.SubProjectOf(request.Name);
        var figures = await FiguresAsync(subProject, known.MeetingDate.ToDateOnly()!.Value, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var report = await ReportTable.GetDraftAsync(session, request.Name);
                Etags.Require(request.Etag, report.Etag, report.Name);
                var previous = await ReportTable.PreviousAsync(session, subProject, report.MeetingDate);
                var corrected = report.Corrects.Length > 0 ? await ReportTable.GetAsync(session, report.Corrects) : null;
                report.PreviousReport = previous?.Name ?? "";
                report.FiguresTime = Instants.ToTimestamp(session.Now);
                report.Etag = Etags.New();
                await session.ExecuteAsync(
                    "UPDATE reports SET previous_report = @PreviousReport, figures_time = @FiguresTime, etag = @Etag WHERE name = @Name",
                    new
                    {
                        report.Name,
                        report.PreviousReport,
                        report.FiguresTime,
                        report.Etag,
                    }
                );
                foreach (var part in report.Parts)
                {
                    var before = part.Clone();
                    part.Figures.Clear();
                    part.Figures.Add(figures[part.Kind]);
                    ReportDrafts.Compare(part, previous, corrected);
                    if (part.Equals(before))
                        continue;
                    // What was confirmed was confirmed on other figures.
                    part.Confirmation = PartConfirmation.Unspecified;
                    part.Etag = Etags.New();
                    ReportRules.Computed(part);
                    await ReportTable.UpdatePartAsync(session, part);
                    await ReportTable.WriteFiguresAsync(session, part);
                }
                session.Append("organisation.report.refreshed", report.Name, report);
                return report;
            }
        );
    }
}
