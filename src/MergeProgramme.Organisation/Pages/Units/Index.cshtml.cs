using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>One chart of the picture: a municipality's of today, or the new one.</summary>
/// <param name="Title">Whose it is.</param>
/// <param name="Tree">Its units.</param>
internal sealed record UnitChart(string Title, bool IsNew, UnitTree Tree, IndexModel Page);

/// <summary>The charts of today beside the new one: what goes where, what is not placed, and where two heads stand in line.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ChartPage(client, texts)
{
    private ILookup<string, UnitMapping> mappings = Array.Empty<UnitMapping>().ToLookup(m => m.FromUnit);
    private Dictionary<string, UnitCount> counts = [];

    public IReadOnlyList<UnitChart> Charts { get; private set; } = [];

    /// <summary>All units, each below its own parent, with its depth.</summary>
    public IReadOnlyList<(Unit Unit, int Depth)> Lines { get; private set; } = [];

    public UnitSummary Summary { get; private set; } = new();

    public bool HasNew => Charts.Any(c => c.IsNew);

    public UnitCount? CountOf(Unit unit) => counts.GetValueOrDefault(unit.Name);

    public IEnumerable<UnitMapping> GoesTo(Unit unit) => mappings[unit.Name];

    public string Share(UnitMapping mapping) =>
        mapping.Extent switch
        {
            MappingExtent.Share => $"{mapping.SharePercent}\u00A0%",
            MappingExtent.Part => mapping.Part,
            _ => "",
        };

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        return SheetFile.Of(
            Words["Charts"],
            UnitSheet.Columns,
            Lines.Select(l => new Dictionary<string, object?>
            {
                [UnitSheet.Chart] = l.Unit.NewOrganisation ? Words["Chart.New.Cell"].Value : l.Unit.MunicipalityDisplayName,
                [UnitSheet.Code] = l.Unit.Code,
                [UnitSheet.Name] = l.Unit.DisplayName,
                [UnitSheet.Level] = Words[$"UnitLevel.{l.Unit.Level}"].Value,
                [UnitSheet.Parent] = ParentWord(l.Unit),
                [UnitSheet.Head] = l.Unit.HeadDisplayName,
                [UnitSheet.From] = l.Unit.StartDate.ToDateOnly(),
                [UnitSheet.To] = l.Unit.EndDate.ToDateOnly(),
            })
        );
    }

    private string ParentWord(Unit unit) =>
        Lines.FirstOrDefault(l => l.Unit.Name == unit.ParentUnit).Unit is { } parent
            ? parent.Code.Length > 0
                ? parent.Code
                : parent.DisplayName
            : "";

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Charts"]);
        var today = time.Today();
        var units = (await UnitsAsync()).FindAll(u => UnitRules.IsDrawn(u, today));
        mappings = (await MappingsAsync()).ToLookup(m => m.FromUnit);
        Summary = await Client.SummariseUnitsAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        counts = Summary.UnitCounts.ToDictionary(c => c.Unit, StringComparer.Ordinal);
        Charts =
        [
            .. units
                .GroupBy(u => (u.NewOrganisation, Title: ChartName(u)))
                .OrderBy(c => c.Key.NewOrganisation)
                .ThenBy(c => c.Key.Title, StringComparer.CurrentCulture)
                .Select(c => new UnitChart(c.Key.Title, c.Key.NewOrganisation, new UnitTree([.. c]), this)),
        ];
        Lines = [.. Charts.SelectMany(c => Walk(c.Tree, "", 0))];
    }

    private static IEnumerable<(Unit, int)> Walk(UnitTree tree, string name, int depth) =>
        tree.Below(name).SelectMany(u => Walk(tree, u.Name, depth + 1).Prepend((u, depth)));
}
