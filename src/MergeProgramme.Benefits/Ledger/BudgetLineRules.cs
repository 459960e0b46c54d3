using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Ledger;

/// <summary>What holds for the base of a budget line. Pure.</summary>
internal static class BudgetLineRules
{
    /// <summary>What is wrong with a base as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, BudgetBase asked)
    {
        if (!MeasureRules.IsFunction(asked.BudgetFunction))
            yield return new("budget_base.budget_function", "BUDGET_FUNCTION_MALFORMED");
        if (!MeasureRules.IsAccount(asked.BudgetAccount))
            yield return new("budget_base.budget_account", "BUDGET_ACCOUNT_MALFORMED");
        if (asked.Municipality.Length > 0 && ResourceNames.Programme(asked.Municipality) != programme)
            yield return new("budget_base.municipality", "OTHER_PROGRAMME", asked.Municipality);
        if (Ore.Of(asked.Amount) == 0)
            yield return new("budget_base.amount", "AMOUNT_ZERO");
    }

    /// <summary>What stands against a change; null where nothing does.</summary>
    /// <param name="line">As it stands.</param>
    public static Violation? CheckChange(BudgetBase current, BudgetBase next, ClaimedLine line)
    {
        if (
            (current.Year, current.BudgetFunction, current.BudgetAccount, current.Municipality)
            != (next.Year, next.BudgetFunction, next.BudgetAccount, next.Municipality)
        )
            return new(current.Name, "BASE_LINE_FIXED");
        return Ore.Of(next.Amount) < line.VerifiedOre ? new(current.Name, "BASE_BELOW_VERIFIED", line.VerifiedOre / 100) : null;
    }
}
