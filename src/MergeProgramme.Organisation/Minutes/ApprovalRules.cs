using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Minutes;

/// <summary>Who can approve minutes, and when. Pure.</summary>
internal static class ApprovalRules
{
    /// <summary>Why the minutes are not ready to be approved.</summary>
    public static IEnumerable<Violation> CheckMeeting(Meeting meeting)
    {
        if (MeetingRules.CheckUnlocked(meeting).Any())
            return MeetingRules.CheckUnlocked(meeting);
        if (meeting.State != MeetingState.Held)
            return [new(meeting.Name, "MEETING_NOT_HELD", NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value))];
        return DecisionRules.Unanswered(meeting.Agenda).Select(i => new Violation(meeting.Name, "ITEM_UNANSWERED", i.Title));
    }

    /// <summary>What is wrong with an approval.</summary>
    /// <param name="later">The later meeting; null where none is named.</param>
    public static IEnumerable<Violation> Check(Meeting meeting, MinutesApproval approval, Meeting? later, DateOnly today)
    {
        var held = meeting.Date.ToDateOnly()!.Value;
        if (approval.Kind == ApprovalKind.LaterMeeting)
        {
            if (later is null)
                yield return new("approval.later_meeting", "REQUIRED");
            else if (
                later.Body != meeting.Body
                || later.Date.ToDateOnly() <= held
                || later.State is not (MeetingState.Held or MeetingState.MinutesApproved)
            )
                yield return new("approval.later_meeting", "APPROVED_BY_OTHER_MEETING", NorwegianTime.Format(held));
            yield break;
        }
        if (approval.Chair.Length == 0)
            yield return new("approval.chair", "REQUIRED");
        else if (!meeting.Attendances.Any(a => QuorumCount.IsThere(a) && Sits(a, approval.Chair)))
            yield return new("approval.chair", "CHAIR_WITHOUT_VOTE");
        if (approval.Secretary.Length == 0)
            yield return new("approval.secretary", "REQUIRED");
        else if (approval.Secretary == approval.Chair)
            yield return new("approval.secretary", "SECRETARY_IS_CHAIR");
        if (approval.Date.ToDateOnly() is not { } date)
            yield return new("approval.date", "REQUIRED");
        else if (date < held || date > today)
            yield return new("approval.date", "APPROVAL_DATE", NorwegianTime.Format(held), NorwegianTime.Format(today));
    }

    private static bool Sits(Attendance attendance, string person) =>
        person == (attendance.Status == AttendanceStatus.Present ? attendance.Person : attendance.Deputy);
}
