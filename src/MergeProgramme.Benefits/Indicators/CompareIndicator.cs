using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    // Twenty years by month.
    private const int MostPeriods = 240;

    public override async Task<IndicatorComparison> CompareIndicator(CompareIndicatorRequest request, ServerCallContext context)
    {
        List<Violation> wrong =
        [
            .. request
                .Municipalities.Index()
                .Where(m => m.Item.Length == 0 || !IndicatorRules.IsMunicipality(m.Item))
                .Select(m => new Violation(
                    FormattableString.Invariant($"municipalities[{m.Index}]"),
                    "MUNICIPALITY_NUMBER",
                    m.Item
                )),
        ];
        if (request.Municipalities.Count == 0 && !request.WholeProgramme)
            wrong.Add(new("municipalities", "COMPARE_NOBODY"));
        if (request.LastYear > 0 && request.FirstYear > request.LastYear)
            wrong.Add(new("last_year", "COMPARE_YEARS"));
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        return await database.ReadAsync(session => ComparisonAsync(session, request), context.CancellationToken);
    }

    private static async Task<IndicatorComparison> ComparisonAsync(Session session, CompareIndicatorRequest request)
    {
        var indicator = await IndicatorTable.GetAsync(session, request.Name);
        if (request.PerInhabitant && indicator.PerInhabitantFactor == 0)
            throw Problem.Precondition(indicator.Name, "NOT_PER_INHABITANT");
        List<string> asked = [.. (request.WholeProgramme ? [""] : (string[])[]).Concat(request.Municipalities).Distinct()];
        var names = (
            await session.QueryAsync<IndicatorSeries>(
                "SELECT municipality, municipality_display_name FROM indicator_series WHERE indicator = @Name",
                new { indicator.Name }
            )
        ).ToDictionary(s => s.Municipality, s => s.MunicipalityDisplayName);
        // The newest of each: together they hold the newest of all.
        Dictionary<(string Municipality, DateOnly Start), ValueRow> values = [];
        foreach (var municipality in asked)
        foreach (var row in await CountingAsync(session, indicator.Name, municipality, request.FirstYear, request.LastYear))
            values[(municipality, row.Start)] = row;
        List<DateOnly> periods = [.. values.Keys.Select(k => k.Start).Distinct().Order().TakeLast(MostPeriods)];
        Dictionary<(string Municipality, int Year), long> inhabitants = [];
        if (
            request.PerInhabitant
            && periods.Count > 0
            && await session.FindAsync<string>(
                "SELECT name FROM indicators WHERE parent = @parent AND kind = 2",
                new { parent = ResourceNames.Programme(indicator.Name) }
            )
                is { } counted
        )
            foreach (var municipality in asked)
            foreach (var row in await CountingAsync(session, counted, municipality, periods[0].Year, periods[^1].Year))
                inhabitants[(municipality, row.Start.Year)] = row.Value;
        return new()
        {
            Periods = { periods.Select(p => p.ToDate()) },
            Decimals = request.PerInhabitant ? PerInhabitant.DecimalsOf(indicator.Decimals) : indicator.Decimals,
            PerInhabitants = request.PerInhabitant ? indicator.PerInhabitantFactor : 0,
            Series =
            {
                asked.Select(municipality => new ComparedSeries
                {
                    Municipality = municipality,
                    MunicipalityDisplayName = names.GetValueOrDefault(municipality, ""),
                    Values =
                    {
                        periods.Select(p =>
                            values.TryGetValue((municipality, p), out var row)
                                ? Compared(
                                    indicator,
                                    row,
                                    request.PerInhabitant,
                                    inhabitants.GetValueOrDefault((municipality, p.Year))
                                )
                                : new()
                        ),
                    },
                }),
            },
        };
    }

    private static ComparedValue Compared(Indicator indicator, ValueRow row, bool perInhabitant, long inhabitants)
    {
        if (!perInhabitant)
            return new() { Value = Millionths.ToDecimal(row.Value), State = row.State };
        return PerInhabitant.Of(row.Value, indicator.PerInhabitantFactor, inhabitants, indicator.Decimals) is { } divided
            ? new() { Value = Millionths.ToDecimal(divided), State = row.State }
            : new() { State = row.State, WithoutInhabitants = true };
    }

    private static Task<List<ValueRow>> CountingAsync(
        Session session,
        string indicator,
        string municipality,
        int firstYear,
        int lastYear
    ) =>
        session.QueryAsync<ValueRow>(
            $"""
            SELECT m.period_start, m.value, m.state FROM measurements m
            WHERE m.indicator = @indicator AND m.municipality = @municipality AND m.period_start >= @from AND m.period_start < @to
              AND {MeasurementTable.Counts}
            ORDER BY m.period_start DESC LIMIT @most
            """,
            new
            {
                indicator,
                municipality,
                from = FormattableString.Invariant($"{firstYear:0000}"),
                to = FormattableString.Invariant($"{(lastYear == 0 ? 9999 : lastYear + 1):0000}"),
                most = MostPeriods,
            }
        );

    private sealed class ValueRow
    {
        public string PeriodStart { get; set; } = "";
        public long Value { get; set; }
        public MeasurementState State { get; set; }

        public DateOnly Start => MeasuredPeriod.Parse(PeriodStart);
    }
}
