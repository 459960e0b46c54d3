using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>What the pages of one engagement share.</summary>
internal abstract class EngagementPage(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    /// <summary>Last part of its name.</summary>
    [FromRoute(Name = "engagement")]
    public string EngagementId { get; set; } = "";

    public string EngagementName => $"{ProgrammeName}/engagements/{EngagementId}";

    public Engagement Engagement { get; private set; } = new();

    protected async Task LoadAsync(Func<string, string> title)
    {
        Engagement = await Client.GetEngagementAsync(new() { Name = EngagementName }, cancellationToken: Aborted);
        await LoadRegisterAsync(title(Engagement.Title), "engagements");
    }
}
