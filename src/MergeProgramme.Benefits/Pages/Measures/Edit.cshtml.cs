using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>Changes a measure. Of a decided one the plan stays, and the change needs a reason.</summary>
[PagePermission("benefits.write")]
internal sealed class EditMeasureModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    [BindProperty(Name = "")]
    public MeasureForm Form { get; set; } = new();

    /// <summary>Whether the effect was so small that somebody must say that it is right.</summary>
    public bool AsksSmall => ModelState[nameof(MeasureForm.EffectLikely)]?.Errors.Count > 0 || Form.SmallEffectConfirmed;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = MeasureForm.From(Measure).WithRoom();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToMeasure(MeasureName, ModelState, texts) is { } measure)
        {
            try
            {
                await BenefitsClient.UpdateMeasureAsync(
                    new()
                    {
                        Measure = measure,
                        RevisionReason = Form.RevisionReason.Trim(),
                        SmallEffectConfirmed = Form.SmallEffectConfirmed,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Saved"].Value;
                return Redirect($"/{MeasureName}");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // What the writer typed stays in the form; saving once more is then a choice.
                Form.Etag = Measure.Etag;
            }
        }
        Form.WithRoom();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(texts["Measure.Edit"], "measures");
        await LoadChoicesAsync();
    }
}
