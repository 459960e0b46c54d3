using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>One change request: what is asked for, what it would do, what was decided, and the version that carries it out.</summary>
[PagePermission("mandates.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>The version that carries it out; null where none does, or the one that did was turned down.</summary>
    public Mandate? Revision { get; private set; }

    /// <summary>The newest document of the sub-project that was not turned down.</summary>
    public Mandate? Newest { get; private set; }

    /// <summary>Whether a new version can be begun: it is approved, and nothing else is under way.</summary>
    public bool CanRevise { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    /// <summary>Begins the version that carries out what is approved.</summary>
    public async Task<IActionResult> OnPostReviseAsync()
    {
        await LoadAsync();
        try
        {
            var next = await Mandates.ReviseByChangeRequestsAsync(
                new() { Name = Newest?.Name ?? Document.Name, RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = Words["Change.Revised", next.Version].Value;
            return Redirect(Addresses.Of(next.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadChangeAsync(TitleOf);
        var versions = await MandatesAsync(Mandates, SubProjectName);
        Newest = versions.Where(one => one.Decision?.Verdict != Verdict.DoNotStart).MaxBy(one => one.Version);
        var isPending = ChangeRequestLifecycle.IsPending(Change, versions);
        Revision = isPending ? null : versions.FirstOrDefault(one => one.Name == Change.Revision);
        CanRevise = isPending && Newest?.Decision?.Verdict == Verdict.Start;
    }
}
