using System.Globalization;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Platform.Amounts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>Numbers in fields, as people write them.</summary>
internal static class NumberField
{
    /// <summary>The number; null where nothing is written, or where it cannot be read, which then stands at the field.</summary>
    /// <param name="decimals">Digits that may stand behind the decimal sign.</param>
    public static Google.Type.Decimal? Read(
        string text,
        int decimals,
        string field,
        ModelStateDictionary modelState,
        IStringLocalizer texts
    )
    {
        decimals = Math.Clamp(decimals, 0, Millionths.MostDecimals);
        var kind = NumberReading.Read(text, decimals, NumberSign.Either, out var millionths);
        // Between three digits and one to three before them the writer's own decimal sign is one.
        var norwegian = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en";
        if (kind == NumberKind.Ambiguous && text.Contains(norwegian ? ',' : '.', StringComparison.Ordinal))
            kind = NumberReading.Read(text, decimals, norwegian ? NumberSign.Comma : NumberSign.Point, out millionths);
        if (kind == NumberKind.Number)
            return Millionths.ToDecimal(millionths);
        if (kind != NumberKind.Empty)
            modelState.AddModelError(field, ProblemOf(kind, text, decimals, texts));
        return null;
    }

    private static string ProblemOf(NumberKind kind, string text, int decimals, IStringLocalizer texts) =>
        kind switch
        {
            NumberKind.Ambiguous => texts["Number.Ambiguous", text],
            NumberKind.TooManyDecimals => texts["Violation.VALUE_DECIMALS", decimals, text],
            NumberKind.TooLarge => texts["Number.TooLarge", text],
            _ => texts["Number.Unreadable", text],
        };
}
