using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Realisation;

/// <summary>When the benefits come, of the whole programme or of what the reader chooses.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private const int LongestChoice = 90;

    /// <summary>Resource name of what is shown; the whole programme where it is empty.</summary>
    [FromQuery(Name = "scope")]
    public string Scope { get; set; } = "";

    /// <summary>Month, tertial or year.</summary>
    [FromQuery(Name = "by")]
    public Granularity By { get; set; } = Granularity.Tertial;

    public Curve Curve { get; private set; } = Curve.Empty;

    public SimulationAssumptions Assumptions { get; private set; } = new();

    public int MeasureCount { get; private set; }

    /// <summary>Whether the band is stored, for so many measures that none is drawn while somebody waits.</summary>
    public bool IsStored { get; private set; }

    /// <summary>The stored band was drawn before measures were changed.</summary>
    public bool Outdated { get; private set; }

    public bool BandMissing { get; private set; }

    /// <summary>The stored simulation whose band is shown; null where it was drawn now or there is none.</summary>
    public V1.Simulation? Simulation { get; private set; }

    /// <summary>The simulation of this scope that runs, or has failed and nothing came after it; null where there is none.</summary>
    public V1.Simulation? Running { get; private set; }

    /// <summary>Makes a form that is sent twice draw once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public string PageUrl => $"/{ProgrammeName}/realisation?scope={Uri.EscapeDataString(Scope)}&by={By}";

    public List<SelectListItem> Scopes { get; private set; } = [];

    /// <summary>The goals that have something to be assessed by.</summary>
    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    public Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        return LoadAsync();
    }

    /// <summary>The table as it is shown, in kroner.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await LoadAsync();
        SheetColumn Column(string key, string text) => new(key, false, texts[text], texts[text]);
        static object? Kroner(Google.Type.Money? amount) => amount is null ? null : Ore.Of(amount) / 100m;
        return SheetFile.Of(
            texts["Realisation.Title"],
            [
                Column("period", "Realisation.Period"),
                Column("planned", "Realisation.Planned"),
                Column("effect", "Realisation.Effect"),
                Column("cost", "Realisation.Cost"),
                Column("expected", "Realisation.Expected"),
                new("p10", false, "P10", "P10"),
                new("p50", false, "P50", "P50"),
                new("p90", false, "P90", "P90"),
                Column("fullYear", "Realisation.FullYear"),
                Column("realised", "Ledger.Realised"),
                Column("verified", "Ledger.Verified"),
            ],
            Curve.Points.Select(p => new Dictionary<string, object?>
            {
                ["period"] = Curve.Label(p),
                ["planned"] = Kroner(p.Planned),
                ["effect"] = Kroner(p.ExpectedEffect),
                ["cost"] = Kroner(p.ExpectedCost),
                ["expected"] = Kroner(p.Expected),
                ["p10"] = Kroner(p.P10),
                ["p50"] = Kroner(p.P50),
                ["p90"] = Kroner(p.P90),
                ["fullYear"] = Kroner(p.FullYearEffect),
                ["realised"] = Kroner(p.Realised),
                ["verified"] = Kroner(p.Verified),
            })
        );
    }

    public async Task<IActionResult> OnPostSimulateAsync()
    {
        try
        {
            await benefits.CreateSimulationAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Simulation = new() { Scope = Scope },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Redirect(PageUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    public async Task<IActionResult> OnPostStopAsync([FromForm] string simulation)
    {
        // One that is done meanwhile is not thrown away by who wants to stop it.
        var current = (
            await benefits.ListSimulationsAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            )
        ).Simulations.FirstOrDefault(s => s.Name == simulation);
        if (current is not null && current.State != SimulationState.Done)
            await benefits.DeleteSimulationAsync(new() { Name = simulation }, cancellationToken: Aborted);
        return Redirect(PageUrl);
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Realisation.Title"], "realisation");
        if (By is not (Granularity.Month or Granularity.Year))
            By = Granularity.Tertial;
        var goals = (
            await benefits.ListGoalsAsync(new() { Parent = ProgrammeName, PageSize = Everything }, cancellationToken: Aborted)
        ).Goals;
        var all = (
            await benefits.ListBenefitsAsync(new() { Parent = ProgrammeName, PageSize = Everything }, cancellationToken: Aborted)
        ).Benefits;
        Goals = [.. goals.Where(g => g.Amount is not null && g.EffectYear > 0)];
        var (ofGoals, ofBenefits, ofSubProjects) = (
            new SelectListGroup { Name = texts["Realisation.Goals"] },
            new SelectListGroup { Name = texts["Benefits.Title"] },
            new SelectListGroup { Name = texts["Realisation.SubProjects"] }
        );
        Scopes =
        [
            new(texts["WholeProgramme"], ""),
            .. goals.Select(g => Choice(g.Text, g.Name, ofGoals)),
            .. all.Select(b => Choice(b.Text, b.Name, ofBenefits)),
            .. SubProjects.Values.Select(s => Choice($"{s.Code} {s.DisplayName}", s.Name, ofSubProjects)),
        ];
        // An address that names nothing of this programme shows the whole programme.
        if (!Scopes.Exists(s => s.Value == Scope))
            Scope = "";
        var realisation = await benefits.GetRealisationAsync(
            new()
            {
                Parent = ProgrammeName,
                Scope = Scope,
                Granularity = By,
            },
            cancellationToken: Aborted
        );
        (Assumptions, MeasureCount) = (realisation.Assumptions, realisation.MeasureCount);
        (Outdated, BandMissing) = (realisation.Outdated, realisation.BandMissing);
        IsStored = BandMissing || realisation.Simulation.Length > 0;
        if (IsStored)
        {
            var ofScope = (
                await benefits.ListSimulationsAsync(
                    new() { Parent = ProgrammeName, PageSize = Everything },
                    cancellationToken: Aborted
                )
            )
                .Simulations.Where(s => s.Scope == Scope)
                .ToList();
            Simulation = ofScope.Find(s => s.Name == realisation.Simulation);
            Running = ofScope.FirstOrDefault() is { State: not SimulationState.Done } newest ? newest : null;
        }
        // The whole programme is held against its main goal where it has just one with an amount.
        List<Goal> main = [.. Goals.Where(g => g.Kind == GoalKind.Main)];
        var goal = goals.FirstOrDefault(g => g.Name == Scope) ?? (Scope.Length == 0 && main.Count == 1 ? main[0] : null);
        Curve = Curve.Of(realisation, By, goal?.Amount);
    }

    private static SelectListItem Choice(string text, string name, SelectListGroup group) =>
        new(text.Length > LongestChoice ? text[..LongestChoice] + "…" : text, name) { Group = group };
}
