using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Moves a milestone, or changes what else it says.</summary>
[PagePermission("mandates.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MilestoneForm(organisation, mandates, texts)
{
    public async Task OnGetAsync()
    {
        await LoadMilestoneAsync(_ => Words["Plan.Edit"]);
        Fill(Milestone);
        await LoadFormAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var given = Etag;
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                var changed = await Mandates.UpdateMilestoneAsync(
                    new() { Milestone = Read(MilestoneName) },
                    cancellationToken: Aborted
                );
                return Done(MilestoneUrl, Words["Plan.Saved", changed.Title]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadMilestoneAsync(_ => Words["Plan.Edit"]);
        // Somebody else was first: the next save is on what stands there now.
        if (!stale)
            Etag = given;
        await LoadFormAsync();
        return Page();
    }
}
