using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Throws a draft away, after a plain question.</summary>
[PagePermission("mandates.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await mandates.DeleteMandateAsync(
                new DeleteMandateRequest { Name = MandateName, Etag = Etag },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }

        TempData["Status"] = texts["Delete.Deleted"].Value;
        return Redirect(MandatesUrl);
    }

    private async Task LoadAsync()
    {
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Delete.Title"]);
        Etag = Mandate.Etag;
    }
}
