using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Minutes;

/// <summary>What a body can do with an item: the rule of every decision in a meeting. Pure.</summary>
internal static class DecisionRules
{
    /// <summary>Whether an outcome binds anybody; putting off and taking note do not.</summary>
    public static bool Decides(Outcome outcome) => outcome is Outcome.Adopted or Outcome.Amended or Outcome.Rejected;

    /// <summary>Whether the body is done with it.</summary>
    public static bool Concludes(Outcome outcome) => outcome is not (Outcome.Unspecified or Outcome.Deferred);

    /// <summary>What is wrong with outcome and wording, whoever says them.</summary>
    /// <param name="at">Path of the fields, such as <c>decision.</c>.</param>
    public static IEnumerable<Violation> CheckOutcome(string at, Outcome outcome, string wording, Body body)
    {
        if (body.Authority != BodyAuthority.Deciding && Decides(outcome))
            yield return new($"{at}outcome", "ADVISORY_BODY_DECIDES", body.DisplayName);
        if (outcome is Outcome.Adopted or Outcome.Amended or Outcome.Advised && string.IsNullOrWhiteSpace(wording))
            yield return new($"{at}wording", "REQUIRED");
    }

    /// <summary>Why the meeting is in no state to decide on it.</summary>
    public static IEnumerable<Violation> CheckMeeting(Meeting meeting, Outcome outcome)
    {
        if (MeetingRules.CheckUnlocked(meeting).Any())
            return MeetingRules.CheckUnlocked(meeting);
        if (meeting.State != MeetingState.Held)
            return [new(meeting.Name, "MEETING_NOT_HELD", NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value))];
        return Decides(outcome) && !meeting.Quorum.Met
            ? [new(meeting.Name, "NO_QUORUM", meeting.Quorum.Present, meeting.Quorum.Required)]
            : [];
    }

    /// <summary>Votes that nobody had, votes that say something else than the outcome, and statements of those who had no vote.</summary>
    public static IEnumerable<Violation> CheckVotes(ItemDecision decision, IReadOnlyCollection<Attendance> attendances)
    {
        var votes = attendances.Count(QuorumCount.IsThere);
        var counted = decision.VotesFor + decision.VotesAgainst + decision.VotesAbstaining;
        if (counted > votes)
            yield return new("decision.votes_for", "TOO_MANY_VOTES", counted, votes);
        else if (!Agrees(decision))
            yield return new("decision.votes_for", "VOTES_CONTRADICT_OUTCOME", decision.VotesFor, decision.VotesAgainst);
        var voters = attendances
            .Where(QuorumCount.IsThere)
            .Select(a => a.Status == AttendanceStatus.Present ? a.Person : a.Deputy)
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < decision.Dissents.Count; i++)
        {
            if (!voters.Contains(decision.Dissents[i].Person))
                yield return new($"decision.dissents[{i}].person", "DISSENT_WITHOUT_VOTE");
        }
    }

    /// <summary>Decisions that could not have been made with another attendance than the one that they were recorded with.</summary>
    public static IEnumerable<Violation> Contradicted(
        Meeting meeting,
        Quorum quorum,
        IReadOnlyCollection<Attendance> attendances
    ) =>
        meeting
            .Agenda.Where(i => i.Decision is not null)
            .Where(i => (Decides(i.Decision.Outcome) && !quorum.Met) || CheckVotes(i.Decision, attendances).Any())
            .Select(i => new Violation(meeting.Name, "ATTENDANCE_CONTRADICTS", i.Title));

    /// <summary>Items of which the minutes do not say what became of them.</summary>
    public static IEnumerable<AgendaItem> Unanswered(IEnumerable<AgendaItem> agenda) => agenda.Where(i => i.Decision is null);

    // A tie is the chair's to break, either way (kommuneloven § 11-9).
    private static bool Agrees(ItemDecision decision) =>
        decision.Outcome switch
        {
            _ when decision.VotesFor == 0 && decision.VotesAgainst == 0 => true,
            Outcome.Adopted or Outcome.Amended => decision.VotesFor >= decision.VotesAgainst,
            Outcome.Rejected => decision.VotesAgainst >= decision.VotesFor,
            _ => true,
        };
}
