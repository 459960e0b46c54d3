using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>Throws a planned deliverable away, after a plain question.</summary>
[PagePermission("mandates.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadDeliverableAsync(one => Words["Deliverable.Delete.Heading", one.Title]);
        Etag = Deliverable.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await Mandates.DeleteDeliverableAsync(new() { Name = DeliverableName, Etag = Etag }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadDeliverableAsync(one => Words["Deliverable.Delete.Heading", one.Title]);
            return Page();
        }
        TempData["Status"] = Words["Deliverable.Deleted"].Value;
        return Redirect(MatrixUrl);
    }
}
