using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Inputs;

/// <summary>What holds for inputs and their answers. Pure.</summary>
internal static class InputRules
{
    /// <summary>What is wrong with an input.</summary>
    /// <param name="consultation">The one that it was given in; null where it was not.</param>
    public static IEnumerable<Violation> Check(Input input, Consultation? consultation, DateOnly today)
    {
        if (input.ReceiveDate.ToDateOnly() is { } received && received > today)
            yield return new("input.receive_date", "DATE_IN_FUTURE", NorwegianTime.Format(received));
        if (input.Engagement.Length > 0 && input.Consultation.Length > 0)
            yield return new("input.engagement", "INPUT_OF_TWO");
        if (consultation is null)
        {
            if (input.Point != 0)
                yield return new("input.point", "POINT_WITHOUT_CONSULTATION");
            if (input.Stance != InputStance.Unspecified)
                yield return new("input.stance", "STANCE_WITHOUT_CONSULTATION");
            yield break;
        }
        if (input.Point > consultation.Points.Count)
            yield return new("input.point", "POINT_UNKNOWN", input.Point, consultation.Points.Count);
        if (input.Stance == InputStance.Unspecified)
            yield return new("input.stance", "REQUIRED");
        if (input.ReceiveDate.ToDateOnly() is { } day && consultation.OpenDate.ToDateOnly() is { } opened && day < opened)
            yield return new("input.receive_date", "ANSWER_BEFORE_OPENING", NorwegianTime.Format(opened));
    }

    /// <summary>Why a consultation takes no answer; null where it does. One that comes late is taken, and seen to be late.</summary>
    public static Violation? WhyNotTaken(Consultation consultation) =>
        consultation.State is ConsultationState.Open or ConsultationState.Closed
            ? null
            : new(consultation.Name, "CONSULTATION_TAKES_NONE", consultation.Title);

    /// <summary>Whether somebody has said what became of it.</summary>
    public static bool IsAnswered(Input input) => input.State != InputState.Pending;

    /// <summary>What is wrong with an answer.</summary>
    public static IEnumerable<Violation> Check(AnswerInputRequest answer)
    {
        if (answer.State is not (InputState.TakenIn or InputState.PartlyTakenIn or InputState.Rejected))
            yield return new("state", "ANSWER_STATE");
        else if (answer.State != InputState.Rejected && answer.AnswerPlace.Trim().Length == 0)
            yield return new("answer_place", "ANSWER_PLACE_MISSING");
    }

    /// <summary>Why an answer is not changed; null where it is: what the giver has been told stands.</summary>
    public static Violation? WhyNotAnswered(Input input) =>
        input.TellDate is not null
            ? new(input.Name, "INPUT_TOLD", NorwegianTime.Format(input.TellDate.ToDateOnly()!.Value))
            : null;

    /// <summary>What is wrong with saying that the giver was told on a day.</summary>
    public static IEnumerable<Violation> CheckTold(Input input, DateOnly told, DateOnly today)
    {
        if (told > today)
            yield return new("tell_date", "DATE_IN_FUTURE", NorwegianTime.Format(told));
        else if (input.AnswerDate.ToDateOnly() is { } answered && told < answered)
            yield return new("tell_date", "TOLD_BEFORE_ANSWER", NorwegianTime.Format(answered));
    }

    /// <summary>Whether an answer to a consultation came after its last day.</summary>
    public static bool IsLate(Input input, Consultation consultation) =>
        input.ReceiveDate.ToDateOnly() > consultation.LastDate.ToDateOnly();
}
