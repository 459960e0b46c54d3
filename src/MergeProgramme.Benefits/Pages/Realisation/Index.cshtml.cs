using MergeProgramme.Benefits.V1;
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

    public List<SelectListItem> Scopes { get; private set; } = [];

    /// <summary>The goals that have something to be assessed by.</summary>
    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    public async Task OnGetAsync()
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
        // The whole programme is held against its main goal where it has just one with an amount.
        List<Goal> main = [.. Goals.Where(g => g.Kind == GoalKind.Main)];
        var goal = goals.FirstOrDefault(g => g.Name == Scope) ?? (Scope.Length == 0 && main.Count == 1 ? main[0] : null);
        Curve = Curve.Of(realisation, By, goal?.Amount);
    }

    private static SelectListItem Choice(string text, string name, SelectListGroup group) =>
        new(text.Length > LongestChoice ? text[..LongestChoice] + "…" : text, name) { Group = group };
}
