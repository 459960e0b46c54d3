using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages;

/// <summary>What the pages of one need share.</summary>
internal abstract class NeedPage(OrganisationServiceClient organisation, ProcurementServiceClient procurement)
    : ProgrammePage(organisation)
{
    /// <summary>Last part of the need's name.</summary>
    [FromRoute(Name = "need")]
    public string NeedId { get; set; } = "";

    public string NeedName => $"{ProgrammeName}/needs/{NeedId}";

    /// <summary>The need as it stands, once loaded.</summary>
    public Need Need { get; private set; } = new();

    protected ProcurementServiceClient ProcurementClient { get; } = procurement;

    /// <summary>Loads the need and what the page stands in.</summary>
    /// <param name="title">What the page is called, of the need's title.</param>
    protected async Task LoadAsync(Func<string, string> title)
    {
        Need = await ProcurementClient.GetNeedAsync(new() { Name = NeedName }, cancellationToken: Aborted);
        await LoadFrameAsync(title(Need.Title), "needs");
    }
}
