using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>Shows what becomes of the dependencies of an approved document, and asks for them.</summary>
[PagePermission("mandates.write")]
internal sealed class AdoptModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyPage(organisation, mandates, texts, time)
{
    /// <summary>Makes a form that is sent twice ask once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public IReadOnlyList<AdoptedDependency> Rows { get; private set; } = [];

    /// <summary>How many requests there will be.</summary>
    public int NewCount => Rows.Count(r => r.Outcome == AdoptionOutcome.Requested);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var adopted = await Mandates.AdoptDependenciesAsync(
                new() { Name = MandateName, RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = Words[
                "Adopt.Done",
                adopted.Dependencies.Count(d => d.Outcome == AdoptionOutcome.Requested)
            ].Value;
            return Redirect($"{DependenciesUrl}?taker={Uri.EscapeDataString(SubProjectName)}#list");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadPageAsync(Words["Adopt.Title"]);
        try
        {
            var preview = await Mandates.AdoptDependenciesAsync(
                new() { Name = MandateName, ValidateOnly = true },
                cancellationToken: Aborted
            );
            Rows = preview.Dependencies;
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition && ModelState.Accepts(e))
        {
            // Not approved: said above, with nothing to show below.
        }
    }
}
