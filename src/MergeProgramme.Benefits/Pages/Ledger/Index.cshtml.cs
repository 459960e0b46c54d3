using Google.Type;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Ledger;

/// <summary>What was planned, is expected, was gained and is verified, tertial by tertial and measure by measure.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : ProgrammePage(organisation)
{
    private const int FirstYear = 1950;
    private const int LastYear = 2100;

    // What people look through on one page; a programme with more is narrowed by its sub-project.
    private const int PerPage = 50;

    /// <summary>A step on the way from what was planned to what is verified.</summary>
    /// <param name="Key">Of its text.</param>
    /// <param name="IsSum">Where one stands, not what comes between.</param>
    internal sealed record BridgeStep(string Key, long Ore, bool IsSum)
    {
        public Money Amount => Platform.Amounts.Ore.ToMoney(Ore);
    }

    [FromQuery(Name = "year")]
    public int Year { get; set; }

    /// <summary>Last part of a sub-project's name: only its measures. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProject { get; set; } = "";

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public BenefitLedger Ledger { get; private set; } = new();

    /// <summary>The sums as a row of the table.</summary>
    public LedgerRow Sums => new() { Tertials = { Ledger.Tertials }, Year = Ledger.Year };

    /// <summary>One of the four figures of a row: the key of its name, by tertial and for the year.</summary>
    /// <param name="figure">0 planned, 1 expected, 2 realised, 3 verified.</param>
    public static (string Key, IReadOnlyList<Money> Tertials, Money Year) Line(LedgerRow row, int figure)
    {
        var (key, of) = figure switch
        {
            0 => ("Realisation.Planned", (Func<LedgerFigures, Money>)(f => f.Planned)),
            1 => ("Ledger.Expected", f => f.Expected),
            2 => ("Ledger.Realised", f => f.Realised),
            _ => ("Ledger.Verified", f => f.Verified),
        };
        return (key, [.. row.Tertials.Select(of)], of(row.Year));
    }

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    /// <summary>From the plan over what has been revised, is not gained and is not verified to what is verified.</summary>
    public IReadOnlyList<BridgeStep> Bridge
    {
        get
        {
            var (planned, expected, realised, verified) = (
                Ore.Of(Ledger.Year.Planned),
                Ore.Of(Ledger.Year.Expected),
                Ore.Of(Ledger.Year.Realised),
                Ore.Of(Ledger.Year.Verified)
            );
            return
            [
                new("Planned", planned, true),
                new("Revised", expected - planned, false),
                new("Expected", expected, true),
                new("NotRealised", realised - expected, false),
                new("Realised", realised, true),
                new("NotVerified", verified - realised, false),
                new("Verified", verified, true),
            ];
        }
    }

    /// <summary>All measures of the year, one line for each figure, in kroner.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await ChooseAsync();
        var rows = await WholeList.ReadAsync(token => ReadAsync(Everything, token), page => (page.Rows, page.NextPageToken));
        SheetColumn Column(string key, string text) => new(key, false, texts[text], texts[text]);
        static object Kroner(Money amount) => Ore.Of(amount) / 100m;
        return SheetFile.Of(
            $"{texts["Ledger.Title"]} {Year}",
            [
                Column("measure", "Measure"),
                Column("owner", "Measure.Owner"),
                Column("figure", "Ledger.Figure"),
                new("t1", false, "T1", "T1"),
                new("t2", false, "T2", "T2"),
                new("t3", false, "T3", "T3"),
                new("year", false, $"{Year}", $"{Year}"),
            ],
            rows.SelectMany(row =>
                Enumerable
                    .Range(0, 4)
                    .Select(figure =>
                    {
                        var (key, tertials, year) = Line(row, figure);
                        return new Dictionary<string, object?>
                        {
                            ["measure"] = row.MeasureTitle,
                            ["owner"] = row.Owner,
                            ["figure"] = texts[key].Value,
                            ["t1"] = Kroner(tertials[0]),
                            ["t2"] = Kroner(tertials[1]),
                            ["t3"] = Kroner(tertials[2]),
                            ["year"] = Kroner(year),
                        };
                    })
            )
        );
    }

    public async Task OnGetAsync()
    {
        await ChooseAsync();
        Ledger = await ReadAsync(PerPage, After);
        NextUrl =
            Ledger.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/ledger?year={Year}&subProject={Uri.EscapeDataString(SubProject)}&after={Uri.EscapeDataString(Ledger.NextPageToken)}";
    }

    private async Task ChooseAsync()
    {
        await LoadFrameAsync(texts["Ledger.Title"], "ledger");
        // An address that names nothing of this programme shows the whole programme.
        if (!SubProjects.ContainsKey($"{ProgrammeName}/subProjects/{SubProject}"))
            SubProject = "";
        if (Year is < FirstYear or > LastYear)
            Year = await NewestYearAsync();
    }

    private AsyncUnaryCall<BenefitLedger> ReadAsync(int size, string token) =>
        benefits.GetBenefitLedgerAsync(
            new()
            {
                Parent = ProgrammeName,
                Year = Year,
                SubProject = SubProject.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProject}",
                PageSize = size,
                PageToken = token,
            },
            cancellationToken: Aborted
        );

    // The year that people work on: that of the newest budget line, else this one.
    private async Task<int> NewestYearAsync()
    {
        var lines = await benefits.ListBudgetLinesAsync(
            new() { Parent = ProgrammeName, PageSize = 1 },
            cancellationToken: Aborted
        );
        return lines.BudgetLines.Count > 0 ? Math.Min(lines.BudgetLines[0].Year, clock.Today().Year) : clock.Today().Year;
    }
}
