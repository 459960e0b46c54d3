using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>An option as people write it.</summary>
internal sealed class OptionRow
{
    public int Number { get; set; }

    public AppraisalOptionKind? Kind { get; set; }

    public string Title { get; set; } = "";

    public string LegacySystem { get; set; } = "";

    public PermittedAnswer Permitted { get; set; }

    public string PermittedReason { get; set; } = "";

    public string Cost { get; set; } = "";

    public string CostText { get; set; } = "";

    public int CostLevel { get; set; }

    public string RiskText { get; set; } = "";

    public int RiskLevel { get; set; }

    public string BenefitText { get; set; } = "";

    public int BenefitLevel { get; set; }

    public DateOnly? UsableDate { get; set; }

    public string Drawbacks { get; set; } = "";

    public bool IsEmpty => Title.Trim().Length == 0;
}

/// <summary>What people write about a choice. Options without a title count for nothing.</summary>
internal sealed partial class AppraisalForm
{
    public string Question { get; set; } = "";

    public string ServiceFunction { get; set; } = "";

    public List<OptionRow> Options { get; set; } = [];

    /// <summary>Place in <see cref="Options"/> from 1; 0: none.</summary>
    public int Recommended { get; set; }

    public string RecommendationReason { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for an appraisal as it stands, with a row more to fill in.</summary>
    public static AppraisalForm From(OptionAppraisal appraisal) =>
        new()
        {
            Question = appraisal.Question,
            ServiceFunction = appraisal.ServiceFunction,
            Options =
            [
                .. appraisal.Options.Select(o => new OptionRow
                {
                    Number = o.Number,
                    Kind = o.Kind,
                    Title = o.Title,
                    LegacySystem = o.LegacySystem,
                    Permitted = o.Permitted,
                    PermittedReason = o.PermittedReason,
                    Cost = Formats.AmountInField(o.Cost),
                    CostText = o.CostText,
                    CostLevel = o.CostLevel,
                    RiskText = o.RiskText,
                    RiskLevel = o.RiskLevel,
                    BenefitText = o.BenefitText,
                    BenefitLevel = o.BenefitLevel,
                    UsableDate = o.UsableDate.ToDateOnly(),
                    Drawbacks = o.Drawbacks,
                }),
                new OptionRow(),
            ],
            Recommended =
                appraisal.Options.Index().FirstOrDefault(o => o.Item.Number == appraisal.RecommendedOption, (-1, null!)).Index
                + 1,
            RecommendationReason = appraisal.RecommendationReason,
            Etag = appraisal.Etag,
        };

    /// <summary>The appraisal that the form says; null where something cannot be read, which then stands at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    /// <param name="numbers">How many numbers the appraisal has given to options.</param>
    public OptionAppraisal? ToAppraisal(string name, int numbers, ModelStateDictionary modelState, IStringLocalizer texts)
    {
        var appraisal = new OptionAppraisal
        {
            Name = name,
            Question = Question.Trim(),
            ServiceFunction = ServiceFunction,
            RecommendationReason = RecommendationReason.Trim(),
            Etag = Etag,
        };
        foreach (var (i, row) in Options.Index().Where(o => !o.Item.IsEmpty))
        {
            if (!Formats.TryReadAmount(row.Cost, out var cost))
                modelState.AddModelError(FormattableString.Invariant($"Options[{i}].Cost"), texts["NotAnAmount"]);
            appraisal.Options.Add(
                new AppraisalOption
                {
                    Number = row.Number,
                    Kind = row.Kind ?? AppraisalOptionKind.Unspecified,
                    Title = row.Title.Trim(),
                    LegacySystem = row.LegacySystem,
                    Permitted = row.Permitted,
                    PermittedReason = row.PermittedReason.Trim(),
                    Cost = cost,
                    CostText = row.CostText.Trim(),
                    CostLevel = row.CostLevel,
                    RiskText = row.RiskText.Trim(),
                    RiskLevel = row.RiskLevel,
                    BenefitText = row.BenefitText.Trim(),
                    BenefitLevel = row.BenefitLevel,
                    UsableDate = row.UsableDate.ToDate(),
                    Drawbacks = row.Drawbacks.Trim(),
                }
            );
        }
        // New options get the next numbers in the order in which they stand.
        if (Recommended > 0 && Recommended <= Options.Count && Options[Recommended - 1] is { IsEmpty: false } chosen)
            appraisal.RecommendedOption =
                chosen.Number > 0 ? chosen.Number : numbers + Options.Take(Recommended).Count(o => !o.IsEmpty && o.Number == 0);
        else if (Recommended > 0)
            modelState.AddModelError(nameof(Recommended), texts["Appraisal.RecommendedEmpty"]);
        return modelState.IsValid ? appraisal : null;
    }

    /// <summary>The form's field for a path of the request: options that are empty were not sent.</summary>
    public string? FieldOf(string path)
    {
        if (path == "option_appraisal.recommended_option")
            return nameof(Recommended);
        var match = OptionPath().Match(path);
        if (!match.Success)
            return RefusalExtensions.FormField(path);
        var sent = int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture);
        List<int> filled = [.. Options.Index().Where(o => !o.Item.IsEmpty).Select(o => o.Index)];
        return FormattableString.Invariant(
            $"Options[{filled[sent]}].{RefusalExtensions.FormField($"x.{match.Groups["field"].Value}")}"
        );
    }

    [GeneratedRegex(
        @"\Aoption_appraisal\.options\[(?<row>[0-9]{1,4})\]\.(?<field>[a-z_]+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex OptionPath();
}
