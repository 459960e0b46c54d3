using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>Risks as the rows of a sheet.</summary>
internal static class RiskSheet
{
    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("Number", false, "Nr.", "No."),
        new("Title", false, "Risiko", "Risk"),
        new("Place", false, "Gjelder", "Concerns"),
        new("Cause", false, "Årsak", "Cause"),
        new("Effect", false, "Konsekvens", "Effect"),
        new("Probability", false, "Sannsynlighet (1–5)", "Probability (1–5)"),
        new("Consequence", false, "Alvorlighet (1–5)", "Consequence (1–5)"),
        new("Level", false, "Nivå", "Level"),
        new("Trend", false, "Utvikling", "Trend"),
        new("Response", false, "Strategi", "Response"),
        new("Action", false, "Tiltak", "Action"),
        new("Owner", false, "Ansvarlig", "Owner"),
        new("Due", false, "Frist", "Due"),
        new("TargetProbability", false, "Mål for sannsynlighet", "Target probability"),
        new("TargetConsequence", false, "Mål for alvorlighet", "Target consequence"),
        new("Assessed", false, "Sist vurdert", "Last assessed"),
        new("State", false, "Tilstand", "State"),
        new("Outcome", false, "Utfall", "Outcome"),
    ];

    public static IReadOnlyDictionary<string, object?> Row(NumberedRisk line, string place, IStringLocalizer words)
    {
        var (number, risk) = (line.Number, line.Risk);
        return new Dictionary<string, object?>
        {
            ["Number"] = number,
            ["Title"] = risk.Title,
            ["Place"] = place,
            ["Cause"] = risk.Cause,
            ["Effect"] = risk.Effect,
            ["Probability"] = risk.Probability,
            ["Consequence"] = risk.Consequence,
            ["Level"] = words[$"RiskLevel.{risk.Level}"].Value,
            ["Trend"] = words[$"RiskTrend.{risk.Trend}"].Value,
            ["Response"] = words[$"RiskResponse.{risk.Response}"].Value,
            ["Action"] = risk.Action,
            ["Owner"] = risk.OwnerDisplayName,
            ["Due"] = risk.DueDate.ToDateOnly(),
            ["TargetProbability"] = risk.TargetProbability == 0 ? null : risk.TargetProbability,
            ["TargetConsequence"] = risk.TargetConsequence == 0 ? null : risk.TargetConsequence,
            ["Assessed"] = risk.Assessments[^1].Date.ToDateOnly(),
            ["State"] = words[$"RiskState.{risk.State}"].Value,
            ["Outcome"] = risk.Outcome,
        };
    }
}
