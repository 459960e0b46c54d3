using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Records that a milestone is done, and when.</summary>
[PagePermission("mandates.write")]
internal sealed class CompleteModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : PlanPage(organisation, mandates, texts)
{
    [BindProperty]
    public DateOnly? DoneDate { get; set; }

    public async Task OnGetAsync()
    {
        await LoadMilestoneAsync(m => Words["Plan.Done.Heading", m.Title]);
        DoneDate = time.Today();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var done = await Mandates.CompleteMilestoneAsync(
                    new()
                    {
                        Name = MilestoneName,
                        DoneDate = DoneDate.ToDate(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(PlanUrl, Words["Plan.IsDone", done.Title]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, path => path == "done_date" ? "DoneDate" : null))
        {
            // Shown below.
        }
        await LoadMilestoneAsync(m => Words["Plan.Done.Heading", m.Title]);
        return Page();
    }
}
