using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Something new in the plan of a sub-project.</summary>
[PagePermission("mandates.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MilestoneForm(organisation, mandates, texts)
{
    public async Task OnGetAsync()
    {
        await LoadPlanAsync(Words["Plan.New"]);
        await LoadFormAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var made = await Mandates.CreateMilestoneAsync(
                    new()
                    {
                        Parent = SubProjectName,
                        Milestone = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(PlanUrl, Words["Plan.Created", made.Title]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // Shown below, at the fields.
        }
        await OnGetAsync();
        return Page();
    }
}
