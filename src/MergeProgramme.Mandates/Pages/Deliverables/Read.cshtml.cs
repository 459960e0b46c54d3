using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>One deliverable: what it answers, every hand-in with its answer, and what can be done now.</summary>
[PagePermission("mandates.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    private IReadOnlyList<Mandate> documents = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>What a document is called, with its version.</summary>
    public string DocumentOf(string mandate) =>
        documents.FirstOrDefault(one => one.Name == mandate) is { } found
            ? $"{found.Title}, {Words["Version", found.Version].Value}"
            : Words["Version", ResourceNames.Id(mandate)].Value;

    /// <summary>Whether a reference is an address to follow.</summary>
    public static bool IsLink(string reference) =>
        Uri.TryCreate(reference, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http");

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostStartAsync()
    {
        try
        {
            await Mandates.StartDeliverableAsync(new() { Name = DeliverableName, Etag = Etag }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
        TempData["Status"] = Words["Deliverable.Started"].Value;
        return Redirect(DeliverableUrl);
    }

    private async Task LoadAsync()
    {
        await LoadDeliverableAsync(one => one.Title);
        documents = await ApprovedAsync();
    }
}
