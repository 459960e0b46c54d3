using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>What stands in the way of a programme's agreements. Pure; the texts are put to it later.</summary>
internal static class DependencyFindings
{
    /// <summary>Days without an answer after which it is a finding: one round of reports.</summary>
    public const int UnansweredDays = 14;

    /// <summary>One thing that is wrong.</summary>
    /// <param name="Days">How late, or for how long; 0 where that says nothing.</param>
    /// <param name="Date">The day that it is about.</param>
    /// <param name="Others">Of a cycle all of it, in order; of a promise that cannot hold, what it waits for.</param>
    internal sealed record Found(
        DependencyFindingKind Kind,
        DependencyAgreement Agreement,
        int Days = 0,
        DateOnly? Date = null,
        IReadOnlyList<DependencyAgreement>? Others = null
    );

    /// <summary>All that is wrong, the gravest first.</summary>
    /// <param name="agreements">All of the programme.</param>
    /// <param name="vesting">Null where the programme has no vesting day.</param>
    /// <param name="planned">The day that a milestone is planned for; null where it is not known.</param>
    public static List<Found> Of(
        IReadOnlyCollection<DependencyAgreement> agreements,
        DateOnly today,
        DateOnly? vesting,
        Func<string, DateOnly?> planned,
        int unansweredDays = UnansweredDays
    )
    {
        var plan = new DependencyPlan(agreements, today);
        var expected = plan.Expected();
        var found = new List<Found>();
        foreach (var cycle in plan.Cycles())
            found.Add(new(DependencyFindingKind.Cycle, cycle[0], Others: cycle));
        foreach (var agreement in agreements.Where(a => DependencyLifecycle.IsOpen(a.State)))
            found.AddRange(OfOne(agreement, plan, expected, today, vesting, planned, unansweredDays));
        return
        [
            .. found
                .OrderBy(f => f.Kind)
                .ThenByDescending(f => f.Days)
                .ThenBy(f => f.Agreement.NeededByDate.ToDateOnly() ?? DateOnly.MaxValue)
                .ThenBy(f => f.Agreement.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the promised day has passed and nothing is delivered.</summary>
    public static bool IsBroken(DependencyAgreement agreement, DateOnly today) =>
        agreement.State is DependencyState.Promised or DependencyState.Accepted && agreement.PromisedDate.ToDateOnly() < today;

    /// <summary>Whether an end owes the other one an answer.</summary>
    public static bool IsUnanswered(DependencyState state) =>
        state is DependencyState.Requested or DependencyState.Promised or DependencyState.Delivered;

    private static IEnumerable<Found> OfOne(
        DependencyAgreement agreement,
        DependencyPlan plan,
        IReadOnlyDictionary<string, DateOnly> expected,
        DateOnly today,
        DateOnly? vesting,
        Func<string, DateOnly?> planned,
        int unansweredDays
    )
    {
        var (needed, promised) = (agreement.NeededByDate.ToDateOnly(), agreement.PromisedDate.ToDateOnly());
        var stands = agreement.State is DependencyState.Promised or DependencyState.Accepted;
        if (IsBroken(agreement, today))
            yield return new(DependencyFindingKind.Broken, agreement, today.DayNumber - promised!.Value.DayNumber, promised);
        if (agreement.State == DependencyState.Declined)
            yield return new(DependencyFindingKind.Declined, agreement);
        if (agreement.State == DependencyState.Requested && needed < today)
            yield return new(DependencyFindingKind.OverdueRequest, agreement, today.DayNumber - needed.Value.DayNumber, needed);
        if (stands && plan.LatestBefore(agreement.Name, expected) is { Days: > 0, Cause: { } cause } before)
            yield return new(DependencyFindingKind.CannotHold, agreement, before.Days, promised, [cause]);
        if (stands && promised > needed)
            yield return new(
                DependencyFindingKind.PromisedLate,
                agreement,
                promised.Value.DayNumber - needed.Value.DayNumber,
                promised
            );
        if (
            stands
            && agreement.GiverMilestone.Length > 0
            && planned(agreement.GiverMilestone) is { } milestone
            && milestone > promised
        )
            yield return new(
                DependencyFindingKind.MilestoneLate,
                agreement,
                milestone.DayNumber - promised.Value.DayNumber,
                milestone
            );
        if (
            DependencyLifecycle.IsAwaited(agreement.State)
            && (promised > needed || needed is null ? promised : needed) is { } last
            && last > vesting
        )
            yield return new(DependencyFindingKind.AfterVesting, agreement, last.DayNumber - vesting.Value.DayNumber, last);
        var waited = today.DayNumber - NorwegianTime.DateIn(agreement.StateTime.ToDateTimeOffset()).DayNumber;
        if (IsUnanswered(agreement.State) && waited >= unansweredDays)
            yield return new(DependencyFindingKind.Unanswered, agreement, waited);
        if (DependencyLifecycle.IsAwaited(agreement.State) && needed is null)
            yield return new(DependencyFindingKind.NoDate, agreement);
    }
}
