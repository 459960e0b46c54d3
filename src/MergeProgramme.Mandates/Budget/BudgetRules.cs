using System.Globalization;
using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Budget;

/// <summary>What holds of frames, commitments, entries and forecasts one by one. Pure.</summary>
internal static class BudgetRules
{
    /// <summary>Largest amount of one row, in øre: 10 billion kroner. Sums of millions of rows are whole øre in 64 bits then.</summary>
    public const long MostOre = 1_000_000_000_000;

    /// <summary>Years in which something may fall.</summary>
    public const int FirstYear = 2000,
        LastYear = 2100;

    // An entry of next year's accounts is thinkable, one of the year 2108 a slip of the pen.
    private const int MostDaysAhead = 366;

    /// <summary>Last part of the name of a line: "2018-operations", "2013-t2-assessment".</summary>
    public static string LineId(int year, int tertial, CostKind kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}{(tertial == 0 ? "" : $"-t{tertial}")}-{Word(kind)}");

    /// <summary>Last part of the name of a forecast: "2018-operations".</summary>
    public static string ForecastId(int year, CostKind kind) => LineId(year, 0, kind);

    /// <summary>What is wrong with an amount; null where nothing is.</summary>
    /// <param name="field">Field of the request, for the error.</param>
    public static Violation? CheckAmount(string field, Money? amount) =>
        amount is not null && Math.Abs(Ore.Of(amount)) > MostOre ? new(field, "BUDGET_AMOUNT_TOO_LARGE") : null;

    /// <summary>What is wrong with a change of a frame.</summary>
    public static IEnumerable<Violation> Check(FrameChange change, DateOnly today)
    {
        if (CheckAmount("change.to_amount", change.ToAmount) is { } tooLarge)
            yield return tooLarge;
        if (change.DecisionDate.ToDateOnly() > today)
            yield return new("change.decision_date", "DATE_IN_FUTURE", NorwegianTime.Format(today));
    }

    /// <summary>What is wrong with a commitment.</summary>
    public static IEnumerable<Violation> Check(Commitment commitment)
    {
        if (Ore.Of(commitment.Amount) <= 0)
            yield return new("commitment.amount", "COMMITMENT_NOT_ABOVE_ZERO");
        if (CheckAmount("commitment.amount", commitment.Amount) is { } tooLarge)
            yield return tooLarge;
        if (Ore.Of(commitment.Amount) < Ore.Of(commitment.DrawnAmount))
            yield return new("commitment.amount", "COMMITMENT_BELOW_DRAWN", Platform.Web.Formats.Amount(commitment.DrawnAmount));
        if (!IsYear(commitment.ExpectedDate))
            yield return YearUnlikely("commitment.expected_date");
    }

    /// <summary>What is wrong with drawing down a commitment.</summary>
    public static IEnumerable<Violation> Check(Drawdown drawdown, Commitment commitment, DateOnly today)
    {
        var open = Ore.Of(commitment.Amount) - Ore.Of(commitment.DrawnAmount);
        if (Ore.Of(drawdown.Amount) <= 0)
            yield return new("drawdown.amount", "COMMITMENT_NOT_ABOVE_ZERO");
        else if (Ore.Of(drawdown.Amount) > open)
            yield return new("drawdown.amount", "DRAWDOWN_ABOVE_OPEN", Platform.Web.Formats.Amount(Ore.ToMoney(open)));
        if (drawdown.Date.ToDateOnly() > today)
            yield return new("drawdown.date", "DATE_IN_FUTURE", NorwegianTime.Format(today));
    }

    /// <summary>What is wrong with an entry of the accounts.</summary>
    /// <param name="path">Of the entry in the request, with the dot behind it.</param>
    public static IEnumerable<Violation> Check(AccountEntry entry, string path, DateOnly today)
    {
        if (Ore.Of(entry.Amount) == 0)
            yield return new($"{path}amount", "ENTRY_ZERO");
        if (CheckAmount($"{path}amount", entry.Amount) is { } tooLarge)
            yield return tooLarge;
        if (!IsYear(entry.Date) || entry.Date.ToDateOnly() > today.AddDays(MostDaysAhead))
            yield return YearUnlikely($"{path}date");
    }

    /// <summary>What is wrong with a statement of a forecast.</summary>
    /// <param name="frame">Of the year and kind, in øre; null where none is set.</param>
    public static IEnumerable<Violation> Check(ForecastStatement statement, long? frame)
    {
        if (CheckAmount("statement.amount", statement.Amount) is { } tooLarge)
            yield return tooLarge;
        if (Ore.Of(statement.Amount) > frame && string.IsNullOrWhiteSpace(statement.Explanation))
            yield return new(
                "statement.explanation",
                "FORECAST_UNEXPLAINED",
                Platform.Web.Formats.Amount(Ore.ToMoney(Ore.Of(statement.Amount) - frame.Value)),
                Platform.Web.Formats.Amount(Ore.ToMoney(frame.Value))
            );
    }

    /// <summary>Gives a commitment its state and what is left of it.</summary>
    public static Commitment Describe(Commitment commitment)
    {
        var left = Ore.Of(commitment.Amount) - Ore.Of(commitment.DrawnAmount);
        if (commitment.State != CommitmentState.Cancelled)
            commitment.State = left == 0 ? CommitmentState.Drawn : CommitmentState.Open;
        commitment.OpenAmount = Ore.ToMoney(commitment.State == CommitmentState.Open ? left : 0);
        return commitment;
    }

    private static Violation YearUnlikely(string field) => new(field, "BUDGET_YEAR_UNLIKELY");

    private static bool IsYear(Google.Type.Date? date) => date?.Year is >= FirstYear and <= LastYear;

    private static string Word(CostKind kind) =>
        kind switch
        {
            CostKind.Operations => "operations",
            CostKind.Procurement => "procurement",
            CostKind.Assessment => "assessment",
            CostKind.ProjectOrganisation => "project-organisation",
            _ => "other",
        };
}
