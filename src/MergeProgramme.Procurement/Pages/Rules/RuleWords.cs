using System.Globalization;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement.Pages.Rules;

/// <summary>How figures of procurement law are written on pages.</summary>
internal static class RuleWords
{
    /// <summary>"2 300 000 kr", "10 dager" or "30 %".</summary>
    public static string Value(ProcurementRule rule, IStringLocalizer texts) =>
        rule.Kind switch
        {
            ProcurementRuleKind.Scope or ProcurementRuleKind.NationalThreshold or ProcurementRuleKind.EeaThreshold => texts[
                "Rule.Kroner",
                Formats.Number(rule.Value)
            ],
            ProcurementRuleKind.EnvironmentWeight => string.Create(CultureInfo.InvariantCulture, $"{rule.Value} %"),
            ProcurementRuleKind.PeriodWorkingDays => texts["Rule.WorkingDays", rule.Value],
            _ => texts["Rule.Days", rule.Value],
        };
}
