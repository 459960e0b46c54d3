using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>All agreements of a programme: what needs attention, who must answer, who gives what to whom.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyPage(organisation, mandates, texts, time)
{
    /// <summary>One field of the matrix: what one gives another.</summary>
    internal sealed record Cell(int Count, DependencyLook Worst, string Url);

    /// <summary>Resource name of a sub-project or stakeholder; all where it is empty.</summary>
    [FromQuery(Name = "giver")]
    public string Giver { get; set; } = "";

    [FromQuery(Name = "taker")]
    public string Taker { get; set; } = "";

    /// <summary>Name of a state; all where it is empty.</summary>
    [FromQuery(Name = "state")]
    public string State { get; set; } = "";

    public IReadOnlyList<DependencyFinding> Findings { get; private set; } = [];

    /// <summary>Those that wait for an answer which the reader may give.</summary>
    public IReadOnlyList<DependencyAgreement> ToAnswer { get; private set; } = [];

    /// <summary>Whether the reader acts for the whole programme.</summary>
    public bool IsOffice { get; private set; }

    public IReadOnlyList<DependencyAgreement> Open { get; private set; } = [];

    public IReadOnlyList<DependencyAgreement> Finished { get; private set; } = [];

    public bool HasAny { get; private set; }

    public bool IsFiltered => Giver.Length + Taker.Length + State.Length > 0;

    /// <summary>The same list as a sheet.</summary>
    public string ExcelUrl =>
        $"{DependenciesUrl}?handler=Excel&giver={Uri.EscapeDataString(Giver)}&taker={Uri.EscapeDataString(Taker)}&state={Uri.EscapeDataString(State)}";

    public IReadOnlyList<(string Name, string Text)> Givers { get; private set; } = [];

    public IReadOnlyList<(string Name, string Text)> Takers { get; private set; } = [];

    public IReadOnlyDictionary<(string Giver, string Taker), Cell> Matrix { get; private set; } =
        new Dictionary<(string, string), Cell>();

    public List<SelectListItem> GiverChoices => Choices(Givers, Giver);

    public List<SelectListItem> TakerChoices => Choices(Takers, Taker);

    public List<SelectListItem> StateChoices =>
        [
            new(Words["Dependencies.All"], "", State.Length == 0),
            .. Enum.GetValues<DependencyState>()
                .Skip(1)
                .Select(s => new SelectListItem(Words[$"DependencyState.{s}"], $"{s}", $"{s}" == State)),
        ];

    public async Task OnGetAsync()
    {
        await LoadPageAsync(Words["Dependencies.Title"]);
        var parent = $"{ProgrammeName}/subProjects/-";
        var all = await AgreementsAsync(parent);
        HasAny = all.Count > 0;
        Findings = await FindingsAsync(parent);
        IsOffice = await MayActForAsync(ProgrammeName);
        List<DependencyAgreement> mine = [];
        foreach (var agreement in all)
        {
            if (OwesAnswer(agreement) is { Length: > 0 } end && await MayActForAsync(end))
                mine.Add(agreement);
        }
        ToAnswer = mine;
        Givers =
        [
            .. all.Select(a => (DependencyLook.GiverOf(a), a.GiverDisplayName))
                .Distinct()
                .OrderBy(g => !g.Item1.Contains("/subProjects/", StringComparison.Ordinal))
                .ThenBy(g => g.Item2, StringComparer.CurrentCulture),
        ];
        Takers =
        [
            .. all.Select(a => (a.TakerSubProject, a.TakerDisplayName))
                .Distinct()
                .OrderBy(t => t.Item2, StringComparer.CurrentCulture),
        ];
        Matrix = all.Where(a => a.State != DependencyState.Withdrawn)
            .GroupBy(a => (DependencyLook.GiverOf(a), a.TakerSubProject))
            .ToDictionary(
                g => g.Key,
                g => new Cell(
                    g.Count(),
                    g.Select(a => DependencyLook.Of(a, Today)).MaxBy(l => l.Gravity)!,
                    $"{DependenciesUrl}?giver={Uri.EscapeDataString(g.Key.Item1)}&taker={Uri.EscapeDataString(g.Key.TakerSubProject)}#list"
                )
            );
        var asked = all.Where(a =>
                (Giver.Length == 0 || DependencyLook.GiverOf(a) == Giver)
                && (Taker.Length == 0 || a.TakerSubProject == Taker)
                && (State.Length == 0 || $"{a.State}" == State)
            )
            .ToList();
        Open =
        [
            .. asked
                .Where(a => DependencyLifecycle.IsOpen(a.State))
                .OrderByDescending(a => DependencyFindings.IsBroken(a, Today)),
        ];
        Finished = [.. asked.Where(a => !DependencyLifecycle.IsOpen(a.State))];
    }

    /// <summary>What the list shows, as a sheet.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await OnGetAsync();
        return SheetFile.Of(
            $"{Words["Dependencies.Title"]} {Programme.DisplayName}",
            DependencySheet.Columns,
            Open.Concat(Finished).Select(a => DependencySheet.Row(a, DependencyFindings.IsBroken(a, Today), Words))
        );
    }

    private List<SelectListItem> Choices(IReadOnlyList<(string Name, string Text)> ends, string chosen) =>
        [
            new(Words["Dependencies.All"], "", chosen.Length == 0),
            .. ends.Select(e => new SelectListItem(e.Text, e.Name, e.Name == chosen)),
        ];
}
