using MergeProgramme.Benefits.V1;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>What the forms of benefits share: the goals to choose from.</summary>
internal abstract class BenefitPage(OrganisationServiceClient organisation, BenefitsServiceClient benefits)
    : ProgrammePage(organisation)
{
    private const int LongestChoice = 90;

    /// <summary>The goals to choose from, once loaded.</summary>
    public List<SelectListItem> GoalChoices { get; private set; } = [];

    protected BenefitsServiceClient BenefitsClient { get; } = benefits;

    /// <summary>Loads the goals.</summary>
    protected async Task LoadGoalsAsync()
    {
        List<Goal> goals = [];
        var request = new ListGoalsRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await BenefitsClient.ListGoalsAsync(request, cancellationToken: Aborted);
            goals.AddRange(answer.Goals);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        GoalChoices =
        [
            .. goals.Select(g => new SelectListItem(
                g.Text.Length > LongestChoice ? g.Text[..LongestChoice] + "…" : g.Text,
                g.Name
            )),
        ];
    }
}
