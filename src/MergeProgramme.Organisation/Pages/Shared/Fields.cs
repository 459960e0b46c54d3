using Google.Type;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>Fields that hold a number of another shape than the contract's.</summary>
internal static class Fields
{
    /// <summary>Hundredths of a percent; 0, which the service refuses, where none was written.</summary>
    public static int Hundredths(ModelStateDictionary state, string field, decimal? percent, IStringLocalizer words)
    {
        var hundredths = (percent ?? 0) * 100;
        if (hundredths == decimal.Truncate(hundredths) && hundredths is > 0 and <= 10_000)
            return (int)hundredths;
        if (state[field] is not { Errors.Count: > 0 })
            state.AddModelError(field, words["Percent.Wrong"]);
        return 0;
    }

    /// <summary>An amount; null where none was written or it is none.</summary>
    public static Money? Amount(ModelStateDictionary state, string field, string written, IStringLocalizer words)
    {
        if (Formats.TryReadAmount(written, out var amount))
            return amount;
        state.AddModelError(field, words["Amount.Wrong"]);
        return null;
    }
}
