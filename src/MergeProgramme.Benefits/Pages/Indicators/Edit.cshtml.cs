using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>Changes an indicator. What was measured keeps its meaning: its periods and decimals stay.</summary>
[PagePermission("benefits.write")]
internal sealed class EditIndicatorModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    [BindProperty(Name = "")]
    public IndicatorForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = IndicatorForm.From(Indicator);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToIndicator(IndicatorName, ModelState, Words) is { } indicator)
        {
            try
            {
                await BenefitsClient.UpdateIndicatorAsync(new() { Indicator = indicator }, cancellationToken: Aborted);
                TempData["Status"] = Words["Saved"].Value;
                return Redirect($"/{IndicatorName}");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // What the writer typed stays in the form; saving once more is then a choice.
                Form.Etag = Indicator.Etag;
            }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadIndicatorAsync();
        await LoadFrameAsync(Words["Indicator.Edit"], "indicators");
        await LoadChoicesAsync();
    }
}
