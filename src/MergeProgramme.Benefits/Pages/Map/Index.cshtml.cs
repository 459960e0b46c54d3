using Grpc.Core;
using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Benefits.Pages.Map;

/// <summary>What leads to what, from deliverables and procurements to the goals, as a picture in which links are made and taken away.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    MandatesServiceClient mandates,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>A picture of more boxes than this says nothing: the page asks for one goal.</summary>
    public const int MostBoxes = 120;

    private const int LongestChoice = 90;

    /// <summary>Last part of a goal's name: only what leads to it. All where it is empty.</summary>
    [FromQuery(Name = "goal")]
    public string Goal { get; set; } = "";

    /// <summary>Resource name of the box that is looked at.</summary>
    [FromQuery(Name = "node")]
    public string Node { get; set; } = "";

    /// <summary>Makes a form that is sent twice link once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public BenefitsMap Map { get; private set; } = new();

    public MapPicture Picture { get; private set; } = new(new());

    /// <summary>The goals to choose from.</summary>
    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    public MapNode? Chosen { get; private set; }

    /// <summary>What the chosen box can be linked to and is not.</summary>
    public List<SelectListItem> Targets { get; private set; } = [];

    public bool MayWrite { get; private set; }

    /// <summary>Whether this reader may see the page of the chosen box: that of a goal or benefit is its form.</summary>
    public bool MayOpen { get; private set; }

    public string MapUrl => $"/{ProgrammeName}/benefits/map";

    /// <summary>What the chosen box leads to, and what leads to it.</summary>
    public IEnumerable<(MapEdge Edge, MapNode Other, bool IsTo)> Links =>
        Chosen is null
            ? []
            : Map
                .Edges.Where(e => e.From == Chosen.Name || e.To == Chosen.Name)
                .Select(e => (e, e.From == Chosen.Name ? e.To : e.From, e.From == Chosen.Name))
                .Select(l => (l.e, Map.Nodes.First(n => n.Name == l.Item2), l.Item3));

    public string LinkTo(string node) =>
        $"{MapUrl}?{(Goal.Length > 0 ? $"goal={Uri.EscapeDataString(Goal)}&" : "")}node={Uri.EscapeDataString(node)}#chosen";

    /// <summary>The page of what a box stands for.</summary>
    public static string PageOf(MapNode node) =>
        node.Kind switch
        {
            MapNodeKind.Goal => Addresses.EditGoal(node.Name),
            MapNodeKind.Benefit => Addresses.EditBenefit(node.Name),
            MapNodeKind.Need => $"/{ResourceNames.Programme(node.Name)}/needs",
            _ => Addresses.Of(node.Name),
        };

    public Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        return LoadAsync();
    }

    public Task<IActionResult> OnPostLinkAsync([FromForm] string target) =>
        ChangeAsync(target, (from, to) => LinkAsync(from, to), "Map.Linked");

    public Task<IActionResult> OnPostUnlinkAsync([FromForm] string target) =>
        ChangeAsync(target, (from, to) => UnlinkAsync(from, to), "Map.Unlinked");

    private async Task<IActionResult> ChangeAsync(string target, Func<MapNode, MapNode, Task> change, string done)
    {
        await LoadAsync();
        var other = Map.Nodes.FirstOrDefault(n => n.Name == target) ?? NewTarget(target);
        if (Chosen is null || other is null)
            ModelState.AddModelError("target", texts["Map.Choose"]);
        else
        {
            try
            {
                // Enablers lead to measures, measures to benefits, benefits to goals: the kinds say which end is which.
                await (Chosen.Kind > other.Kind ? change(Chosen, other) : change(other, Chosen));
                TempData["Status"] = texts[done].Value;
                return Redirect(LinkTo(Node));
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    // A deliverable or need that stands in no map yet.
    private MapNode? NewTarget(string target) =>
        Targets.Exists(t => t.Value == target) ? new MapNode { Name = target, Kind = EnablerSources.KindOf(target) } : null;

    private async Task LinkAsync(MapNode from, MapNode to)
    {
        switch (from.Kind)
        {
            case MapNodeKind.Benefit:
                await SetGoalAsync(from, to.Name);
                break;
            case MapNodeKind.Measure:
                await SetBenefitAsync(from, to.Name);
                break;
            default:
                await benefits.CreateEnablerAsync(
                    new()
                    {
                        Parent = to.Name,
                        Enabler = new() { Source = from.Name },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                break;
        }
    }

    private async Task UnlinkAsync(MapNode from, MapNode to)
    {
        switch (from.Kind)
        {
            case MapNodeKind.Benefit:
                await SetGoalAsync(from, "");
                break;
            case MapNodeKind.Measure:
                await SetBenefitAsync(from, "");
                break;
            default:
                var edge = Map.Edges.FirstOrDefault(e => e.From == from.Name && e.To == to.Name);
                if (edge is not null)
                    await benefits.DeleteEnablerAsync(new() { Name = edge.Enabler }, cancellationToken: Aborted);
                break;
        }
    }

    private async Task SetGoalAsync(MapNode benefit, string goal) =>
        await benefits.UpdateBenefitAsync(
            new()
            {
                Benefit = new()
                {
                    Name = benefit.Name,
                    Goal = goal,
                    Etag = benefit.Etag,
                },
                UpdateMask = new() { Paths = { "goal" } },
            },
            cancellationToken: Aborted
        );

    private async Task SetBenefitAsync(MapNode measure, string benefit) =>
        await benefits.UpdateMeasureAsync(
            new()
            {
                Measure = new()
                {
                    Name = measure.Name,
                    Benefit = benefit,
                    Etag = measure.Etag,
                },
                UpdateMask = new() { Paths = { "benefit" } },
                // What it gives stays as it is.
                SmallEffectConfirmed = true,
            },
            cancellationToken: Aborted
        );

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Map.Title"]);
        MayWrite = await this.MayAsync("benefits.write", ProgrammeName);
        Goals = (
            await benefits.ListGoalsAsync(new() { Parent = ProgrammeName, PageSize = Everything }, cancellationToken: Aborted)
        ).Goals;
        // One that there is not, such as after a typing mistake in the address, is all of them.
        if (Goals.All(g => ResourceNames.Id(g.Name) != Goal))
            Goal = "";
        Map = await benefits.GetBenefitsMapAsync(
            new() { Parent = ProgrammeName, Goal = Goal.Length == 0 ? "" : $"{ProgrammeName}/goals/{Goal}" },
            cancellationToken: Aborted
        );
        Picture = new(Map);
        Chosen = Map.Nodes.FirstOrDefault(n => n.Name == Node);
        if (Chosen is null)
            return;
        MayOpen = Chosen.Kind switch
        {
            MapNodeKind.Goal or MapNodeKind.Benefit => MayWrite,
            MapNodeKind.Need => await this.MayAsync("procurement.read", ProgrammeName),
            MapNodeKind.Deliverable => await this.MayAsync("mandates.read", ResourceNames.Parent(Chosen.Name)),
            _ => true,
        };
        if (MayWrite)
            Targets = await TargetsAsync(Chosen);
    }

    private async Task<List<SelectListItem>> TargetsAsync(MapNode chosen)
    {
        var linked = Links.Select(l => l.Other.Name).ToHashSet(StringComparer.Ordinal);
        MapNodeKind[] kinds = chosen.Kind switch
        {
            MapNodeKind.Goal => [MapNodeKind.Benefit],
            MapNodeKind.Benefit => [MapNodeKind.Goal, MapNodeKind.Measure],
            MapNodeKind.Measure => [MapNodeKind.Benefit],
            _ => [MapNodeKind.Measure],
        };
        List<SelectListItem> targets = [];
        foreach (var kind in kinds)
        {
            var group = new SelectListGroup { Name = texts[$"MapNodeKind.{kind}"] };
            targets.AddRange(
                Map.Nodes.Where(n => n.Kind == kind && !linked.Contains(n.Name)).Select(n => Item(n.Title, n.Name, group))
            );
        }
        if (chosen.Kind == MapNodeKind.Measure)
            await AddSourcesAsync(targets, linked);
        return targets;
    }

    // What a reader may not see, or what does not answer, cannot be chosen; the rest can.
    private async Task AddSourcesAsync(List<SelectListItem> targets, HashSet<string> linked)
    {
        var sources = await EnablerSources.ReadAsync(mandates, procurement, ProgrammeName, Aborted);
        foreach (
            var (kind, known) in new[] { (MapNodeKind.Deliverable, sources.Deliverables), (MapNodeKind.Need, sources.Needs) }
        )
        {
            var group = new SelectListGroup { Name = texts[$"MapNodeKind.{kind}"] };
            foreach (var (name, source) in known ?? new Dictionary<string, EnablerSource>())
            {
                if (!linked.Contains(name) && !source.IsSetAside)
                    targets.Add(Item(source.Title, name, group));
            }
        }
    }

    private static SelectListItem Item(string title, string name, SelectListGroup group) =>
        new(title.Length > LongestChoice ? title[..LongestChoice] + "…" : title, name) { Group = group };
}
