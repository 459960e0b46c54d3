using Google.Type;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>What a meeting must not contradict, and what may be done to it in which state. Pure.</summary>
internal static class MeetingRules
{
    // The calendar answers for 1900–2199; a papers' due date lies before the meeting.
    private const int FirstYear = 1950;
    private const int LastYear = 2150;

    /// <summary>All that is wrong with days, times and the papers' rule by themselves.</summary>
    /// <param name="at">Path of the resource in the request, such as <c>meeting.</c>; empty where the fields are the request's own.</param>
    public static IEnumerable<Violation> CheckTimes(string at, string dateField, DateOnly date, TimeOfDay start, TimeOfDay? end)
    {
        if (date.Year is < FirstYear or > LastYear)
            yield return new($"{at}{dateField}", "MEETING_YEAR", FirstYear, LastYear);
        if (!ClockTimes.IsPossible(start))
            yield return new($"{at}start_time", "TIME_IMPOSSIBLE");
        if (end is null)
            yield break;
        if (!ClockTimes.IsPossible(end))
            yield return new($"{at}end_time", "TIME_IMPOSSIBLE");
        else if (ClockTimes.IsPossible(start) && end.ToTimeOnly() <= start.ToTimeOnly())
            yield return new($"{at}end_time", "ENDS_BEFORE_IT_BEGINS");
    }

    /// <summary>A number of days that says nothing of how they are counted.</summary>
    public static IEnumerable<Violation> CheckPapers(string at, int days, PapersDayKind kind)
    {
        if (days > 0 && kind == PapersDayKind.Unspecified)
            yield return new($"{at}papers_day_kind", "REQUIRED");
    }

    /// <summary>A day on which the body does not exist.</summary>
    public static IEnumerable<Violation> CheckAgainst(Body body, string field, DateOnly date)
    {
        if (body.StartDate.ToDateOnly() is { } first && date < first)
            yield return new(field, "MEETING_BEFORE_BODY", body.DisplayName, NorwegianTime.Format(first));
        if (body.EndDate.ToDateOnly() is { } last && date > last)
            yield return new(field, "MEETING_AFTER_BODY", body.DisplayName, NorwegianTime.Format(last));
    }

    /// <summary>Why what belongs before a meeting cannot be changed any more.</summary>
    public static IEnumerable<Violation> CheckOpen(Meeting meeting)
    {
        if (CheckUnlocked(meeting).Any())
            return CheckUnlocked(meeting);
        return meeting.State == MeetingState.Held ? [new(meeting.Name, "MEETING_ALREADY_HELD", Day(meeting))] : [];
    }

    /// <summary>Why nothing of it can be changed any more: it was cancelled, or its minutes are approved.</summary>
    public static IEnumerable<Violation> CheckUnlocked(Meeting meeting) =>
        meeting.State switch
        {
            MeetingState.Cancelled => [new(meeting.Name, "MEETING_IS_CANCELLED", Day(meeting))],
            MeetingState.MinutesApproved => [new(meeting.Name, "MINUTES_LOCKED", Day(meeting))],
            _ => [],
        };

    /// <summary>
    /// Why a move must be asked about: its papers are sent or due already, or would have been due before today.
    /// </summary>
    /// <param name="newDue">The papers' due date after the move.</param>
    public static IEnumerable<Violation> CheckPapersOnMove(Meeting meeting, DateOnly? newDue, DateOnly today)
    {
        if (meeting.State == MeetingState.PapersSent)
            yield return new(
                meeting.Name,
                "PAPERS_ALREADY_SENT",
                NorwegianTime.Format(meeting.PapersSentDate.ToDateOnly()!.Value)
            );
        else if (meeting.PapersDueDate.ToDateOnly() is { } due && due <= today)
            yield return new(meeting.Name, "PAPERS_ALREADY_DUE", NorwegianTime.Format(due));
        if (newDue < today)
            yield return new(meeting.Name, "PAPERS_DUE_IN_PAST", NorwegianTime.Format(newDue.Value));
    }

    private static string Day(Meeting meeting) => NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value);
}
