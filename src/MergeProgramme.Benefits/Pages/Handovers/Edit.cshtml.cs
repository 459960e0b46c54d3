using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>Prepares a handover: who, when, on which conditions, and what must be in order first.</summary>
[PagePermission("benefits.write")]
internal sealed class EditHandoverModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : HandoverPage(organisation, benefits)
{
    [BindProperty(Name = "")]
    public HandoverForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = HandoverForm.From(Handover).WithRoom();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await BenefitsClient.UpdateHandoverAsync(
                new() { Handover = Form.ToHandover(HandoverName, Handover.Subject) },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Saved"].Value;
            return Redirect($"/{HandoverName}");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Handover.Etag;
            Form.WithRoom();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadHandoverAsync();
        await LoadFrameAsync(texts["Handover.EditHeading", Handover.SubjectDisplayName], "handovers");
        await LoadPersonsAsync();
    }
}
