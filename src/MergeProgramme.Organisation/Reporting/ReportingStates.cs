using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>Whether a report is due, late or missing on a day. Pure.</summary>
internal static class ReportingStates
{
    /// <summary>
    /// Fills in the state of a sub-project's occurrences, and how many days late they are. Of those that are still ahead the first is due, the
    /// others come after it.
    /// </summary>
    /// <param name="occurrences">By meeting day, with none left out from today on.</param>
    public static void Fill(IEnumerable<ReportingOccurrence> occurrences, DateOnly today)
    {
        var isNext = true;
        foreach (var occurrence in occurrences)
        {
            occurrence.State = Of(occurrence, today);
            occurrence.DaysLate = IsOwed(occurrence.State) ? today.DayNumber - Due(occurrence).DayNumber : 0;
            if (occurrence.State != ReportingState.Upcoming || !isNext)
                continue;
            occurrence.State = ReportingState.Due;
            isNext = false;
        }
    }

    /// <summary>Whether a report in this state should have been there.</summary>
    public static bool IsOwed(ReportingState state) => state is ReportingState.Late or ReportingState.Missing;

    /// <summary>Whether a report in this state has come.</summary>
    public static bool IsDelivered(ReportingState state) => state is ReportingState.Delivered or ReportingState.DeliveredLate;

    private static ReportingState Of(ReportingOccurrence occurrence, DateOnly today)
    {
        if (occurrence.Skipped)
            return ReportingState.Skipped;
        if (occurrence.FirstSubmitTime is { } submitted)
            return NorwegianTime.DateIn(submitted.ToDateTimeOffset()) <= Due(occurrence)
                ? ReportingState.Delivered
                : ReportingState.DeliveredLate;
        return today > occurrence.MeetingDate.ToDateOnly() ? ReportingState.Missing
            : today > Due(occurrence) ? ReportingState.Late
            : ReportingState.Upcoming;
    }

    private static DateOnly Due(ReportingOccurrence occurrence) => occurrence.DueDate.ToDateOnly()!.Value;
}
