using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Ledger;

/// <summary>What holds for realised amounts and their verification. Pure.</summary>
internal static class LedgerRules
{
    /// <summary>An amount below this is asked about: it may be in thousands.</summary>
    public const long SmallAmountOre = 1_000_00;

    // A tertial never has so many times what a full year has, unless the amount is in the wrong unit.
    private const int MostFullYears = 10;

    /// <summary>What is wrong with an entry as it would be written, whatever has been entered before.</summary>
    /// <param name="entry">With year and tertial in their ranges.</param>
    /// <param name="measure">That it is of.</param>
    /// <param name="today">The tertial must have begun.</param>
    /// <param name="unusualConfirmed">Whether somebody has said that an unusual amount is right.</param>
    public static IEnumerable<Violation> Check(LedgerEntry entry, Measure measure, DateOnly today, bool unusualConfirmed)
    {
        var amount = Ore.Of(entry.Amount);
        var tertial = new Tertial(entry.Year, entry.Tertial);
        if (tertial.FirstDay > today)
            yield return new(
                "ledger_entry.tertial",
                "TERTIAL_NOT_BEGUN",
                tertial.ToString(),
                NorwegianTime.Format(tertial.FirstDay)
            );
        else if (measure.DecisionDate.ToDateOnly() is { } decided && tertial.LastDay < decided)
            yield return new(
                "ledger_entry.tertial",
                "TERTIAL_BEFORE_DECISION",
                tertial.ToString(),
                NorwegianTime.Format(decided)
            );
        if (amount == 0)
            yield return new("ledger_entry.amount", "AMOUNT_ZERO");
        var likely = Ore.Of(measure.EffectLikely);
        // What takes away says from which entry.
        if (entry.Corrects.Length == 0 && amount != 0 && likely != 0 && Math.Sign(amount) != Math.Sign(likely))
            yield return new("ledger_entry.amount", likely > 0 ? "AMOUNT_TAKES_AWAY" : "AMOUNT_OF_DRAWBACK");
        if (unusualConfirmed || amount == 0)
            yield break;
        var most = Math.Max(Math.Abs(Ore.Of(measure.EffectLow)), Math.Abs(Ore.Of(measure.EffectHigh)));
        if (Math.Abs(amount) < SmallAmountOre)
            yield return new("ledger_entry.amount", "REALISED_SMALL");
        else if (most > 0 && Math.Abs(amount) / MostFullYears > most)
            yield return new("ledger_entry.amount", "REALISED_LARGE");
    }

    /// <summary>What stands against entering anything on a measure as it is; null where nothing does.</summary>
    public static Violation? CheckMeasure(Measure measure, bool isCorrection) =>
        measure.State == MeasureState.Proposed ? new(measure.Name, "MEASURE_NOT_DECIDED")
        : measure.State == MeasureState.Dropped && !isCorrection ? new(measure.Name, "MEASURE_DROPPED")
        : measure.BudgetFunction.Length == 0 || measure.BudgetAccount.Length == 0 ? new(measure.Name, "BUDGET_LINE_REQUIRED")
        : null;

    /// <summary>What is wrong with a correction.</summary>
    /// <param name="entry">As it would be written.</param>
    /// <param name="corrected">The entry that it corrects; null where there is none of that name.</param>
    /// <param name="others">Sum of its other corrections that take away and are not refused, and of those that add and are verified, in øre.</param>
    public static IEnumerable<Violation> CheckCorrection(string measure, LedgerEntry entry, LedgerEntry? corrected, long others)
    {
        if (corrected is null || !corrected.Name.StartsWith(measure + "/", StringComparison.Ordinal))
        {
            yield return new("ledger_entry.corrects", "NOT_FOUND", entry.Corrects);
            yield break;
        }
        if (corrected.Corrects.Length > 0 || corrected.State == LedgerEntryState.Refused)
        {
            yield return new(
                "ledger_entry.corrects",
                corrected.Corrects.Length > 0 ? "CORRECTION_OF_CORRECTION" : "CORRECTION_OF_REFUSED"
            );
            yield break;
        }
        if (new Tertial(entry.Year, entry.Tertial) < new Tertial(corrected.Year, corrected.Tertial))
            yield return new("ledger_entry.tertial", "CORRECTION_BEFORE");
        if (Turns(Ore.Of(corrected.Amount), checked(others + Ore.Of(entry.Amount))))
            yield return new("ledger_entry.amount", "CORRECTION_TOO_LARGE");
    }

    /// <summary>Whether an entry takes away from what it corrects.</summary>
    /// <param name="corrected">Null where it corrects none.</param>
    public static bool TakesAway(LedgerEntry entry, LedgerEntry? corrected) =>
        corrected is not null && Math.Sign(Ore.Of(entry.Amount)) != Math.Sign(Ore.Of(corrected.Amount));

