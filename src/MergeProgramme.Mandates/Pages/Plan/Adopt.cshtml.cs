using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Takes over the plan of the approved document, after showing what it would make.</summary>
[PagePermission("mandates.write")]
internal sealed class AdoptModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : PlanPage(organisation, mandates, texts)
{
    /// <summary>The document whose plan was shown.</summary>
    [BindProperty]
    public string Document { get; set; } = "";

    /// <summary>What would be made; null where no approved document has a plan.</summary>
    public AdoptPlanResponse? Plan { get; private set; }

    public int Changes => Plan?.Entries.Count(IsChange) ?? 0;

    public static string Color(PlanEntryOutcome outcome) =>
        outcome switch
        {
            PlanEntryOutcome.Created => "success",
            PlanEntryOutcome.Replanned => "info",
            PlanEntryOutcome.NoDates => "warning",
            _ => "neutral",
        };

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var adopted = await Mandates.AdoptPlanAsync(
                new()
                {
                    Parent = SubProjectName,
                    Mandate = Document,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            var changes = adopted.Entries.Count(IsChange);
            return Done(PlanUrl, Words[changes == 1 ? "Plan.Adopted.1" : "Plan.Adopted", changes, adopted.MandateTitle]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadPlanAsync(Words["Plan.Adopt"]);
        try
        {
            Plan = await Mandates.AdoptPlanAsync(
                new() { Parent = SubProjectName, ValidateOnly = true },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            // Said on the page, with where to go.
        }
    }

    private static bool IsChange(AdoptedEntry entry) => entry.Outcome is PlanEntryOutcome.Created or PlanEntryOutcome.Replanned;
}
