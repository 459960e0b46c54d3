using System.Text;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Ocds;
using MergeProgramme.Procurement.Pages.Procurements;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Ocds;

/// <summary>The releases of a procurement, one for each step that it has reached, to download.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    public IReadOnlyList<OcdsStep> Reached { get; private set; } = [];

    /// <summary>Whether this installation has no prefix of its own.</summary>
    public bool Unregistered { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadCaseAsync(texts["Ocds.Title"]);
        var last = await ReleaseAsync(OcdsStep.Unspecified);
        Reached = last.ReachedSteps;
        Unregistered = last.FileName.StartsWith(OcdsPrefix.Unregistered, StringComparison.Ordinal);
    }

    public async Task<IActionResult> OnGetFileAsync(OcdsStep step)
    {
        var release = await ReleaseAsync(step);
        return File(Encoding.UTF8.GetBytes(release.Json), "application/json", release.FileName);
    }

    private async Task<OcdsRelease> ReleaseAsync(OcdsStep step) =>
        await ProcurementClient.GetOcdsReleaseAsync(new() { Name = CaseName, Step = step }, cancellationToken: Aborted);
}
