using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>Throws a proposed measure away, after a plain question.</summary>
[PagePermission("benefits.write")]
internal sealed class DeleteMeasureModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Etag = Measure.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await BenefitsClient.DeleteMeasureAsync(new() { Name = MeasureName, Etag = Etag }, cancellationToken: Aborted);
            TempData["Status"] = texts["Measure.Deleted"].Value;
            return Redirect(MeasuresUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Etag = Measure.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Measure.Delete"], "measures");
    }
}
