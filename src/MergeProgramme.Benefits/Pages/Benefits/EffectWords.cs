using MergeProgramme.Benefits.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits.Pages;

/// <summary>When and how a goal's amount has effect, as people say it.</summary>
internal static class EffectWords
{
    /// <summary>"helårseffekt fra 2016", "helårseffekt", "fra 2016"; empty where neither is stated.</summary>
    public static string Of(Goal goal, IStringLocalizer texts) =>
        (goal.Effect, goal.EffectYear) switch
        {
            (EffectKind.Unspecified, 0) => "",
            (EffectKind.Unspecified, var year) => texts["Effect.From", year].Value,
            (EffectKind.InYear, > 0) => texts["Effect.InYear", goal.EffectYear].Value,
            (EffectKind.FullYear, > 0) => texts["Effect.FullYearFrom", goal.EffectYear].Value,
            (EffectKind.InYear, _) => texts["EffectKind.InYear"].Value,
            _ => texts["EffectKind.FullYear"].Value,
        };
}
