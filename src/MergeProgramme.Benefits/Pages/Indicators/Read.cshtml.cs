using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>One indicator: how far it has come, its series beside those of chosen municipalities as picture and table, and what was entered.</summary>
[PagePermission("benefits.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    public const int MostCompared = 12;

    // Before anybody has chosen.
    private const int ComparedAtFirst = 6;

    // Of more than these the number is written.
    private const int MostChoices = 30;
    private const int PerPage = 40;

    /// <summary>Whether the reader has chosen.</summary>
    [FromQuery(Name = "chosen")]
    public bool Chosen { get; set; }

    /// <summary>Numbers of chosen municipalities.</summary>
    [FromQuery(Name = "m")]
    public List<string> Picked { get; set; } = [];

    [FromQuery(Name = "whole")]
    public bool Whole { get; set; }

    /// <summary>Numbers of others, as people write them.</summary>
    [FromQuery(Name = "others")]
    public string Others { get; set; } = "";

    [FromQuery(Name = "per")]
    public bool PerInhabitant { get; set; }

    [FromQuery(Name = "before")]
    public string Before { get; set; } = "";

    /// <summary>Municipalities that can be chosen: number, name, and whether it is.</summary>
    public IReadOnlyList<(string Number, string Name, bool Picked)> Choices { get; private set; } = [];

    /// <summary>Whether there are more than can be ticked.</summary>
    public bool HasOthers { get; private set; }

    public IndicatorComparison Comparison { get; private set; } = new();

    public SeriesChart Chart { get; private set; } = SeriesChart.Of(new(), new(), _ => "", false);

    /// <summary>What was entered for the series that is held against the target, the newest period first, and whether it counts.</summary>
    public IReadOnlyList<(Measurement Measurement, bool Counts)> Measurements { get; private set; } = [];

    /// <summary>What nobody has answered yet, of those.</summary>
    public IReadOnlyList<Measurement> Waiting =>
        [.. Measurements.Where(m => m.Counts && m.Measurement.State == MeasurementState.Measured).Select(m => m.Measurement)];

    public string OlderUrl { get; private set; } = "";

    /// <summary>What was wrong with the choice; empty where nothing was.</summary>
    public string Problem { get; private set; } = "";

    public bool LacksInhabitants => Comparison.Series.Any(s => s.Values.Any(v => v.WithoutInhabitants));

    public string UnitShown =>
        Comparison.PerInhabitants == 0
            ? Indicator.Unit
            : $"{Indicator.Unit} {Words[$"Indicator.PerInhabitant.{Comparison.PerInhabitants}"].Value.ToLower(CultureInfo.CurrentCulture)}";

    /// <summary>"2019", "T2 19" or "apr 19".</summary>
    public string ShortPeriodOf(DateOnly start) =>
        Indicator.PeriodKind switch
        {
            IndicatorPeriodKind.Month => start.ToString("MMM yy", CultureInfo.CurrentCulture),
            _ => MeasuredPeriod.Words(Indicator.PeriodKind, start),
        };

    /// <summary>Where the table is fetched as a sheet.</summary>
    public string TableUrl =>
        QueryHelpers.AddQueryString(
            $"/{IndicatorName}",
            [
                new("handler", "Table"),
                new("chosen", "true"),
                .. Comparison.Series.Select(s =>
                    s.Municipality.Length == 0
                        ? new KeyValuePair<string, string?>("whole", "true")
                        : new KeyValuePair<string, string?>("m", s.Municipality)
                ),
                .. PerInhabitant ? (KeyValuePair<string, string?>[])[new("per", "true")] : [],
            ]
        );

    public async Task OnGetAsync()
    {
        await LoadSeriesAsync();
        await LoadMeasurementsAsync();
    }

    /// <summary>The table of the chosen municipalities as a sheet, which an import takes in again.</summary>
    public async Task<IActionResult> OnGetTableAsync()
    {
        await LoadSeriesAsync();
        SheetColumn number = new("number", false, "Kommunenr", "Municipality number");
        SheetColumn name = new("name", false, "Kommunenavn", "Municipality name");
        List<DateOnly> periods = [.. Comparison.Periods.Select(p => p.ToDateOnly()!.Value)];
        List<SheetColumn> columns =
        [
            number,
            name,
            .. periods
                .Select(p => MeasuredPeriod.Id(Indicator.PeriodKind, p).ToUpperInvariant())
                .Select(id => new SheetColumn(id, false, id, id)),
        ];
        return SheetFile.Of(
            Indicator.Title,
            columns,
            Comparison.Series.Select(series =>
                (IReadOnlyDictionary<string, object?>)
                    series
                        .Values.Select(v => v.Value)
                        .Zip(columns.Skip(2))
                        .Where(v => v.First is not null)
                        .ToDictionary(v => v.Second.Key, v => (object?)Millionths.ToNumber(Millionths.Of(v.First)))
                        .Append(
                            new("number", series.Municipality.Length == 0 ? Words["Import.Whole"].Value : series.Municipality)
                        )
                        .Append(new("name", NameOf(series.Municipality, series.MunicipalityDisplayName)))
                        .ToDictionary()
            )
        );
    }

    private async Task LoadSeriesAsync()
    {
        await LoadIndicatorAsync();
        await LoadFrameAsync(Indicator.Title, "indicators");
        await LoadChoicesAsync();
        List<IndicatorSeries> all = [];
        var request = new ListIndicatorSeriesRequest { Parent = IndicatorName, PageSize = Everything };
        do
        {
            var answer = await BenefitsClient.ListIndicatorSeriesAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Series);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        await CompareAsync(all);
    }

    private async Task CompareAsync(List<IndicatorSeries> all)
    {
        if (!Chosen)
        {
            // The series that is held against the target; where nothing is measured of it, the programme's own municipalities.
            var first = all.Exists(s => s.Municipality == Indicator.Municipality)
                ? all.Where(s => s.Municipality == Indicator.Municipality)
                : all.OrderBy(s => Municipalities.All(m => m.Number != s.Municipality)).Take(ComparedAtFirst);
            Picked = [.. first.Select(s => s.Municipality).Where(m => m.Length > 0)];
            Whole = Indicator.Municipality.Length == 0 && all.Exists(s => s.Municipality.Length == 0);
        }
        List<string> asked =
        [
            .. Picked
                .Concat(Others.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
                .Where(m => m.Length > 0)
                .Distinct(),
        ];
        List<(string Number, string Name)> choices =
        [
            .. all.OrderBy(s => s.Municipality.Length > 0)
                .ThenBy(s => !asked.Contains(s.Municipality))
                .ThenBy(s => Municipalities.All(m => m.Number != s.Municipality))
                .Take(MostChoices)
                .OrderBy(s => s.Municipality.Length > 0)
                .ThenBy(s => Municipalities.All(m => m.Number != s.Municipality))
                .ThenBy(s => s.Municipality, StringComparer.Ordinal)
                .Select(s => (s.Municipality, NameOf(s.Municipality, s.MunicipalityDisplayName))),
        ];
        HasOthers = all.Count > MostChoices;
        var wrong = asked.Where(m => all.TrueForAll(s => s.Municipality != m)).ToList();
        if (wrong.Count > 0)
            Problem = Words[
                "Indicator.NotMeasuredOf",
                string.Join(", ", wrong.Take(5).Select(w => w.Length <= 12 ? w : w[..12]))
            ];
        else if (asked.Count > MostCompared)
            Problem = Words["Indicator.TooMany", MostCompared];
        asked = [.. asked.Except(wrong).Take(MostCompared)];
        Others = "";
        Choices = [.. choices.Select(c => (c.Number, c.Name, c.Number.Length == 0 ? Whole : asked.Contains(c.Number)))];
        PerInhabitant &= Indicator.PerInhabitantFactor > 0;
        if (asked.Count == 0 && !Whole)
            return;
        try
        {
            Comparison = await BenefitsClient.CompareIndicatorAsync(
                new()
                {
                    Name = IndicatorName,
                    Municipalities = { asked },
                    WholeProgramme = Whole,
                    PerInhabitant = PerInhabitant,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Problem = e.Status.Detail;
        }
        // Baseline and target are of one series, as it was measured.
        Chart = SeriesChart.Of(
            Comparison,
            Indicator,
            s => NameOf(s.Municipality, s.MunicipalityDisplayName),
            withGoal: Comparison.PerInhabitants == 0
        );
    }

    private async Task LoadMeasurementsAsync()
    {
        var answer = await BenefitsClient.ListMeasurementsAsync(
            new()
            {
                Parent = IndicatorName,
                Municipality = Indicator.Municipality,
                PageSize = PerPage,
                PageToken = Before,
            },
            cancellationToken: Aborted
        );
        HashSet<Google.Type.Date> seen = [];
        // Of each period the newest comes first.
        Measurements = [.. answer.Measurements.Select(m => (m, m.State != MeasurementState.Refused && seen.Add(m.PeriodStart)))];
        OlderUrl =
            answer.NextPageToken.Length == 0 ? "" : $"/{IndicatorName}?before={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