    /// <summary>What an entry counts as realised, in øre. What takes away counts once finance has verified it, so that never more is verified than realised.</summary>
    public static long Realised(LedgerEntry entry) =>
        entry.State == LedgerEntryState.Verified || (entry.State == LedgerEntryState.Entered && !entry.TakesAway)
            ? Ore.Of(entry.Amount)
            : 0;

    /// <summary>What an entry counts as verified, in øre.</summary>
    public static long Verified(LedgerEntry entry) => entry.State == LedgerEntryState.Verified ? Ore.Of(entry.Amount) : 0;

    /// <summary>What is wrong with an answer of finance, whatever has been claimed.</summary>
    public static IEnumerable<Violation> CheckAnswer(VerifyLedgerEntryRequest request)
    {
        if (request.State is not (LedgerEntryState.Verified or LedgerEntryState.Refused))
            yield return new("state", "VERIFY_STATE_OTHER");
        if (request.State == LedgerEntryState.Refused && string.IsNullOrWhiteSpace(request.Reason))
            yield return new("reason", "VERIFY_REASON_REQUIRED");
    }

    /// <inheritdoc cref="CheckVerifier(string, string, string, string, IReadOnlyList{string}, string, string)"/>
    public static Violation? CheckVerifier(
        LedgerEntry entry,
        string caller,
        string callerDisplayName,
        IReadOnlyList<string> callerPersons,
        string owner,
        string receiver
    ) => CheckVerifier(entry.Name, entry.Creator, caller, callerDisplayName, callerPersons, owner, receiver);

    /// <summary>What stands against somebody's verifying what was entered: nobody does what they entered or answer for. Null where nothing does.</summary>
    /// <param name="name">What is verified.</param>
    /// <param name="creator">Who entered it, as the event log names them.</param>
    /// <param name="caller">Who answers, in the same way; empty for the installation's own work.</param>
    /// <param name="callerDisplayName">What they are called.</param>
    /// <param name="callerPersons">The persons that they are.</param>
    /// <param name="owner">What its owner is called.</param>
    /// <param name="receiver">The person who has taken it over; empty where nobody has.</param>
    public static Violation? CheckVerifier(
        string name,
        string creator,
        string caller,
        string callerDisplayName,
        IReadOnlyList<string> callerPersons,
        string owner,
        string receiver
    )
    {
        if (caller.Length == 0)
            return null;
        if (caller == creator)
            return new(name, "VERIFIER_ENTERED");
        return
            (receiver.Length > 0 && callerPersons.Contains(receiver))
            || (owner.Length > 0 && string.Equals(owner.Trim(), callerDisplayName, StringComparison.OrdinalIgnoreCase))
            ? new(name, "VERIFIER_IS_OWNER")
            : null;
    }

    /// <summary>What stands against verifying a correction; null where nothing does.</summary>
    /// <param name="corrected">The entry that it corrects.</param>
    /// <param name="verified">Sum of its corrections that are verified already, in øre.</param>
    public static Violation? CheckCorrected(LedgerEntry entry, LedgerEntry corrected, long verified) =>
        corrected.State != LedgerEntryState.Verified ? new(corrected.Name, "CORRECTED_NOT_VERIFIED")
        : Turns(Ore.Of(corrected.Amount), checked(verified + Ore.Of(entry.Amount))) ? new(entry.Name, "CORRECTION_TOO_LARGE")
        : null;

    /// <summary>What stands against verifying an entry on its budget line; null where nothing does. What takes away is never in the way of anybody.</summary>
    /// <param name="line">As it stands, the entry's own claim among the claims.</param>
    /// <param name="measure">Whose entry it is.</param>
    /// <param name="entry">Not answered yet.</param>
    public static Violation? CheckLine(ClaimedLine line, string measure, LedgerEntry entry) =>
        Ore.Of(entry.Amount) <= 0 ? null
        : line.BaseOre is not { } there ? new(entry.Name, "BASE_MISSING", line.Label, entry.Year)
        // What is claimed may be less than what would be verified, where an amount that costs waits beside it.
        : Math.Max(line.ClaimedOre, line.VerifiedWithOre(measure, Ore.Of(entry.Amount))) > there
            ? new(
                entry.Name,
                "BASE_EXCEEDED",
                line.Label,
                entry.Year,
                string.Join(", ", line.Claims.Where(c => c.ClaimedOre > 0 || c.Measure == measure).Select(c => c.Title))
            )
        : null;

    // Whether corrections turn a gain into a loss, or a cost into a gain: more than there was cannot be taken away, not even by an øre.
    private static bool Turns(long original, long corrections)
    {
        var left = checked(original + corrections);
        return left != 0 && Math.Sign(left) != Math.Sign(original);
    }
}
