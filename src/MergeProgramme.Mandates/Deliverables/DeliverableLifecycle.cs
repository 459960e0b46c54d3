using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Deliverables;

/// <summary>
/// The life of a deliverable: planned → in progress → handed in → accepted, or returned and handed in again. Pure: every step answers the
/// deliverable as it becomes, or what is wrong.
/// </summary>
internal static class DeliverableLifecycle
{
    /// <summary>Whether it may be changed: not while a body has it, nor once it is accepted.</summary>
    public static Ruling<Deliverable> Edit(Deliverable current) => InWork(current) ?? Allow(current.Clone());

    /// <summary>Whether it may be thrown away: as long as it is only planned.</summary>
    public static Ruling<Deliverable> Delete(Deliverable current) =>
        current.State == DeliverableState.Planned
            ? Allow(current.Clone())
            : Break(current, Reason.DeliverableBegun, current.Title);

    /// <summary>Planned or returned → in progress.</summary>
    public static Ruling<Deliverable> Start(Deliverable current)
    {
        if (current.State == DeliverableState.InProgress)
            return Break(current, Reason.DeliverableStarted, current.Title);
        if (InWork(current) is { } refusal)
            return refusal;
        var next = current.Clone();
        next.State = DeliverableState.InProgress;
        return Allow(next);
    }

    /// <summary>Planned, in progress or returned → handed in.</summary>
    public static Ruling<Deliverable> HandIn(Deliverable current, HandInDeliverableRequest asked, DateOnly today)
    {
        List<Violation> invalid = [];
        if (Day(asked.HandInDate, "hand_in_date", invalid) is { } day)
        {
            if (day > today)
                invalid.Add(new("hand_in_date", Reason.DayInFuture));
            else if (current.HandIns.LastOrDefault()?.AnswerDate.ToDateOnly() is { } answered && day < answered)
                invalid.Add(new("hand_in_date", Reason.HandInBeforeAnswer, answered));
        }
        if (string.IsNullOrWhiteSpace(asked.Reference))
            invalid.Add(new("reference", Reason.Required));
        var broken = InWork(current)?.Broken ?? [];
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = current.Clone();
        next.State = DeliverableState.HandedIn;
        next.HandIns.Add(
            new HandIn
            {
                Number = current.HandIns.Count + 1,
                HandInDate = asked.HandInDate,
                Reference = asked.Reference.Trim(),
                Note = asked.Note,
                DueDate = current.DueDate,
            }
        );
        return Allow(next);
    }

    /// <summary>Handed in → accepted or returned, by a body that decides.</summary>
    /// <param name="body">As organisation has it.</param>
    public static Ruling<Deliverable> Answer(Deliverable current, AnswerDeliverableRequest asked, Body body, DateOnly today)
    {
        List<Violation> invalid = [];
        List<Violation> broken = [];
        if (current.State != DeliverableState.HandedIn)
            broken.Add(
                current.State == DeliverableState.Accepted
                    ? new(current.Name, Reason.DeliverableAccepted, current.Title)
                    : new(current.Name, Reason.DeliverableNotHandedIn, current.Title)
            );
        if (asked.Verdict is not (DeliverableVerdict.Accepted or DeliverableVerdict.Returned))
            invalid.Add(new("verdict", Reason.Required));
        var day = Day(asked.AnswerDate, "answer_date", invalid);
        if (day > today)
            invalid.Add(new("answer_date", Reason.DayInFuture));
        else if (
            current.State == DeliverableState.HandedIn
            && current.HandIns[^1].HandInDate.ToDateOnly() is { } handedIn
            && day < handedIn
        )
            invalid.Add(new("answer_date", Reason.AnswerBeforeHandIn, handedIn));
        if (asked.Verdict == DeliverableVerdict.Returned)
        {
            if (string.IsNullOrWhiteSpace(asked.Wording))
                invalid.Add(new("wording", Reason.ReturnWithoutReason));
            if (Day(asked.NextDueDate, "next_due_date", invalid) <= day)
                invalid.Add(new("next_due_date", Reason.NextDueBeforeAnswer));
        }
        else if (asked.NextDueDate is not null)
        {
            invalid.Add(new("next_due_date", Reason.NextDueOnReturnOnly));
        }
        if (day is { } decided)
            broken.AddRange(EntitledBody.Check(current.Name, body, null, decided));
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = current.Clone();
        var answered = next.HandIns[^1];
        (answered.Verdict, answered.Body, answered.BodyDisplayName) = (asked.Verdict, body.Name, body.DisplayName);
        (answered.AnswerDate, answered.Wording, answered.CaseNumber) = (asked.AnswerDate, asked.Wording, asked.CaseNumber);
        if (asked.Verdict == DeliverableVerdict.Accepted)
        {
            next.State = DeliverableState.Accepted;
        }
        else
        {
            next.State = DeliverableState.Returned;
            answered.NextDueDate = next.DueDate = asked.NextDueDate;
        }
        return Allow(next);
    }

    private static Ruling<Deliverable>? InWork(Deliverable current) =>
        current.State switch
        {
            DeliverableState.HandedIn => Break(current, Reason.DeliverableWaiting, current.Title),
            DeliverableState.Accepted => Break(current, Reason.DeliverableAccepted, current.Title),
            _ => null,
        };

    private static Ruling<Deliverable> Allow(Deliverable next) => new([], [], next);

    private static Ruling<Deliverable> Break(Deliverable current, string reason, params object[] args) =>
        new([], [new Violation(current.Name, reason, args)], null);

    private static DateOnly? Day(Google.Type.Date? date, string field, List<Violation> invalid)
    {
        var day = date.ToDateOnly();
        if (day is null)
            invalid.Add(new(field, date is null ? Reason.Required : Reason.DateInvalid));
        return day;
    }
}
