using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>Registers a measure.</summary>
[PagePermission("benefits.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : MeasurePage(organisation, benefits)
{
    [BindProperty(Name = "")]
    public MeasureForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice register one measure.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Whether the effect was so small that somebody must say that it is right.</summary>
    public bool AsksSmall => ModelState[nameof(MeasureForm.EffectLikely)]?.Errors.Count > 0 || Form.SmallEffectConfirmed;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var benefit = Request.Query["benefit"].ToString();
        Form = new MeasureForm { Benefit = benefit.Length == 0 ? "" : $"{ProgrammeName}/benefits/{benefit}" }.WithRoom();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToMeasure("", ModelState, texts) is { } measure)
        {
            try
            {
                var created = await BenefitsClient.CreateMeasureAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Measure = measure,
                        SmallEffectConfirmed = Form.SmallEffectConfirmed,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Measure.Created"].Value;
                return Redirect($"/{created.Name}");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        Form.WithRoom();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Measures.New"], "measures");
        await LoadChoicesAsync();
    }
}
