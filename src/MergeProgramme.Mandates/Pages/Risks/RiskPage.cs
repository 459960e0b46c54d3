using MergeProgramme.Mandates.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>What the pages of one risk share.</summary>
internal abstract class RiskPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RiskForm(organisation, mandates, texts)
{
    [FromRoute(Name = "risk")]
    public string RiskId { get; set; } = "";

    public string RiskName => $"{PlaceName}/risks/{RiskId}";

    public string RiskUrl => Addresses.Of(RiskName);

    public Risk Risk { get; private set; } = new();

    protected async Task LoadRiskAsync()
    {
        Risk = await Mandates.GetRiskAsync(new() { Name = RiskName }, cancellationToken: Aborted);
        await LoadFormAsync(Risk.Title);
    }
}
