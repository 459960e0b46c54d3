using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>
/// The life of an agreement: asked for, promised, accepted, delivered, received. The giver promises, delivers and declines; the taker accepts, returns,
/// receives and withdraws. Pure.
/// </summary>
internal static class DependencyLifecycle
{
    private static readonly Dictionary<(DependencyState From, DependencyAct Act), DependencyState> Moves = new()
    {
        [(DependencyState.Requested, DependencyAct.Promise)] = DependencyState.Promised,
        [(DependencyState.Requested, DependencyAct.Request)] = DependencyState.Requested,
        [(DependencyState.Requested, DependencyAct.Decline)] = DependencyState.Declined,
        [(DependencyState.Requested, DependencyAct.Withdraw)] = DependencyState.Withdrawn,
        [(DependencyState.Promised, DependencyAct.Promise)] = DependencyState.Promised,
        [(DependencyState.Promised, DependencyAct.Request)] = DependencyState.Requested,
        [(DependencyState.Promised, DependencyAct.Accept)] = DependencyState.Accepted,
        [(DependencyState.Promised, DependencyAct.Return)] = DependencyState.Requested,
        // What is there is there, whether or not the taker has answered to the date.
        [(DependencyState.Promised, DependencyAct.Deliver)] = DependencyState.Delivered,
        [(DependencyState.Promised, DependencyAct.Decline)] = DependencyState.Declined,
        [(DependencyState.Promised, DependencyAct.Withdraw)] = DependencyState.Withdrawn,
        // Another date is another promise: the taker has not agreed to it.
        [(DependencyState.Accepted, DependencyAct.Promise)] = DependencyState.Promised,
        [(DependencyState.Accepted, DependencyAct.Request)] = DependencyState.Requested,
        [(DependencyState.Accepted, DependencyAct.Deliver)] = DependencyState.Delivered,
        [(DependencyState.Accepted, DependencyAct.Decline)] = DependencyState.Declined,
        [(DependencyState.Accepted, DependencyAct.Withdraw)] = DependencyState.Withdrawn,
        [(DependencyState.Delivered, DependencyAct.Return)] = DependencyState.Requested,
        [(DependencyState.Delivered, DependencyAct.Receive)] = DependencyState.Received,
        [(DependencyState.Declined, DependencyAct.Promise)] = DependencyState.Promised,
        [(DependencyState.Declined, DependencyAct.Request)] = DependencyState.Requested,
        [(DependencyState.Declined, DependencyAct.Withdraw)] = DependencyState.Withdrawn,
    };

    /// <summary>The state after an act; null where the act is not possible.</summary>
    public static DependencyState? After(DependencyState state, DependencyAct act) =>
        Moves.TryGetValue((state, act), out var next) ? next : null;

    /// <summary>Whether an act is the giver's; otherwise it is the taker's.</summary>
    public static bool IsOfGiver(DependencyAct act) =>
        act is DependencyAct.Promise or DependencyAct.Deliver or DependencyAct.Decline;

    /// <summary>Whether it still matters: neither received nor withdrawn.</summary>
    public static bool IsOpen(DependencyState state) => state is not (DependencyState.Received or DependencyState.Withdrawn);

    /// <summary>Whether the thing itself is still to come.</summary>
    public static bool IsAwaited(DependencyState state) =>
        state is DependencyState.Requested or DependencyState.Promised or DependencyState.Accepted;

    /// <summary>The end that a giver's act is done for: its sub-project, or the programme for an outside body.</summary>
    public static string GiverEnd(DependencyAgreement agreement) =>
        agreement.GiverSubProject.Length > 0 ? agreement.GiverSubProject : ResourceNames.Programme(agreement.Name);

    /// <summary>Refuses an act for an end that is not the agreement's.</summary>
    /// <param name="end">The end that the caller acts for, as its request states it.</param>
    public static Violation? CheckEnd(DependencyAgreement agreement, DependencyAct act, string end)
    {
        var (field, right, called) = IsOfGiver(act)
            ? ("giver", GiverEnd(agreement), agreement.GiverDisplayName)
            : ("taker", agreement.TakerSubProject, agreement.TakerDisplayName);
        return end == right ? null : new(field, Reason.DependencyEndOther, called, right);
    }

