using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Changes a system, and says what becomes of it.</summary>
[PagePermission("procurement.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [FromRoute(Name = "system")]
    public string SystemId { get; set; } = "";

    [BindProperty(Name = "")]
    public SystemForm Form { get; set; } = new();

    public LegacySystem System { get; private set; } = new();

    public string Name => $"{ProgrammeName}/legacySystems/{SystemId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = SystemForm.From(System);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.ToSystem(Name, ModelState, Words) is { } system)
        {
            try
            {
                await Procurement.UpdateLegacySystemAsync(new() { LegacySystem = system }, cancellationToken: Aborted);
                return Done(Addresses.Of(Name), Words["Saved"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // What the writer typed stays in the form; saving once more is then a choice.
                Form.Etag = System.Etag;
            }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        System = await Procurement.GetLegacySystemAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Words["System.Edit", System.Title]);
    }
}
