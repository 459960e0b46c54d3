using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>Takes over the frames of the approved document, once they have been looked at.</summary>
[PagePermission("mandates.write")]
internal sealed class AdoptModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    [BindProperty(SupportsGet = true)]
    public int FirstYear { get; set; }

    [BindProperty(SupportsGet = true)]
    public int LastYear { get; set; }

    /// <summary>The document that was looked at.</summary>
    [BindProperty]
    public string Document { get; set; } = "";

    public AdoptBudgetResponse? Preview { get; private set; }

    /// <summary>Whether a frame of the document does not say which years it is of.</summary>
    public bool NeedsYears =>
        FirstYear > 0
        || Preview?.Frames.Any(f => f.Outcome == FrameOutcome.NoYears && (f.Period?.Label ?? "").Length == 0) == true;

    public async Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        await PreviewAsync();
    }

    public Task<IActionResult> OnPostAsync() =>
        TryAsync(
            async () =>
            {
                var adopted = await Mandates.AdoptBudgetAsync(
                    new()
                    {
                        Parent = SubProjectName,
                        Mandate = Document,
                        FirstYear = FirstYear,
                        LastYear = LastYear,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(PlaceUrl, Words["Budget.Adopted", adopted.CreatedCount + adopted.ChangedCount]);
            },
            _ => PreviewAsync(),
            Platform.Web.RefusalExtensions.FormField
        );

    private async Task PreviewAsync()
    {
        await LoadBudgetAsync(Words["Budget.Adopt"]);
        try
        {
            Preview = await Mandates.AdoptBudgetAsync(
                new()
                {
                    Parent = SubProjectName,
                    FirstYear = FirstYear,
                    LastYear = LastYear,
                    ValidateOnly = true,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // No document with frames is approved yet, or the years are odd: the document is shown without them.
            if (FirstYear + LastYear > 0)
            {
                (FirstYear, LastYear) = (0, 0);
                await PreviewAsync();
            }
        }
    }
}
