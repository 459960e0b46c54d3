using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What the pages of one stakeholder share.</summary>
internal abstract class StakeholderPage(OrganisationServiceClient organisation, StakeholdersServiceClient stakeholders)
    : ProgrammePage(organisation)
{
    /// <summary>Last part of the stakeholder's name.</summary>
    [FromRoute(Name = "stakeholder")]
    public string StakeholderId { get; set; } = "";

    public string StakeholderName => $"{ProgrammeName}/stakeholders/{StakeholderId}";

    /// <summary>The stakeholder as it stands, once loaded.</summary>
    public Stakeholder Stakeholder { get; private set; } = new();

    protected StakeholdersServiceClient StakeholdersClient { get; } = stakeholders;

    /// <summary>Loads the stakeholder and what the page stands in.</summary>
    /// <param name="title">What the page is called, of the stakeholder's name.</param>
    protected async Task LoadAsync(Func<string, string> title)
    {
        Stakeholder = await StakeholdersClient.GetStakeholderAsync(new() { Name = StakeholderName }, cancellationToken: Aborted);
        await LoadFrameAsync(title(Stakeholder.DisplayName), "stakeholders");
    }
}