    /// <summary>What is wrong with an agreement as the taker asks for it.</summary>
    public static IEnumerable<Violation> CheckRequest(DependencyAgreement asked, string programme)
    {
        const string At = "dependency_agreement";
        if (asked.GiverSubProject.Length > 0 == asked.GiverStakeholder.Length > 0)
            yield return new($"{At}.giver_sub_project", Reason.DependencyGiverOne);
        if (asked.GiverSubProject.Length > 0 && asked.GiverSubProject == asked.TakerSubProject)
            yield return new($"{At}.giver_sub_project", Reason.DependencyOnItself);
        if (asked.NeededByDate is null)
            yield return new($"{At}.needed_by_date", Reason.Required);
        foreach (
            var (field, name) in ((string, string)[])
                [
                    ("giver_sub_project", asked.GiverSubProject),
                    ("giver_stakeholder", asked.GiverStakeholder),
                    ("taker_sub_project", asked.TakerSubProject),
                    ("giver_owner", asked.GiverOwner),
                    ("taker_owner", asked.TakerOwner),
                ]
        )
        {
            if (name.Length > 0 && ResourceNames.Programme(name) != programme)
                yield return new($"{At}.{field}", Reason.OfOtherProgramme, name);
        }
        var taker = ResourceNames.Id(asked.TakerSubProject).ToUpperInvariant();
        if (CheckMilestone($"{At}.taker_milestone", asked.TakerMilestone, asked.TakerSubProject, taker) is { } milestone)
            yield return milestone;
    }

    /// <summary>The giver's milestone after a promise: the one that it names, none, or whichever stood there.</summary>
    public static string MilestoneOf(DependencyAgreement current, PromiseDependencyAgreementRequest promise) =>
        promise.GiverMilestone.Length > 0 ? promise.GiverMilestone
        : promise.WithoutGiverMilestone ? ""
        : current.GiverMilestone;

    /// <summary>What is wrong with a promise.</summary>
    public static IEnumerable<Violation> CheckPromise(
        DependencyAgreement current,
        PromiseDependencyAgreementRequest promise,
        DateOnly today
    )
    {
        var date = promise.PromisedDate.ToDateOnly()!.Value;
        // What an outside body has said may be written down after its day.
        var earliest =
            current.GiverStakeholder.Length > 0 && promise.SaidDate.ToDateOnly() is { } said && said < today ? said : today;
        if (date < earliest)
            yield return new("promised_date", Reason.PromiseInPast, NorwegianTime.Format(earliest));
        // The same day by another milestone is another promise.
        else if (current.PromisedDate.ToDateOnly() == date && MilestoneOf(current, promise) == current.GiverMilestone)
            yield return new("promised_date", Reason.PromiseUnchanged, NorwegianTime.Format(date));
        if (current.State != DependencyState.Requested && string.IsNullOrWhiteSpace(promise.Reason))
            yield return new("reason", Reason.PromiseReasonMissing);
        if (promise.GiverOwner.Length > 0 && ResourceNames.Programme(promise.GiverOwner) != ResourceNames.Programme(current.Name))
            yield return new("giver_owner", Reason.OfOtherProgramme, promise.GiverOwner);
        if (promise.WithoutGiverMilestone && promise.GiverMilestone.Length > 0)
            yield return new("without_giver_milestone", Reason.MilestoneBoth);
        if (
            CheckMilestone("giver_milestone", promise.GiverMilestone, current.GiverSubProject, current.GiverDisplayName) is
            { } milestone
        )
            yield return milestone;
        foreach (var violation in CheckSaid(current, promise.SaidBy, promise.SaidDate.ToDateOnly(), today))
            yield return violation;
    }

    /// <summary>A promise that comes too late is accepted with open eyes, or not at all.</summary>
    public static Violation? CheckAccept(DependencyAgreement current, string reason) =>
        current is { NeededByDate: { } needed, PromisedDate: { } promised }
        && promised.ToDateOnly() > needed.ToDateOnly()
        && string.IsNullOrWhiteSpace(reason)
            ? new(
                "reason",
                Reason.AcceptReasonMissing,
                NorwegianTime.Format(promised.ToDateOnly()!.Value),
                NorwegianTime.Format(needed.ToDateOnly()!.Value)
            )
            : null;

