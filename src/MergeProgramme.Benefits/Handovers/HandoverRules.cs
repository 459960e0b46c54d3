using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Handovers;

/// <summary>What holds for a handover and its steps. Pure.</summary>
internal static class HandoverRules
{
    /// <summary>Whether a name is that of something that can be handed over.</summary>
    public static bool IsSubject(string name) => IsMeasure(name) || IsBenefit(name);

    public static bool IsMeasure(string name) => ResourceNames.Matches("programmes/{programme}/measures/{measure}", name);

    private static bool IsBenefit(string name) => ResourceNames.Matches("programmes/{programme}/benefits/{benefit}", name);

    /// <summary>What is wrong with a handover as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, Handover handover)
    {
        if (!IsSubject(handover.Subject))
            yield return new("handover.subject", "HANDOVER_SUBJECT_KIND", handover.Subject);
        foreach (
            var (field, name) in ((string, string)[])
                [
                    ("handover.subject", handover.Subject),
                    ("handover.carrier", handover.Carrier),
                    ("handover.receiver", handover.Receiver),
                ]
        )
        {
            if (name.Length > 0 && ResourceNames.Programme(name) != programme)
                yield return new(field, "OTHER_PROGRAMME", name);
        }
        // Two parties: nobody hands over to themselves.
        if (handover.Receiver.Length > 0 && handover.Receiver == handover.Carrier)
            yield return new("handover.receiver", "HANDOVER_TO_ONESELF");
        if (handover.HandoverDate is not null && !MeasureRules.IsYear(handover.HandoverDate))
            yield return new("handover.handover_date", "YEAR_OUT_OF_RANGE", MeasureRules.FirstYear, MeasureRules.LastYear);
    }

    /// <summary>What stands against a change; null where nothing does.</summary>
    public static Violation? CheckEdit(Handover current) =>
        current.State switch
        {
            HandoverState.Accepted => new(current.Name, "HANDOVER_ACCEPTED"),
            HandoverState.Proposed => new(current.Name, "HANDOVER_PROPOSED"),
            _ => null,
        };

    /// <summary>What is missing before it can be proposed to the line owner.</summary>
    public static IEnumerable<Violation> CheckPropose(Handover current)
    {
        if (CheckEdit(current) is { } closed)
        {
            yield return closed;
            yield break;
        }
        if (current.Receiver.Length == 0)
            yield return new(current.Name, "HANDOVER_RECEIVER_MISSING");
        if (current.HandoverDate is null)
            yield return new(current.Name, "HANDOVER_DATE_MISSING");
        if (current.Items.Count == 0)
            yield return new(current.Name, "HANDOVER_ITEMS_MISSING");
        foreach (var item in current.Items.Where(item => !item.Done && item.Note.Trim().Length == 0))
            yield return new(current.Name, "HANDOVER_ITEM_OPEN", item.Text);
    }

    /// <summary>What is wrong with an answer, whatever the state.</summary>
    public static IEnumerable<Violation> CheckAnswer(AnswerHandoverRequest request)
    {
        if (request.Verdict is not (HandoverVerdict.Accepted or HandoverVerdict.Returned))
            yield return new("verdict", "HANDOVER_VERDICT_OTHER");
        if (request.Verdict == HandoverVerdict.Returned && string.IsNullOrWhiteSpace(request.Wording))
            yield return new("wording", "HANDOVER_REASON_REQUIRED");
    }

    /// <summary>Who answers for the subject now is a person of the line who has accepted it: nobody writes another name beside that.</summary>
    /// <param name="accepted">The display name of whoever has accepted; empty where nobody has.</param>
    public static IEnumerable<Violation> CheckOwner(string field, string current, string next, string accepted)
    {
        if (accepted.Length > 0 && next != current)
            yield return new(field, "OWNER_BY_HANDOVER", accepted);
    }
}
