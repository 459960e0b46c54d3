using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    // What counts as new in the first report of a sub-project without a cadence.
    private const int UsualInterval = 14;

    public override async Task<Report> CreateReport(CreateReportRequest request, ServerCallContext context)
    {
        var planned = CadenceOccurrences.PlannedOf(request.Report.ReportingOccurrence);
        var figures = await FiguresAsync(request.Parent, planned ?? time.Today(), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var (asked, today) = (request.Report, NorwegianTime.DateIn(session.Now));
                var beside = await OccurrenceTable.OfAsync(session, request.Parent, today, planned);
                var occurrence = Find(asked.ReportingOccurrence, planned, beside);
                var corrected = await CorrectedAsync(session, asked, occurrence);
                if (!occurrence.Recorded)
                {
                    await OccurrenceTable.RecordAsync(session, occurrence);
                    session.Append("organisation.reportingOccurrence.recorded", occurrence.Name, occurrence);
                }
                var previous = await ReportTable.PreviousAsync(session, request.Parent, occurrence.MeetingDate);
                var version = (corrected?.Version ?? 0) + 1;
                var name = $"{request.Parent}/reports/{ResourceNames.Id(occurrence.Name)}";
                if (version > 1)
                    name = string.Create(CultureInfo.InvariantCulture, $"{name}-v{version}");
                var report = new Report
                {
                    Name = name,
                    ReportingOccurrence = occurrence.Name,
                    Version = version,
                    State = ReportState.Draft,
                    Corrects = corrected?.Name ?? "",
                    CorrectionReason = corrected is null ? "" : asked.CorrectionReason.Trim(),
                    PreviousReport = previous?.Name ?? "",
                    SubProjectDisplayName = $"{beside.SubProject.Code} {beside.SubProject.DisplayName}",
                    MeetingDate = occurrence.MeetingDate,
                    DueDate = occurrence.DueDate,
                    FiguresTime = Instants.ToTimestamp(session.Now),
                    CreateTime = Instants.ToTimestamp(session.Now),
                    Etag = Etags.New(),
                };
                report.Parts.Add(ReportDrafts.Begin(name, previous, corrected, figures, CultureInfo.CurrentUICulture));
                await ReportTable.InsertAsync(session, report);
                session.Append("organisation.report.created", report.Name, report);
                return report;
            }
        );
    }

    /// <summary>What the other modules know of a sub-project, by the parts of the report for a meeting.</summary>
    private async Task<ILookup<ReportPartKind, ReportFigure>> FiguresAsync(
        string subProject,
        DateOnly meeting,
        ServerCallContext context
    )
    {
        var (known, previous) = await database.ReadAsync(
            async session =>
                (
                    await SubProjectTable.GetAsync(session, subProject, time.Today()),
                    await ReportTable.PreviousAsync(session, subProject, meeting.ToDate())
                ),
            context.CancellationToken
        );
        var interval = known.ReportingCadence is { IntervalDays: > 0 and var days } ? days : UsualInterval;
        var since = previous?.SubmitTime.ToDateTimeOffset() ?? NorwegianTime.StartOfDay(time.Today().AddDays(-interval));
        var found = await sources.ReadAsync(subProject, since, context.CancellationToken);
        var own = await EventLog.ListAsync(
            database,
            new()
            {
                Subject = subProject,
                Type = "organisation.subProject.phaseMoved",
                StartTime = Instants.ToTimestamp(since),
                PageSize = 1000,
            },
            context
        );
        return ReportFigures.Of(
            found with
            {
                Events = [.. found.Events, .. own.Events],
            },
            NorwegianTime.DateIn(since),
            time.Today()
        );
    }

    private static ReportingOccurrence Find(string name, DateOnly? planned, SubProjectOccurrences beside)
    {
        const string Field = "report.reporting_occurrence";
        var subProject = beside.SubProject;
        if (OccurrenceTable.IsClosed(subProject))
            throw Problem.Precondition(subProject.Name, "SUB_PROJECT_CLOSED", $"{subProject.Code} {subProject.DisplayName}");
        if (ResourceNames.Parent(name) != subProject.Name)
            throw Problem.Invalid(Field, "OCCURRENCE_ELSEWHERE", name, $"{subProject.Code} {subProject.DisplayName}");
        if (beside.All.FirstOrDefault(o => o.Name == name) is { } occurrence)
            return occurrence.Skipped
                ? throw Problem.Invalid(
                    Field,
                    "OCCURRENCE_SKIPPED",
                    NorwegianTime.Format(occurrence.MeetingDate.ToDateOnly()!.Value),
                    occurrence.Reason
                )
                : occurrence;
        if (beside.Cadence is null)
            throw Problem.Invalid(Field, "NO_CADENCE", $"{subProject.Code} {subProject.DisplayName}");
        var day = planned is { } asked ? NorwegianTime.Format(asked) : ResourceNames.Id(name);
        // The meeting that was meant is most likely the nearest one.
        var nearest = beside
            .All.Where(o => !o.Skipped)
            .MinBy(o => Math.Abs(o.MeetingDate.ToDateOnly()!.Value.DayNumber - (planned?.DayNumber ?? 0)));
        throw nearest is null
            ? Problem.Invalid(Field, "NO_CADENCE", $"{subProject.Code} {subProject.DisplayName}")
            : Problem.Invalid(Field, "NOT_AN_OCCURRENCE", day, NorwegianTime.Format(nearest.MeetingDate.ToDateOnly()!.Value));
    }

    private static async Task<Report?> CorrectedAsync(WriteSession session, Report asked, ReportingOccurrence occurrence)
    {
        if (asked.Corrects.Length == 0)
            return occurrence.Report.Length == 0
                ? null
                : throw Problem.Taken(
                    "report.reporting_occurrence",
                    occurrence.FirstSubmitTime is null ? "REPORT_BEGUN" : "REPORT_EXISTS",
                    NorwegianTime.Format(occurrence.MeetingDate.ToDateOnly()!.Value)
                );
        if (string.IsNullOrWhiteSpace(asked.CorrectionReason))
            throw Problem.Invalid("report.correction_reason", "CORRECTION_WITHOUT_REASON");
        var corrected = await session.FindAsync<string>(
            "SELECT name FROM reports WHERE name = @Corrects AND reporting_occurrence = @Name",
            new { asked.Corrects, occurrence.Name }
        );
        if (corrected is null)
            throw Problem.Invalid("report.corrects", "REFERENCE_NOT_FOUND", asked.Corrects);
        var report = await ReportTable.GetAsync(session, corrected);
        if (report.State != ReportState.Submitted)
            throw Problem.Invalid("report.corrects", "CORRECTS_DRAFT");
        if (occurrence.Report != corrected)
            throw Problem.Taken("report.corrects", "CORRECTED_ALREADY", occurrence.Report);
        return report;
    }
}
