using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>Registers an indicator.</summary>
[PagePermission("benefits.write")]
internal sealed class NewIndicatorModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    [BindProperty(Name = "")]
    public IndicatorForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice register one indicator.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var benefit = Request.Query["benefit"].ToString();
        Form = new IndicatorForm { Benefit = benefit.Length == 0 ? "" : $"{ProgrammeName}/benefits/{benefit}" };
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToIndicator("", ModelState, Words) is { } indicator)
        {
            try
            {
                var created = await BenefitsClient.CreateIndicatorAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Indicator = indicator,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Indicator.Created"].Value;
                return Redirect($"/{created.Name}");
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Indicators.New"], "indicators");
        await LoadChoicesAsync();
    }
}
