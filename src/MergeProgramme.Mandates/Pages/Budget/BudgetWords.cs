using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>Sums in words, and as rows of sheets. Pure.</summary>
internal static class BudgetWords
{
    public static readonly IReadOnlyList<SheetColumn> SummaryColumns =
    [
        new("place", true, "Delprosjekt", "Sub-project"),
        new("year", true, "År", "Year"),
        new("kind", true, "Slag", "Kind"),
        new("frame", false, "Ramme (kr)", "Frame (NOK)"),
        new("committed", false, "Bundet (kr)", "Committed (NOK)"),
        new("actual", false, "Regnskap (kr)", "Actual (NOK)"),
        new("remaining", false, "Rest (kr)", "Remaining (NOK)"),
        new("forecast", false, "Prognose (kr)", "Forecast (NOK)"),
        new("deviation", false, "Avvik (kr)", "Deviation (NOK)"),
        new("explanation", false, "Forklaring", "Explanation"),
    ];

    // As an import reads them: what was taken out can be compared with what comes in.
    public static readonly IReadOnlyList<SheetColumn> EntryColumns =
    [
        new("place", false, "Delprosjekt", "Sub-project"),
        new("system", true, "Regnskapssystem", "Accounting system"),
        new("date", true, "Bilagsdato", "Date"),
        new("voucher", true, "Bilag", "Voucher"),
        new("line", false, "Linje", "Line"),
        new("account", false, "Konto", "Account"),
        new("text", false, "Tekst", "Text"),
        new("amount", true, "Beløp", "Amount"),
        new("kind", false, "Slag", "Kind"),
    ];

    /// <summary>"Ramme 2 MNOK, regnskap 1,2 MNOK, bundet 300 000 kr, prognose 2 MNOK".</summary>
    public static string Says(IStringLocalizer<Texts> words, BudgetSums sums) =>
        string.Join(
            ", ",
            new[] { ("Frame", sums.Frame), ("Actual", sums.Actual), ("Committed", sums.Committed), ("Forecast", sums.Forecast) }
                .Where(part => part.Item2 is not null)
                .Select(part => $"{words[$"Budget.{part.Item1}"].Value} {Formats.Amount(part.Item2)}")
        );

    public static IReadOnlyDictionary<string, object?> Row(BudgetSummary summary, string place, IStringLocalizer<Texts> words) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["place"] = place,
            ["year"] = summary.Year,
            ["kind"] = words[$"CostKind.{summary.Kind}"].Value,
            ["frame"] = Kroner(summary.Sums.Frame),
            ["committed"] = Kroner(summary.Sums.Committed),
            ["actual"] = Kroner(summary.Sums.Actual),
            ["remaining"] = Kroner(summary.Sums.Remaining),
            ["forecast"] = Kroner(summary.Sums.Forecast),
            ["deviation"] = Kroner(summary.Sums.Deviation),
            ["explanation"] = summary.Explanation,
        };

    public static IReadOnlyDictionary<string, object?> Row(AccountEntry entry, string place, IStringLocalizer<Texts> words) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["place"] = place,
            ["system"] = entry.SourceSystem,
            ["date"] = entry.Date.ToDateOnly(),
            ["voucher"] = entry.Voucher,
            ["line"] = entry.Line,
            ["account"] = entry.Account,
            ["text"] = entry.Text,
            ["amount"] = Kroner(entry.Amount),
            ["kind"] = words[$"CostKind.{entry.Kind}"].Value,
        };

    private static decimal? Kroner(Money? amount) => amount is null ? null : Formats.ToDecimal(amount);
}
