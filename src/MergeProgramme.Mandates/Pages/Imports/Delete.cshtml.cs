using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>Throws an import away, after a plain question.</summary>
[PagePermission("mandates.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ImportPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadImportAsync(Words["Import.Delete"]);
        Etag = Import.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await Mandates.DeleteImportAsync(new() { Name = ImportName, Etag = Etag }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadImportAsync(Words["Import.Delete"]);
            Etag = Import.Etag;
            return Page();
        }
        TempData["Status"] = Words["Import.Deleted"].Value;
        return Redirect(ImportsUrl);
    }
}
