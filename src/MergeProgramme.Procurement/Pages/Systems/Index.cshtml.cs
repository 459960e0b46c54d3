using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>The matrix: what runs for each function in each municipality, and what becomes of it.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    /// <summary>Resource name; all where it is empty.</summary>
    [FromQuery(Name = "function")]
    public string Function { get; set; } = "";

    /// <summary>Resource name; all where it is empty.</summary>
    [FromQuery(Name = "municipality")]
    public string Municipality { get; set; } = "";

    /// <summary>A verdict, or none for what has none; all where it is empty.</summary>
    [FromQuery(Name = "verdict")]
    public string Verdict { get; set; } = "";

    [FromQuery(Name = "vendor")]
    public string Vendor { get; set; } = "";

    public IReadOnlyList<SystemFinding> Findings { get; private set; } = [];

    /// <summary>Those that the filters let through.</summary>
    public IReadOnlyList<LegacySystem> Shown { get; private set; } = [];

    public IReadOnlyList<ServiceFunction> Rows { get; private set; } = [];

    public IReadOnlyList<Organisation.V1.Municipality> Shires { get; private set; } = [];

    public bool IsFiltered => Function.Length + Municipality.Length + Verdict.Length + Vendor.Length > 0;

    public string ExcelUrl =>
        $"{SystemsUrl}?handler=Excel&function={Uri.EscapeDataString(Function)}&municipality={Uri.EscapeDataString(Municipality)}&verdict={Uri.EscapeDataString(Verdict)}&vendor={Uri.EscapeDataString(Vendor)}";

    public List<SelectListItem> AllFunctions => [new(Words["Systems.AllFunctions"], ""), .. FunctionChoices];

    public List<SelectListItem> AllMunicipalities => [new(Words["Systems.AllMunicipalities"], ""), .. MunicipalityChoices];

    public List<SelectListItem> AllVerdicts =>
        [
            new(Words["Systems.AllVerdicts"], ""),
            .. Enum.GetValues<SystemVerdict>().Select(v => new SelectListItem(Words[$"SystemVerdict.{v}"], v.ToString())),
        ];

    public List<SelectListItem> AllVendors =>
        [
            new(Words["Systems.AllVendors"], ""),
            .. Systems
                .Select(s => s.Vendor)
                .Where(v => v.Length > 0)
                .Distinct()
                .Order(StringComparer.CurrentCulture)
                .Select(v => new SelectListItem(v, v)),
        ];

    public async Task OnGetAsync()
    {
        await LoadMatrixAsync(Words["Systems.Title"]);
        Findings = await FindingsAsync();
        Filter();
    }

    /// <summary>The same list as a sheet that can be mended and taken in again.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await LoadMatrixAsync(Words["Systems.Title"]);
        Filter();
        return SheetFile.Of(
            Words["Systems.Title"],
            SystemSheet.Columns,
            Shown.Select(s =>
                (IReadOnlyDictionary<string, object?>)
                    new Dictionary<string, object?>
                    {
                        [SystemSheet.Function] = FunctionTitle(s.ServiceFunction),
                        [SystemSheet.Needed] = Words[
                            Functions.First(f => f.Name == s.ServiceFunction).NeededOnVestingDay ? "Systems.Yes" : "Systems.No"
                        ].Value,
                        [SystemSheet.MunicipalityColumn] = MunicipalityTitle(s.Municipality),
                        [SystemSheet.Title] = s.Title,
                        [SystemSheet.Vendor] = s.Vendor,
                        [SystemSheet.Owner] = s.Owner,
                        [SystemSheet.ContractEnd] = s.ContractEndDate.ToDateOnly(),
                        [SystemSheet.Notice] = s.NoticeDate.ToDateOnly(),
                        [SystemSheet.NoticeGiven] = s.NoticeGivenDate.ToDateOnly(),
                        [SystemSheet.Cost] = s.YearlyCost is { } cost ? Formats.ToDecimal(cost) : null,
                        [SystemSheet.Users] = s.UserCount > 0 ? s.UserCount : null,
                        [SystemSheet.Data] = s.DataHeld,
                        [SystemSheet.Integrations] = s.Integrations,
                        [SystemSheet.Verdict] = Words[$"SystemVerdict.{s.Verdict}"].Value,
                        [SystemSheet.Reason] = s.VerdictReason,
                        [SystemSheet.Migration] =
                            s.MigrationState == MigrationState.Unspecified
                                ? ""
                                : Words[$"MigrationState.{s.MigrationState}"].Value,
                        [SystemSheet.Successor] = SystemOf(s.Successor)?.Title,
                        [SystemSheet.SuccessorMunicipality] = SystemOf(s.Successor) is { } next
                            ? MunicipalityTitle(next.Municipality)
                            : null,
                    }
            )
        );
    }

    /// <summary>The systems of a cell.</summary>
    public IEnumerable<LegacySystem> Cell(string function, string municipality) =>
        Shown.Where(s => s.ServiceFunction == function && s.Municipality == municipality);

    /// <summary>Whether a cell lacks the system that it needs on vesting day.</summary>
    public bool IsGap(string function, string municipality) =>
        Findings.Any(f =>
            f.Kind == SystemFindingKind.NoSystem
            && f.ServiceFunction == function
            && (f.Municipality.Length == 0 || f.Municipality == municipality)
        );

    /// <summary>What some systems cost in a year, as far as it is known; null where nothing is.</summary>
    public static Google.Type.Money? Sum(IEnumerable<LegacySystem> systems)
    {
        List<LegacySystem> priced = [.. systems.Where(s => s.YearlyCost is not null)];
        return priced.Count == 0 ? null : Ore.ToMoney(priced.Sum(s => Ore.Of(s.YearlyCost)));
    }

    private void Filter()
    {
        Shown =
        [
            .. Systems.Where(s =>
                (Function.Length == 0 || s.ServiceFunction == Function)
                && (Municipality.Length == 0 || s.Municipality == Municipality)
                && (Vendor.Length == 0 || s.Vendor == Vendor)
                && (Verdict.Length == 0 || s.Verdict.ToString() == Verdict)
            ),
        ];
        // A filter on what a system is shows the functions that have one; else a function without any is what people look for.
        Rows =
        [
            .. Functions.Where(f =>
                (Function.Length == 0 || f.Name == Function)
                && (Verdict.Length + Vendor.Length == 0 || Shown.Any(s => s.ServiceFunction == f.Name))
            ),
        ];
        Shires = [.. Municipalities.Where(m => Municipality.Length == 0 || m.Name == Municipality)];
    }
}
