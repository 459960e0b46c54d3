using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Takes a system out of the matrix that should never have stood there, after a plain question.</summary>
[PagePermission("procurement.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [FromRoute(Name = "system")]
    public string SystemId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public LegacySystem System { get; private set; } = new();

    public string Name => $"{ProgrammeName}/legacySystems/{SystemId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Etag = System.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await Procurement.DeleteLegacySystemAsync(new() { Name = Name, Etag = Etag }, cancellationToken: Aborted);
            return Done(SystemsUrl, Words["System.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Etag = System.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        System = await Procurement.GetLegacySystemAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Words["System.Delete"]);
    }
}
