using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>All deliverables of a programme: what is late, what waits for a body, and where items have no answer yet.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    /// <summary>A sub-project with how its deliverables stand.</summary>
    internal sealed record Line(SubProject SubProject, DeliverableSummary Summary);

    /// <summary>late, waiting, open or accepted; all where it is empty.</summary>
    [FromQuery(Name = "state")]
    public string State { get; set; } = "";

    /// <summary>Last part of the name of the only sub-project to show; all where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string Only { get; set; } = "";

    public IReadOnlyList<(string Value, string Key, int Count)> Filters { get; private set; } = [];

    public List<SelectListItem> SubProjects { get; private set; } = [];

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<(Deliverable Deliverable, string SubProject)> Shown { get; private set; } = [];

    /// <summary>Address of the same list in another state.</summary>
    public string UrlOf(string state) =>
        QueryOf(("state", state), ("subProject", Only)) is { Length: > 0 } query ? $"{DeliverablesUrl}?{query}" : DeliverablesUrl;

    public async Task OnGetAsync()
    {
        await LoadPageAsync(Words["Deliverables"]);
        var subProjects = await SubProjectsAsync();
        var byName = subProjects.ToDictionary(one => one.Name, StringComparer.Ordinal);
        var all = (await DeliverablesAsync($"{ProgrammeName}/subProjects/-"))
            .Where(one => Only.Length == 0 || ResourceNames.Id(ResourceNames.Parent(one.Name)) == Only)
            .ToList();
        var answer = await Mandates.SummariseDeliverablesAsync(
            new() { Parent = $"{ProgrammeName}/subProjects/-" },
            cancellationToken: Aborted
        );
        Lines =
        [
            .. answer
                .Summaries.Where(summary => byName.ContainsKey(summary.SubProject))
                .Select(summary => new Line(byName[summary.SubProject], summary)),
        ];
        SubProjects =
        [
            new(Words["Deliverables.AllSubProjects"], ""),
            .. Lines.Select(line => new SelectListItem(TitleOf(line.SubProject), ResourceNames.Id(line.SubProject.Name))),
        ];
        Filters =
        [
            ("", "Deliverables.All", all.Count),
            ("late", "Deliverables.Late", all.Count(one => Is(one, "late"))),
            ("waiting", "Deliverables.Waiting", all.Count(one => Is(one, "waiting"))),
            ("open", "Deliverables.Open", all.Count(one => Is(one, "open"))),
            ("accepted", "Deliverables.Accepted", all.Count(one => Is(one, "accepted"))),
        ];
        Shown =
        [
            .. all.Where(one => Is(one, State))
                .Select(one =>
                    (
                        one,
                        byName.TryGetValue(ResourceNames.Parent(one.Name), out var subProject)
                            ? TitleOf(subProject)
                            : ResourceNames.Id(ResourceNames.Parent(one.Name))
                    )
                ),
        ];
    }

    private bool Is(Deliverable deliverable, string state) =>
        state switch
        {
            "late" => IsLate(deliverable),
            "waiting" => deliverable.State == DeliverableState.HandedIn,
            "open" => deliverable.State is not (DeliverableState.HandedIn or DeliverableState.Accepted),
            "accepted" => deliverable.State == DeliverableState.Accepted,
            _ => true,
        };

    private static string QueryOf(params (string Key, string Value)[] parts) =>
        string.Join(
            '&',
            parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}")
        );
}
