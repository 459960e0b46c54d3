using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>The items of a sub-project's document beside what answers each.</summary>
[PagePermission("mandates.read")]
internal sealed class MatrixModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    /// <summary>Version of the document to show; that of the newest approved one with items where it is empty.</summary>
    [FromQuery(Name = "document")]
    public string Version { get; set; } = "";

    /// <summary>Approved documents, the newest first.</summary>
    public IReadOnlyList<Mandate> Documents { get; private set; } = [];

    /// <summary>The document shown; null while none is approved.</summary>
    public Mandate? Document { get; private set; }

    public ItemCoverage Coverage { get; private set; } = new();

    public IReadOnlyDictionary<string, Deliverable> ByName { get; private set; } = new Dictionary<string, Deliverable>();

    /// <summary>Deliverables that answer no item of the document.</summary>
    public IReadOnlyList<Deliverable> Others { get; private set; } = [];

    public int UnansweredCount => Coverage.Items.Count(item => item.Standing == ItemStanding.Unanswered);

    public int AcceptedCount => Coverage.Items.Count(item => item.Standing == ItemStanding.Accepted);

    public async Task OnGetAsync()
    {
        await LoadPageAsync(Words["Deliverables"]);
        ViewData["Title"] = Words["Deliverables.Of", SubProjectTitle].Value;
        Documents = await ApprovedAsync();
        var all = await DeliverablesAsync(SubProjectName);
        ByName = all.ToDictionary(one => one.Name, StringComparer.Ordinal);
        foreach (var candidate in Documents.Where(one => Version.Length == 0 || ResourceNames.Id(one.Name) == Version))
        {
            Document = candidate;
            Coverage = await Mandates.CheckItemCoverageAsync(new() { Name = candidate.Name }, cancellationToken: Aborted);
            if (Coverage.Items.Count > 0)
                break;
        }
        var shown = Coverage.Items.SelectMany(item => item.Deliverables).ToHashSet(StringComparer.Ordinal);
        Others = [.. all.Where(one => !shown.Contains(one.Name))];
    }
}