    /// <summary>What is wrong with a delivery.</summary>
    public static IEnumerable<Violation> CheckDeliver(
        DependencyAgreement current,
        DeliverDependencyAgreementRequest delivery,
        DateOnly today
    )
    {
        if (delivery.DeliveredDate.ToDateOnly() > today)
            yield return new("delivered_date", Reason.DeliveredInFuture);
        foreach (var violation in CheckSaid(current, delivery.SaidBy, delivery.SaidDate.ToDateOnly(), today))
            yield return violation;
    }

    /// <summary>What is wrong with the day of a receipt.</summary>
    public static Violation? CheckReceive(DependencyAgreement current, DateOnly received, DateOnly today) =>
        received > today || received < current.DeliveredDate.ToDateOnly()
            ? new(
                "received_date",
                Reason.ReceivedDate,
                NorwegianTime.Format(current.DeliveredDate.ToDateOnly()!.Value),
                NorwegianTime.Format(today)
            )
            : null;

    /// <summary>An outside body does not write here: who said it, and when, stands in its place. Sub-projects speak for themselves.</summary>
    public static IEnumerable<Violation> CheckSaid(DependencyAgreement current, string saidBy, DateOnly? saidDate, DateOnly today)
    {
        if (current.GiverStakeholder.Length == 0)
        {
            if (saidBy.Length > 0 || saidDate is not null)
                yield return new("said_by", Reason.SaidBySubProject, current.GiverDisplayName);
            yield break;
        }
        if (string.IsNullOrWhiteSpace(saidBy))
            yield return new("said_by", Reason.Required);
        if (saidDate is null)
            yield return new("said_date", Reason.Required);
        else if (saidDate > today)
            yield return new("said_date", Reason.SaidInFuture);
    }

    /// <summary>Whether a change by the taker asks for something that what stands does not cover.</summary>
    public static bool AsksAnew(DependencyAgreement before, DependencyAgreement after)
    {
        var other =
            before.Deliverable != after.Deliverable || before.NeededByDate.ToDateOnly() != after.NeededByDate.ToDateOnly();
        return before.State switch
        {
            DependencyState.Promised or DependencyState.Accepted => before.Deliverable != after.Deliverable
                || (
                    before.NeededByDate.ToDateOnly() != after.NeededByDate.ToDateOnly()
                    && after.NeededByDate.ToDateOnly() < before.PromisedDate.ToDateOnly()
                ),
            DependencyState.Declined => other,
            _ => false,
        };
    }

    /// <summary>What is wrong with a change by the taker.</summary>
    public static IEnumerable<Violation> CheckUpdate(DependencyAgreement before, DependencyAgreement after, string changeReason)
    {
        const string At = "dependency_agreement";
        if (
            before.GiverSubProject != after.GiverSubProject
            || before.GiverStakeholder != after.GiverStakeholder
            || before.TakerSubProject != after.TakerSubProject
        )
            yield return new($"{At}.giver_sub_project", Reason.DependencyEndsFixed);
        // What came from a document without a date may be mended bit by bit.
        foreach (var violation in CheckRequest(after, ResourceNames.Programme(before.Name)))
        {
            if (violation.Field != $"{At}.needed_by_date" || before.NeededByDate is not null)
                yield return violation;
        }
        if (before.GiverOwner != after.GiverOwner && before.State != DependencyState.Requested)
            yield return new($"{At}.giver_owner", Reason.GiverOwnerOfGiver, before.GiverDisplayName);
        if (AsksAnew(before, after) && string.IsNullOrWhiteSpace(changeReason))
            yield return new("change_reason", Reason.ChangeReasonMissing);
    }

    private static Violation? CheckMilestone(string field, string milestone, string subProject, string called) =>
        milestone.Length == 0
        || (
            ResourceNames.Matches("programmes/{programme}/subProjects/{sub_project}/milestones/{milestone}", milestone)
            && subProject.Length > 0
            && milestone.StartsWith($"{subProject}/", StringComparison.Ordinal)
        )
            ? null
            : new(field, Reason.MilestoneElsewhere, called);
}
