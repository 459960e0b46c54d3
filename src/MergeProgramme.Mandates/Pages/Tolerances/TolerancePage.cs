using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Tolerances;

/// <summary>Limits and values of tolerances in words. Pure.</summary>
internal static class ToleranceWords
{
    /// <summary>"30 dager", "12,5 %", "250 000 kr", "2 leveranser".</summary>
    public static string Shown(IStringLocalizer<Texts> words, ToleranceUnit unit, long value) =>
        unit switch
        {
            ToleranceUnit.Days => words[value == 1 ? "Tolerance.Days.1" : "Tolerance.Days", Formats.Number(value)],
            ToleranceUnit.Percent => $"{Formats.Number(value / 100m)} %",
            ToleranceUnit.Ore => Formats.Amount(Ore.ToMoney(value)),
            _ => words[value == 1 ? "Tolerance.Deliverables.1" : "Tolerance.Deliverables", Formats.Number(value)],
        };

    /// <summary>The address of a tolerance.</summary>
    public static string UrlOf(string name) => Addresses.Of(name);
}

/// <summary>What the pages of tolerances share: the fields of a limit.</summary>
internal abstract class TolerancePage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Limit { get; set; } = "";

    [BindProperty]
    public ToleranceUnit Unit { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Body { get; set; } = "";

    [BindProperty]
    public DateOnly? DecisionDate { get; set; }

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Bodies { get; private set; } = [];

    /// <summary>What a limit of cost may be in.</summary>
    public List<SelectListItem> CostUnits =>
        [
            new(Words["ToleranceUnit.Percent"], nameof(ToleranceUnit.Percent)),
            new(Words["ToleranceUnit.Ore"], nameof(ToleranceUnit.Ore)),
        ];

    protected async Task LoadTolerancesAsync(string title)
    {
        await LoadRegisterAsync(title, "tolerances");
        var bodies = await OrganisationClient.ListBodiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Bodies =
        [
            .. bodies
                .Bodies.Where(body => body.Authority == BodyAuthority.Deciding)
                // Those of the sub-project itself first.
                .OrderBy(body => body.SubProject.Length == 0 || body.SubProject != SubProjectName)
                .Select(body => new SelectListItem(body.DisplayName, body.Name)),
        ];
    }

    /// <summary>The limit as it was written, in its unit; says at the field where it is none.</summary>
    protected ToleranceChange ReadChange(ToleranceDimension dimension)
    {
        var units = ToleranceRules.UnitsOf(dimension);
        var unit = units.Contains(Unit) ? Unit : units[0];
        long limit = 0;
        if (unit == ToleranceUnit.Ore)
        {
            if (Formats.TryReadAmount(Limit, out var amount) && amount is { Units: >= 0 and < 10_000_000_000 })
                limit = Ore.Of(amount);
            else
                ModelState.AddModelError(nameof(Limit), Words["Budget.NotAmount", Limit.Length > 40 ? Limit[..40] + "…" : Limit]);
        }
        else if (
            decimal.TryParse(
                Limit.Trim().TrimEnd('%').Trim().Replace(',', '.'),
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
            && number is >= 0 and < 1_000_000
            && (number * Scale(unit)) % 1 == 0
        )
        {
            limit = (long)(number * Scale(unit));
        }
        else
        {
            ModelState.AddModelError(nameof(Limit), Words["Tolerance.NotNumber"]);
        }
        return new()
        {
            Unit = unit,
            UpperLimit = limit,
            Reason = Reason,
            Body = Body,
            DecisionDate = DecisionDate.ToDate(),
            CaseNumber = CaseNumber.Trim(),
        };
    }

    protected void ShowLimit(Tolerance tolerance)
    {
        Unit = tolerance.Unit;
        Limit =
            tolerance.Unit == ToleranceUnit.Ore
                ? Formats.AmountInField(Ore.ToMoney(tolerance.UpperLimit))
                : Formats.Number(tolerance.UpperLimit / (decimal)Scale(tolerance.Unit));
        Body = tolerance.Body;
    }

    protected static string? Field(string path) =>
        path switch
        {
            "change.upper_limit" => nameof(Limit),
            "parent" => "Place",
            _ => Platform.Web.RefusalExtensions.FormField(path),
        };

    private static int Scale(ToleranceUnit unit) => unit == ToleranceUnit.Percent ? 100 : 1;
}
