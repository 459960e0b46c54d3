using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>Throws an indicator away of which nothing is measured, after a plain question.</summary>
[PagePermission("benefits.write")]
internal sealed class DeleteIndicatorModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Etag = Indicator.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await BenefitsClient.DeleteIndicatorAsync(new() { Name = IndicatorName, Etag = Etag }, cancellationToken: Aborted);
            TempData["Status"] = Words["Indicator.Deleted"].Value;
            return Redirect(IndicatorsUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Etag = Indicator.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadIndicatorAsync();
        await LoadFrameAsync(Words["Indicator.Delete"], "indicators");
    }
}
