using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Changes a benefit: gives it an owner and a goal, above all.</summary>
[PagePermission("benefits.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : BenefitPage(organisation, benefits)
{
    /// <summary>Last part of the benefit's name.</summary>
    [FromRoute(Name = "benefit")]
    public string BenefitId { get; set; } = "";

    [BindProperty(Name = "")]
    public BenefitForm Form { get; set; } = new();

    /// <summary>The benefit as it stands.</summary>
    public Benefit Benefit { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = BenefitForm.From(Benefit);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await BenefitsClient.UpdateBenefitAsync(new() { Benefit = Form.ToBenefit(Benefit.Name) }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Benefit.Etag;
            return Page();
        }

        TempData["Status"] = texts["Saved"].Value;
        return Redirect($"/{ProgrammeName}/benefits#benefit-{BenefitId}");
    }

    private async Task LoadAsync()
    {
        Benefit = await BenefitsClient.GetBenefitAsync(
            new() { Name = $"{ProgrammeName}/benefits/{BenefitId}" },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(texts["Benefit.Edit"]);
        await LoadGoalsAsync();
    }
}
