using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>What is said of a risk and what is done about it.</summary>
[PagePermission("mandates.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RiskPage(organisation, mandates, texts)
{
    public async Task OnGetAsync()
    {
        await LoadRiskAsync();
        Show(Risk);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.UpdateRiskAsync(new() { Risk = Read(RiskName) }, cancellationToken: Aborted);
                return Done(RiskUrl, Words["Risk.Saved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadRiskAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Risk.Etag;
        return Page();
    }
}
