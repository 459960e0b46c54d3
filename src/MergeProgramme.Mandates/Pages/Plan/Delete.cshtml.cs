using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Takes a milestone out of the plan, after a plain question.</summary>
[PagePermission("mandates.write")]
internal sealed class DeleteModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : PlanPage(organisation, mandates, texts)
{
    public Task OnGetAsync() => LoadMilestoneAsync(m => Words["Plan.Delete.Heading", m.Title]);

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await Mandates.DeleteMilestoneAsync(new() { Name = MilestoneName, Etag = Etag }, cancellationToken: Aborted);
            return Done(PlanUrl, Words["Plan.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await OnGetAsync();
            return Page();
        }
    }
}
