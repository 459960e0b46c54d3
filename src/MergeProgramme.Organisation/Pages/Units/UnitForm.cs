using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>The fields of a unit.</summary>
internal abstract class UnitForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ChartPage(client, texts)
{
    /// <summary>What a form posts for the chart of the new organisation, instead of a municipality's name.</summary>
    public const string NewChart = "new";

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty]
    public UnitLevel Level { get; set; }

    /// <summary>A municipality's name, or <see cref="NewChart"/>.</summary>
    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public string ParentUnit { get; set; } = "";

    [BindProperty]
    public string Head { get; set; } = "";

    [BindProperty]
    public string Delegate { get; set; } = "";

    [BindProperty]
    public DateOnly? DelegateStartDate { get; set; }

    [BindProperty]
    public DateOnly? DelegateEndDate { get; set; }

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Of this form: sent twice, it writes once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public List<SelectListItem> Charts { get; private set; } = [];

    public List<SelectListItem> Parents { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>A unit never changes its chart.</summary>
    public abstract bool MayChooseChart { get; }

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected void Fill(Unit unit)
    {
        (DisplayName, Code, Level, ParentUnit, Head, Delegate, Etag) = (
            unit.DisplayName,
            unit.Code,
            unit.Level,
            unit.ParentUnit,
            unit.Head,
            unit.Delegate,
            unit.Etag
        );
        Municipality = unit.NewOrganisation ? NewChart : unit.Municipality;
        (DelegateStartDate, DelegateEndDate) = (unit.DelegateStartDate.ToDateOnly(), unit.DelegateEndDate.ToDateOnly());
        (StartDate, EndDate) = (unit.StartDate.ToDateOnly(), unit.EndDate.ToDateOnly());
    }

    protected Unit Read(string name = "") =>
        new()
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Code = Code.Trim(),
            Level = Level,
            Municipality = Municipality == NewChart ? "" : Municipality,
            NewOrganisation = Municipality == NewChart,
            ParentUnit = ParentUnit,
            Head = Head,
            Delegate = Delegate,
            DelegateStartDate = DelegateStartDate.ToDate(),
            DelegateEndDate = DelegateEndDate.ToDate(),
            StartDate = StartDate.ToDate(),
            EndDate = EndDate.ToDate(),
            Etag = Etag,
        };

    protected async Task LoadFormAsync(string title, Unit? self = null)
    {
        await LoadFrameAsync(title);
        var units = await UnitsAsync();
        Parents = UnitChoices(
            units.Where(u =>
                self is null
                || (u.Name != self.Name && u.NewOrganisation == self.NewOrganisation && u.Municipality == self.Municipality)
            ),
            Words["Unit.Parent.None"]
        );
        Charts =
        [
            .. (await MunicipalitiesAsync())
                .Where(m => m.Role != MunicipalityRole.Merged)
                .Select(m => new SelectListItem(m.DisplayName, m.Name)),
            new SelectListItem(Words["Chart.New"], NewChart),
        ];
        Persons = Choices(
            await PersonsAsync(),
            Words["Unit.Head.None"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
    }

    /// <summary>A new unit below another stands in its chart, a level down.</summary>
    protected void Below(Unit parent)
    {
        ParentUnit = parent.Name;
        Municipality = parent.NewOrganisation ? NewChart : parent.Municipality;
        Level = (UnitLevel)Math.Min((int)parent.Level + 1, (int)UnitLevel.Group);
    }

    protected static string AddressOf(string unit) => Addresses.Of(unit);
}
