using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Outlook;

/// <summary>Can the goal still be met, how late can we decide, and what if? What is tried out stands in the address and is saved nowhere.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int LikelyPercent = 50;
    private const int SurePercent = 90;
    private const int HardlyPercent = 10;

    /// <summary>Last part of the goal's name.</summary>
    [FromRoute(Name = "goal")]
    public string GoalId { get; set; } = "";

    /// <summary>Last parts of the names of measures to try without.</summary>
    [FromQuery(Name = "drop")]
    public List<string> Drop { get; set; } = [];

    public string GoalName => $"{ProgrammeName}/goals/{GoalId}";

    public Goal Goal { get; private set; } = new();

    /// <summary>Null where the goal has nothing to be assessed by; <see cref="Obstacle"/> then says why.</summary>
    public GoalAssessment? Assessment { get; private set; }

    public string Obstacle { get; private set; } = "";

    /// <summary>All measures of the goal, also those that are tried without.</summary>
    public IReadOnlyList<MeasureTimeline> Measures { get; private set; } = [];

    /// <summary>Months that a measure is tried later by.</summary>
    public int Later(string measure) =>
        int.TryParse(Request.Query[$"later-{ResourceNames.Id(measure)}"], CultureInfo.InvariantCulture, out var months)
            ? Math.Clamp(months, -120, 120)
            : 0;

    /// <summary>What a probability means in words.</summary>
    public static string VerdictOf(V1.Outlook outlook) =>
        outlook.ProbabilityPercent switch
        {
            >= SurePercent => "Sure",
            >= LikelyPercent => "Likely",
            >= HardlyPercent => "Unlikely",
            _ => "OutOfReach",
        };

    public static string ColourOf(V1.Outlook outlook) =>
        VerdictOf(outlook) switch
        {
            "Sure" => "success",
            "Likely" => "info",
            "Unlikely" => "warning",
            _ => "danger",
        };

    public async Task OnGetAsync()
    {
        Goal = await benefits.GetGoalAsync(new() { Name = GoalName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Outlook.Title"], "realisation");
        try
        {
            var asItStands = await benefits.AssessGoalAsync(new() { Name = GoalName }, cancellationToken: Aborted);
            Measures = asItStands.Measures;
            var request = new AssessGoalRequest { Name = GoalName };
            foreach (var measure in Measures)
            {
                var drop = Drop.Contains(ResourceNames.Id(measure.Measure), StringComparer.Ordinal);
                if (drop || Later(measure.Measure) != 0)
                    request.Changes.Add(
                        new WhatIf
                        {
                            Measure = measure.Measure,
                            Drop = drop,
                            PostponeMonths = Later(measure.Measure),
                        }
                    );
            }
            Assessment =
                request.Changes.Count == 0 ? asItStands : await benefits.AssessGoalAsync(request, cancellationToken: Aborted);
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            Obstacle = e.Status.Detail;
        }
    }
}
