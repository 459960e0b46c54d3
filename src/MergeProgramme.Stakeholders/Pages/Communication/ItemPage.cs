using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>What the pages of one part of the communication plan share.</summary>
internal abstract class ItemPage(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    /// <summary>Last part of its name.</summary>
    [FromRoute(Name = "communicationItem")]
    public string ItemId { get; set; } = "";

    public string ItemName => $"{ProgrammeName}/communicationItems/{ItemId}";

    public CommunicationItem Item { get; private set; } = new();

    protected async Task LoadAsync(Func<string, string> title)
    {
        Item = await Client.GetCommunicationItemAsync(new() { Name = ItemName }, cancellationToken: Aborted);
        await LoadRegisterAsync(title(Item.Title), "communication");
    }
}
