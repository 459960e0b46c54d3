using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>All positions of today, and where they go. Many are placed at once.</summary>
[PagePermission("organisation.readPositions")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ChartPage(client, texts)
{
    private const int PageSize = 100;

    // What the form posts to take placements away: nothing chosen must not do that.
    private const string Nowhere = "none";

    /// <summary>Id of the municipality.</summary>
    [FromQuery(Name = "municipality")]
    public string? MunicipalityId { get; set; }

    /// <summary>Id of the unit, of today or new.</summary>
    [FromQuery(Name = "unit")]
    public string? UnitId { get; set; }

    [FromQuery(Name = "vacant")]
    public bool Vacant { get; set; }

    [FromQuery(Name = "notPlaced")]
    public bool NotPlaced { get; set; }

    [FromQuery(Name = "q")]
    public string? Query { get; set; }

    [FromQuery(Name = "from")]
    public string? From { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public string NewUnit { get; set; } = "";

    [BindProperty]
    public Placement Placement { get; set; }

    public IReadOnlyList<Position> Positions { get; private set; } = [];

    public string Next { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Municipalities { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> NewUnits { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Placements { get; private set; } = [];

    public bool IsFiltered =>
        !string.IsNullOrWhiteSpace(MunicipalityId)
        || !string.IsNullOrWhiteSpace(UnitId)
        || Vacant
        || NotPlaced
        || !string.IsNullOrWhiteSpace(Query);

    /// <summary>The filters as they stand in an address, behind a "?" or "&amp;".</summary>
    public string Filters =>
        string.Join(
            '&',
            new (string Name, string? Value)[]
            {
                ("municipality", MunicipalityId),
                ("unit", UnitId),
                ("vacant", Vacant ? "true" : null),
                ("notPlaced", NotPlaced ? "true" : null),
                ("q", Query),
            }
                .Where(f => !string.IsNullOrWhiteSpace(f.Value))
                .Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}")
        );

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (Chosen.Count == 0)
                ModelState.AddModelError("", Words["Positions.Place.Nobody"]);
            if (NewUnit.Length == 0)
                ModelState.AddModelError(nameof(NewUnit), Words["Choose.Unit"]);
            if (ModelState.IsValid)
            {
                var isPlaced = NewUnit != Nowhere;
                var placed = await Client.PlacePositionsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Positions = { Chosen },
                        NewUnit = isPlaced ? NewUnit : "",
                        Placement = isPlaced ? Placement : Placement.Unspecified,
                    },
                    cancellationToken: Aborted
                );
                return Done($"{Below("positions")}?{Filters}", Words["Positions.Placed", placed.PlacedCount]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, above the list.
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        var positions = await PositionsAsync(Filter());
        return SheetFile.Of(
            Words["Positions"],
            PositionSheet.Columns,
            positions.Select(p => new Dictionary<string, object?>
            {
                [PositionSheet.Municipality] = p.MunicipalityDisplayName,
                [PositionSheet.Unit] = p.UnitDisplayName,
                [PositionSheet.Number] = p.Number,
                [PositionSheet.Code] = p.Code,
                [PositionSheet.Title] = p.Title,
                [PositionSheet.Percent] = p.PercentHundredths / 100m,
                [PositionSheet.Cost] = Formats.ToDecimal(p.YearlyCost),
                [PositionSheet.Holder] = p.HolderDisplayName,
                [PositionSheet.Vacant] = Words[p.Vacant ? "Cell.Yes" : "Cell.No"].Value,
                [PositionSheet.VacantFrom] = p.VacantFromDate.ToDateOnly(),
                [PositionSheet.NewUnit] = p.NewUnitDisplayName,
                [PositionSheet.PlacementColumn] =
                    p.Placement == Placement.Unspecified ? "" : Words[$"Placement.{p.Placement}"].Value,
            })
        );
    }

    private ListPositionsRequest Filter() =>
        new()
        {
            Parent = ProgrammeName,
            Municipality = string.IsNullOrWhiteSpace(MunicipalityId) ? "" : NameOf("municipalities", MunicipalityId),
            Unit = string.IsNullOrWhiteSpace(UnitId) ? "" : NameOf("units", UnitId),
            Vacant = Vacant,
            NotPlaced = NotPlaced,
            Query = Query ?? "",
        };

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Positions"]);
        var filter = Filter();
        (filter.PageSize, filter.PageToken) = (PageSize, From ?? "");
        var page = await Client.ListPositionsAsync(filter, cancellationToken: Aborted);
        (Positions, Next) = (page.Positions, page.NextPageToken);
        var units = await UnitsAsync();
        Municipalities =
        [
            new SelectListItem(Words["Positions.All"], ""),
            .. (await MunicipalitiesAsync())
                .Where(m => m.Role != MunicipalityRole.Merged)
                .Select(m => new SelectListItem(m.DisplayName, ResourceNames.Id(m.Name))),
        ];
        Units = [.. UnitChoices(units, Words["Positions.All"]).Select(WithId)];
        NewUnits =
        [
            .. UnitChoices(units.Where(u => u.NewOrganisation), Words["Choose.Unit"]),
            new SelectListItem(Words["Placement.Remove"], Nowhere),
        ];
        Placements =
        [
            new SelectListItem(Words["Placement.Proposed"], nameof(Placement.Proposed)),
            new SelectListItem(Words["Placement.Agreed"], nameof(Placement.Agreed)),
        ];
        if (Placement == Placement.Unspecified)
            Placement = Placement.Proposed;
    }

    private static SelectListItem WithId(SelectListItem item) =>
        new(item.Text, item.Value.Length > 0 ? ResourceNames.Id(item.Value) : "") { Group = item.Group };
}
