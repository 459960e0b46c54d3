using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>The fields of a position.</summary>
internal abstract class PositionForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ChartPage(client, texts)
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Number { get; set; } = "";

    [BindProperty]
    public string Code { get; set; } = "";

    /// <summary>Percent of a full position, with up to two decimals.</summary>
    [BindProperty]
    public decimal? PercentHundredths { get; set; } = 100;

    [BindProperty]
    public string YearlyCost { get; set; } = "";

    [BindProperty]
    public bool CostConfirmed { get; set; }

    [BindProperty]
    public string Unit { get; set; } = "";

    [BindProperty]
    public string Holder { get; set; } = "";

    [BindProperty]
    public bool Vacant { get; set; }

    [BindProperty]
    public DateOnly? VacantFromDate { get; set; }

    [BindProperty]
    public string NewUnit { get; set; } = "";

    [BindProperty]
    public Placement Placement { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Of this form: sent twice, it writes once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public List<SelectListItem> Units { get; private set; } = [];

    public List<SelectListItem> NewUnits { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    public List<SelectListItem> Placements =>
        [
            new(Words["Placement.None"], nameof(Placement.Unspecified)),
            new(Words["Placement.Proposed"], nameof(Placement.Proposed)),
            new(Words["Placement.Agreed"], nameof(Placement.Agreed)),
        ];

    /// <summary>Whether the cost was asked about, so that it can be confirmed.</summary>
    public bool AsksOfCost => CostConfirmed || ModelState[nameof(YearlyCost)]?.Errors.Count > 0;

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected void Fill(Position position)
    {
        (Title, Number, Code, Unit, Holder, Vacant, NewUnit, Placement, Etag) = (
            position.Title,
            position.Number,
            position.Code,
            position.Unit,
            position.Holder,
            position.Vacant,
            position.NewUnit,
            position.Placement,
            position.Etag
        );
        PercentHundredths = position.PercentHundredths / 100m;
        YearlyCost = Formats.AmountInField(position.YearlyCost);
        VacantFromDate = position.VacantFromDate.ToDateOnly();
    }

    /// <summary>The position as the form says; what cannot be read is an error at its field.</summary>
    protected Position Read(string name = "")
    {
        var position = new Position
        {
            Name = name,
            Title = Title.Trim(),
            Number = Number.Trim(),
            Code = Code.Trim(),
            Unit = Unit,
            Holder = Holder,
            Vacant = Vacant,
            VacantFromDate = VacantFromDate.ToDate(),
            NewUnit = NewUnit,
            Placement = Placement,
            Etag = Etag,
            PercentHundredths = Fields.Hundredths(ModelState, nameof(PercentHundredths), PercentHundredths, Words),
        };
        if (Fields.Amount(ModelState, nameof(YearlyCost), YearlyCost, Words) is { } cost)
            position.YearlyCost = cost;
        return position;
    }

    protected async Task LoadFormAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "positions";
        var units = await UnitsAsync();
        Units = UnitChoices(units.Where(u => !u.NewOrganisation), Words["Choose.Unit"]);
        NewUnits = UnitChoices(units.Where(u => u.NewOrganisation), Words["Placement.Nowhere"]);
        Persons = Choices(
            await PersonsAsync(),
            Words["Position.Holder.None"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
    }
}
