using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>A line of what must be done first.</summary>
internal sealed class PredecessorRow
{
    /// <summary>Resource name of a milestone; empty for none.</summary>
    public string Predecessor { get; set; } = "";

    public int? LagDays { get; set; }
}

/// <summary>The fields of a milestone.</summary>
internal abstract class MilestoneForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : PlanPage(organisation, mandates, texts)
{
    // So many empty lines stand ready; saving gives more.
    private const int EmptyRows = 2;

    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public MilestoneKind Kind { get; set; } = MilestoneKind.Milestone;

    [BindProperty]
    public string DecisionPoint { get; set; } = "";

    [BindProperty]
    public DateOnly? PlannedStartDate { get; set; }

    [BindProperty]
    public DateOnly? PlannedEndDate { get; set; }

    [BindProperty]
    public DateOnly? DoneDate { get; set; }

    [BindProperty]
    public string Responsible { get; set; } = "";

    [BindProperty]
    public bool AfterVesting { get; set; }

    [BindProperty]
    public string Note { get; set; } = "";

    [BindProperty]
    public List<PredecessorRow> Predecessors { get; set; } = [];

    public List<SelectListItem> Kinds { get; private set; } = [];

    public List<SelectListItem> Points { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    public List<SelectListItem> Milestones { get; private set; } = [];

    protected void Fill(Milestone milestone)
    {
        (Title, Kind, Note) = (milestone.Title, milestone.Kind, milestone.Note);
        DecisionPoint = milestone.DecisionPoint == default ? "" : milestone.DecisionPoint.ToString();
        (PlannedStartDate, PlannedEndDate, DoneDate) = (
            Day(milestone.PlannedStartDate),
            Day(milestone.PlannedEndDate),
            Day(milestone.DoneDate)
        );
        (Responsible, AfterVesting) = (milestone.Responsible, milestone.AfterVesting);
        Predecessors = milestone
            .Predecessors.Select(p => new PredecessorRow { Predecessor = p.Predecessor, LagDays = p.LagDays })
            .ToList();
    }

    protected Milestone Read(string name = "") =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Kind = Kind,
            DecisionPoint = Enum.TryParse<DecisionPoint>(DecisionPoint, out var point) ? point : default,
            PlannedStartDate = PlannedStartDate.ToDate(),
            PlannedEndDate = PlannedEndDate.ToDate(),
            DoneDate = DoneDate.ToDate(),
            Responsible = Responsible,
            AfterVesting = AfterVesting,
            Note = Note,
            Predecessors =
            {
                Predecessors
                    .Where(p => p.Predecessor.Length > 0)
                    .Select(p => new MilestonePredecessor { Predecessor = p.Predecessor, LagDays = p.LagDays ?? 0 }),
            },
            Etag = Etag,
        };

    /// <summary>The form's field for a path in the request; those of lines that were left empty are skipped over.</summary>
    protected string? Field(string path)
    {
        const string Links = "milestone.predecessors[";
        if (!path.StartsWith(Links, StringComparison.Ordinal))
            return RefusalExtensions.FormField(path);
        var end = path.IndexOf(']', StringComparison.Ordinal);
        var number = int.Parse(path.AsSpan(Links.Length, end - Links.Length), System.Globalization.CultureInfo.InvariantCulture);
        var row = Predecessors.Index().Where(p => p.Item.Predecessor.Length > 0).Select(p => p.Index).ElementAtOrDefault(number);
        return $"Predecessors[{row}].{(path.EndsWith("lag_days", StringComparison.Ordinal) ? "LagDays" : "Predecessor")}";
    }

    protected async Task LoadFormAsync()
    {
        while (Predecessors.Count(p => p.Predecessor.Length == 0) < EmptyRows)
            Predecessors.Add(new());
        Kinds =
        [
            .. Enum.GetValues<MilestoneKind>()
                .Where(k => k != default)
                .Select(k => new SelectListItem(Words[$"MilestoneKind.{k}"], k.ToString())),
        ];
        Points =
        [
            new(Words["Plan.Point.None"], ""),
            .. Enum.GetValues<DecisionPoint>()
                .Where(p => p != default)
                .Select(p => new SelectListItem(DecisionPoints.Label(p), p.ToString())),
        ];
        Persons =
        [
            new(Words["Plan.Responsible.None"], ""),
            .. (await PersonsAsync()).Select(p => new SelectListItem(
                p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName,
                p.Name
            )),
        ];
        var subProjects = (await SubProjectsAsync()).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var groups = new Dictionary<string, SelectListGroup>(StringComparer.Ordinal);
        Milestones =
        [
            new(Words["Plan.Predecessor.None"], ""),
            .. (await MilestonesAsync($"{ProgrammeName}/subProjects/-"))
                .Where(m => m.Name != MilestoneName && subProjects.ContainsKey(ResourceNames.Parent(m.Name)))
                .OrderBy(m => subProjects[ResourceNames.Parent(m.Name)].Code, StringComparer.Ordinal)
                .Select(m => new SelectListItem(PlanWords.Choice(m), m.Name)
                {
                    Group = Group(subProjects[ResourceNames.Parent(m.Name)]),
                }),
        ];

        SelectListGroup Group(Organisation.V1.SubProject subProject)
        {
            if (!groups.TryGetValue(subProject.Name, out var group))
                groups[subProject.Name] = group = new() { Name = TitleOf(subProject) };
            return group;
        }
    }
}
