using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>When the steering group meets next and the report for that meeting is due: computed, never stored.</summary>
internal static class CadenceDates
{
    /// <summary>The first meeting on or after a day; null where the last one is past.</summary>
    /// <param name="intervalDays">Calendar days between two meetings, at least 1.</param>
    /// <param name="first">The first meeting.</param>
    /// <param name="last">No meeting is after this day; null: until further notice.</param>
    public static DateOnly? NextMeeting(int intervalDays, DateOnly first, DateOnly? last, DateOnly from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervalDays, 1);
        var behind = Math.Max(0, from.DayNumber - first.DayNumber);
        var intervals = (behind + intervalDays - 1) / intervalDays;
        var day = (long)first.DayNumber + (long)intervals * intervalDays;
        if (day > DateOnly.MaxValue.DayNumber)
            return null;
        var next = DateOnly.FromDayNumber((int)day);
        return next > last ? null : next;
    }

    /// <summary>The cadence with its next dates as they are on a day.</summary>
    public static ReportingCadence? On(DateOnly today, ReportingCadence? cadence)
    {
        if (cadence is null)
            return null;
        var shown = cadence.Clone();
        var next =
            cadence.IntervalDays > 0 && cadence.FirstMeetingDate.ToDateOnly() is { } first
                ? NextMeeting(cadence.IntervalDays, first, cadence.LastMeetingDate.ToDateOnly(), today)
                : null;
        shown.NextMeetingDate = next.ToDate();
        shown.NextReportDueDate =
            next is { } meeting && meeting.DayNumber >= cadence.DueDaysBefore
                ? meeting.AddDays(-cadence.DueDaysBefore).ToDate()
                : null;
        return shown;
    }

    /// <summary>All that is wrong with a cadence. An interval of 0 means that there is none.</summary>
    public static IEnumerable<Violation> Check(ReportingCadence? cadence)
    {
        if (cadence is not { IntervalDays: > 0 })
            yield break;
        const string field = "sub_project.reporting_cadence";
        if (cadence.DueDaysBefore > cadence.IntervalDays)
            yield return new(
                $"{field}.due_days_before",
                "REPORT_DUE_BEFORE_LAST_MEETING",
                cadence.DueDaysBefore,
                cadence.IntervalDays
            );
        if (cadence.FirstMeetingDate.ToDateOnly() is not { } first)
            yield return new($"{field}.first_meeting_date", "REQUIRED");
        else if (cadence.LastMeetingDate.ToDateOnly() is { } last && last < first)
            yield return new(
                $"{field}.last_meeting_date",
                "END_BEFORE_START",
                NorwegianTime.Format(first),
                NorwegianTime.Format(last)
            );
        var (chair, office) = (
            EscalationRule.DaysUntil(EscalationLevel.Chair, cadence),
            EscalationRule.DaysUntil(EscalationLevel.ProgrammeOffice, cadence)
        );
        if (office < chair)
            yield return new($"{field}.escalate_to_office_days", "OFFICE_BEFORE_CHAIR", office, chair);
    }

    /// <summary>
    /// A cadence as it is kept: it says from which day on reports are asked for. A new or changed one asks for none that were due before it was
    /// stated, unless it says so itself.
    /// </summary>
    /// <param name="before">What stood before; null where there was none.</param>
    public static ReportingCadence? Stated(ReportingCadence? cadence, ReportingCadence? before, DateOnly today)
    {
        if (cadence is not { IntervalDays: > 0 } || cadence.FirstMeetingDate.ToDateOnly() is not { } first)
            return cadence;
        var stated = cadence.Clone();
        if (HasSameDates(cadence, before))
            stated.ReportsFromDate ??= before!.ReportsFromDate;
        else if (CadenceOccurrences.DueDate(first, cadence) < today)
            stated.ReportsFromDate ??= today.ToDate();
        // What was owed by the rule before stays owed; the new one begins today.
        if (before is not null && !HasSameDates(cadence, before) && stated.ReportsFromDate.ToDateOnly() < today)
            stated.ReportsFromDate = today.ToDate();
        return stated;
    }

    /// <summary>Whether two cadences give the same meetings and due dates.</summary>
    public static bool HasSameDates(ReportingCadence? one, ReportingCadence? other) =>
        one is { IntervalDays: > 0 }
        && other is { IntervalDays: > 0 }
        && one.IntervalDays == other.IntervalDays
        && one.DueDaysBefore == other.DueDaysBefore
        && Equals(one.FirstMeetingDate, other.FirstMeetingDate)
        && Equals(one.LastMeetingDate, other.LastMeetingDate);
}
