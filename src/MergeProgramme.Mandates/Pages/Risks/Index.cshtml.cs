using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>The risks of a programme as a matrix and a list, and what must go well.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    /// <summary>Resource name of a sub-project, or of the programme for its own; all where it is empty.</summary>
    [FromQuery(Name = "place")]
    public string Place { get; set; } = "";

    [FromQuery(Name = "owner")]
    public string Owner { get; set; } = "";

    [FromQuery(Name = "level")]
    public RiskLevel Level { get; set; }

    /// <summary>open, stale, ended; all where it is all.</summary>
    [FromQuery(Name = "state")]
    public string State { get; set; } = "open";

    /// <summary>Of a cell of the matrix, 1–5.</summary>
    [FromQuery(Name = "probability")]
    public int Probability { get; set; }

    [FromQuery(Name = "consequence")]
    public int Consequence { get; set; }

    public RiskMatrix Matrix { get; private set; } = new([]);

    public IReadOnlyList<NumberedRisk> Lines { get; private set; } = [];

    public bool HasRisks { get; private set; }

    public int OpenCount { get; private set; }

    public int HighCount { get; private set; }

    public int StaleCount { get; private set; }

    public IReadOnlyList<CriticalSuccessFactor> Factors { get; private set; } = [];

    /// <summary>Sub-projects with an approved document, whose factors can be adopted.</summary>
    public IReadOnlyList<SubProject> Approved { get; private set; } = [];

    /// <summary>The same list as a sheet.</summary>
    public string ExcelUrl =>
        $"{Below("risks")}?handler=Excel&place={Uri.EscapeDataString(Place)}&owner={Uri.EscapeDataString(Owner)}&level={Level}&state={Uri.EscapeDataString(State)}&probability={Probability}&consequence={Consequence}";

    public List<SelectListItem> PlaceChoices => [new(Words["Register.AllPlaces"], ""), .. Places];

    public List<SelectListItem> Owners { get; private set; } = [];

    public List<SelectListItem> Levels =>
        [
            new(Words["Risks.AllLevels"], "Unspecified"),
            .. new[] { RiskLevel.High, RiskLevel.Medium, RiskLevel.Low }.Select(l => new SelectListItem(
                Words[$"RiskLevel.{l}"],
                l.ToString()
            )),
        ];

    public List<SelectListItem> States =>
        [
            new(Words["Risks.Open"], "open"),
            new(Words["Risks.Stale"], "stale"),
            new(Words["Risks.Ended"], "ended"),
            new(Words["Risks.All"], "all"),
        ];

    /// <summary>Whether a cell of the matrix was chosen.</summary>
    public bool IsCell => Probability is >= 1 and <= 5 && Consequence is >= 1 and <= 5;

    /// <summary>The list of a cell, under the filters that hold.</summary>
    public string CellUrl(int probability, int consequence) =>
        FormattableString.Invariant(
            $"{Below("risks")}?place={Uri.EscapeDataString(Place)}&owner={Uri.EscapeDataString(Owner)}&probability={probability}&consequence={consequence}#list"
        );

    public async Task OnGetAsync()
    {
        await LoadRegisterAsync(Words["Risks"], "risks");
        List<NumberedRisk> all = [.. (await RisksAsync(Whole)).Select((risk, i) => new NumberedRisk(i + 1, risk))];
        HasRisks = all.Count > 0;
        Owners =
        [
            new(Words["Risks.AllOwners"], ""),
            .. all.Select(r => r.Risk)
                .Where(r => r.Owner.Length > 0)
                .DistinctBy(r => r.Owner)
                .OrderBy(r => r.OwnerDisplayName, StringComparer.CurrentCulture)
                .Select(r => new SelectListItem(r.OwnerDisplayName, r.Owner)),
        ];
        List<NumberedRisk> chosen =
        [
            .. all.Where(r =>
                (Place.Length == 0 || ResourceNames.Parent(r.Risk.Name) == Place) && (Owner.Length == 0 || r.Risk.Owner == Owner)
            ),
        ];
        List<NumberedRisk> open = [.. chosen.Where(r => r.Risk.State == RiskState.Open)];
        (OpenCount, HighCount, StaleCount) = (
            open.Count,
            open.Count(r => r.Risk.Level == RiskLevel.High),
            open.Count(r => r.Risk.Stale)
        );
        Matrix = new(open);
        Lines =
        [
            .. chosen
                .Where(r =>
                    IsAskedFor(r.Risk)
                    && (Level == RiskLevel.Unspecified || r.Risk.Level == Level)
                    && (!IsCell || (r.Risk.Probability == Probability && r.Risk.Consequence == Consequence))
                )
                .OrderByDescending(r => r.Risk.Probability * r.Risk.Consequence)
                .ThenByDescending(r => r.Risk.Consequence)
                .ThenBy(r => r.Number),
        ];
        Factors =
        [
            .. (
                await WholeList.ReadAsync(
                    token =>
                        Mandates.ListCriticalSuccessFactorsAsync(
                            new()
                            {
                                Parent = Place.Length > 0 ? Place : Whole,
                                PageSize = Everything,
                                PageToken = token,
                            },
                            cancellationToken: Aborted
                        ),
                    answer => (answer.CriticalSuccessFactors, answer.NextPageToken)
                )
            ).OrderByDescending(f => f.Status),
        ];
        var approved = (await MandatesAsync(Mandates, Whole))
            .Where(m => m.Decision?.Verdict == Verdict.Start)
            .Select(m => ResourceNames.Parent(m.Name))
            .ToHashSet(StringComparer.Ordinal);
        Approved = [.. SubProjects.Where(s => approved.Contains(s.Name) && (Place.Length == 0 || s.Name == Place))];
    }

    /// <summary>What the list shows, as a sheet.</summary>
    public async Task<IActionResult> OnGetExcelAsync()
    {
        await OnGetAsync();
        return SheetFile.Of(
            $"{Words["Risks"]} {Programme.DisplayName}",
            RiskSheet.Columns,
            Lines.Select(line => RiskSheet.Row(line, PlaceTitle(ResourceNames.Parent(line.Risk.Name)), Words))
        );
    }

    private bool IsAskedFor(Risk risk) =>
        State switch
        {
            "stale" => risk.Stale,
            "ended" => risk.State != RiskState.Open,
            "all" => true,
            _ => risk.State == RiskState.Open,
        };
}
