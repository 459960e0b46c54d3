using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>The meetings of a cadence and the reports for them: the rule's, and those that somebody has touched in their place.</summary>
internal static class CadenceOccurrences
{
    /// <summary>What the rule gives, the first meeting first, whatever people have done to it.</summary>
    /// <param name="subProject">Resource name of the sub-project.</param>
    /// <param name="cadence">Null or an interval of 0: there are none.</param>
    /// <param name="from">No meeting is before this day.</param>
    /// <param name="to">No meeting is after this day.</param>
    public static IEnumerable<ReportingOccurrence> Generate(
        string subProject,
        ReportingCadence? cadence,
        DateOnly from,
        DateOnly to
    )
    {
        if (cadence is not { IntervalDays: > 0 } || cadence.FirstMeetingDate.ToDateOnly() is not { } first)
            yield break;
        var last = cadence.LastMeetingDate.ToDateOnly();
        var asked = cadence.ReportsFromDate.ToDateOnly() ?? DateOnly.MinValue;
        for (
            var next = CadenceDates.NextMeeting(cadence.IntervalDays, first, last, from);
            next is { } meeting && meeting <= to;
            next =
                    meeting == DateOnly.MaxValue
                        ? null
                        : CadenceDates.NextMeeting(cadence.IntervalDays, first, last, meeting.AddDays(1))
        )
        {
            var due = DueDate(meeting, cadence);
            if (due < asked)
                continue;
            yield return new()
            {
                Name = NameOf(subProject, meeting),
                PlannedMeetingDate = meeting.ToDate(),
                MeetingDate = meeting.ToDate(),
                DueDate = due.ToDate(),
            };
        }
    }

    /// <summary>
    /// What holds, by meeting day: the recorded ones, and of the rule those that nobody has touched. A meeting that was moved onto a day of the
    /// rule takes that day: nobody reports twice for one day.
    /// </summary>
    /// <param name="recorded">All that are recorded of the sub-project.</param>
    public static List<ReportingOccurrence> Of(
        string subProject,
        ReportingCadence? cadence,
        IReadOnlyCollection<ReportingOccurrence> recorded,
        DateOnly from,
        DateOnly to
    )
    {
        var touched = recorded.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var taken = recorded.Where(o => !o.Skipped).Select(o => o.MeetingDate.ToDateOnly()).ToHashSet();
        return
        [
            .. Generate(subProject, cadence, from, to)
                .Where(o => !touched.Contains(o.Name) && !taken.Contains(o.MeetingDate.ToDateOnly()))
                .Concat(recorded.Where(o => o.MeetingDate.ToDateOnly() >= from && o.MeetingDate.ToDateOnly() <= to))
                .OrderBy(o => o.MeetingDate.ToDateOnly())
                .ThenBy(o => o.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>When the report for a meeting is due.</summary>
    public static DateOnly DueDate(DateOnly meeting, ReportingCadence? cadence) =>
        DateOnly.FromDayNumber(Math.Max(0, meeting.DayNumber - (cadence?.DueDaysBefore ?? 0)));

    /// <summary>The resource name of the occurrence that the rule puts on a day.</summary>
    public static string NameOf(string subProject, DateOnly planned) =>
        FormattableString.Invariant($"{subProject}/reportingOccurrences/{planned:yyyy-MM-dd}");

    /// <summary>The day that the rule gave an occurrence of this name; null where the name is none of an occurrence.</summary>
    public static DateOnly? PlannedOf(string name) =>
        DateOnly.TryParseExact(
            name[(name.LastIndexOf('/') + 1)..],
            "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var planned
        )
            ? planned
            : null;
}
