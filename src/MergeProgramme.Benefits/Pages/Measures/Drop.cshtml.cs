using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>Gives a decided measure up, with the reason.</summary>
[PagePermission("benefits.decide")]
internal sealed class DropMeasureModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, RequestId) = (Measure.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await BenefitsClient.DropMeasureAsync(
                new()
                {
                    Name = MeasureName,
                    Reason = Reason.Trim(),
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Measure.Dropped"].Value;
            return Redirect($"/{MeasureName}");
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
        await LoadFrameAsync(texts["Measure.Drop"], "measures");
    }
}
