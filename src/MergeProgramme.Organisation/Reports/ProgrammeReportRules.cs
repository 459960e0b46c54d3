using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Reports;

/// <summary>What the programme's combined report holds on a day, and what is missing in it. Pure.</summary>
internal static class ProgrammeReportRules
{
    /// <summary>All sub-projects that report, and those that do not and have not been closed.</summary>
    /// <param name="found">The sub-projects with their occurrences.</param>
    /// <param name="latest">By sub-project, the report that held at the end of the day.</param>
    /// <param name="leadOf">Display name of a sub-project's lead.</param>
    public static ProgrammeReport Of(
        Programme programme,
        DateOnly date,
        IEnumerable<SubProjectOccurrences> found,
        IReadOnlyDictionary<string, Report> latest,
        Func<SubProject, string> leadOf
    )
    {
        var report = new ProgrammeReport
        {
            Programme = programme.Name,
            ProgrammeDisplayName = programme.DisplayName,
            Date = date.ToDate(),
            Entries =
            {
                found
                    .Select(f => new ProgrammeReportEntry
                    {
                        SubProject = f.SubProject.Name,
                        Code = f.SubProject.Code,
                        DisplayName = f.SubProject.DisplayName,
                        LeadDisplayName = leadOf(f.SubProject),
                        HasCadence = f.Cadence is not null,
                        Report = latest.GetValueOrDefault(f.SubProject.Name),
                        Missing = f.All.LastOrDefault(o => WasMissing(o, date)),
                    })
                    .Where(e => e.HasCadence || e.Report is not null || e.Missing is not null),
            },
        };
        // What came later than a missing one makes up for it: the board reads the newest.
        foreach (var entry in report.Entries)
        {
            if (entry.Missing?.MeetingDate.ToDateOnly() < entry.Report?.MeetingDate.ToDateOnly())
                entry.Missing = null;
        }
        report.MissingCount = report.Entries.Count(e => e.Missing is not null);
        return report;
    }

    private static bool WasMissing(ReportingOccurrence occurrence, DateOnly date) =>
        !occurrence.Skipped
        && occurrence.DueDate.ToDateOnly() <= date
        && (occurrence.FirstSubmitTime is not { } submitted || NorwegianTime.DateIn(submitted.ToDateTimeOffset()) > date);
}
