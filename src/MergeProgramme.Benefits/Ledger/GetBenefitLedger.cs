using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<BenefitLedger> GetBenefitLedger(GetBenefitLedgerRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var scope = request.SubProject.Length == 0 ? request.Parent : request.SubProject;
                List<Period> tertials = [.. Tertials(request.Year)];
                var ledger = new BenefitLedger();
                var (figures, year) = Figures(
                    tertials,
                    await KeptTotals.ReadAsync(session, scope, Basis.Planned),
                    await KeptTotals.ReadAsync(session, scope, Basis.Expected),
                    await KeptTotals.ReadAsync(session, scope, Basis.Realised),
                    await KeptTotals.ReadAsync(session, scope, Basis.Verified)
                );
                ledger.Year = year;
                ledger.Tertials.Add(figures);

                var page = Page.Of(request);
                const string Chosen = """
                    parent = @Parent AND (@SubProject = '' OR sub_project = @SubProject)
                    AND (state <> @Dropped OR EXISTS (SELECT 1 FROM measure_plans p WHERE p.measure = measures.name))
                    """;
                var places = await session.QueryAsync<long>(
                    $"SELECT position FROM measures WHERE {Chosen} AND position > @After ORDER BY position LIMIT @Limit",
                    new
                    {
                        request.Parent,
                        request.SubProject,
                        MeasureState.Dropped,
                        After = page.Number(0, 0),
                        page.Limit,
                    }
                );
                if (places.Count == 0)
                    return ledger;
                var measures = await session.QueryAsync<Measure>(
                    $"""
                    SELECT {MeasureTable.Columns} FROM measures WHERE {Chosen} AND position BETWEEN @First AND @Last ORDER BY position
                    """,
                    new
                    {
                        request.Parent,
                        request.SubProject,
                        MeasureState.Dropped,
                        First = places[0],
                        Last = places[^1],
                    }
                );
                var plans = await KeptTotals.ReadPlansAsync(session, request.Parent, places[0], places[^1]);
                var entries = await LedgerTable.OfMeasuresAsync(session, request.Parent, places[0], places[^1], request.Year);
                ledger.NextPageToken = page.Fill(
                    [.. measures.Zip(places)],
                    ledger.Rows,
                    row => Row(row.First),
                    row => [row.Second.ToString(CultureInfo.InvariantCulture)]
                );
                return ledger;

                LedgerRow Row(Measure measure)
                {
                    var (realised, verified) = LedgerTable.Of(entries[measure.Name]);
                    var (figures, year) = Figures(
                        tertials,
                        plans(measure.Name),
                        MeasureProfile.Expected(measure),
                        realised,
                        verified
                    );
                    return new()
                    {
                        Measure = measure.Name,
                        MeasureTitle = measure.Title,
                        State = measure.State,
                        Owner = measure.Owner,
                        Tertials = { figures },
                        Year = year,
                    };
                }
            },
            context.CancellationToken
        );
    }

    private static IEnumerable<Period> Tertials(int year) =>
        Period.Between(new Month(year, 1), new Month(year, 12), Granularity.Tertial);

    private static (IReadOnlyList<LedgerFigures> Tertials, LedgerFigures Year) Figures(
        IReadOnlyList<Period> tertials,
        Totals planned,
        Totals expected,
        Totals realised,
        Totals verified
    )
    {
        long[][] effects =
        [
            .. new[] { planned, expected, realised, verified }.Select(totals =>
                totals.By(tertials).Select(t => t.Effect).ToArray()
            ),
        ];
        LedgerFigures Of(Func<long[], long> figure) =>
            new()
            {
                Planned = Ore.ToMoney(figure(effects[0])),
                Expected = Ore.ToMoney(figure(effects[1])),
                Realised = Ore.ToMoney(figure(effects[2])),
                Verified = Ore.ToMoney(figure(effects[3])),
            };
        return ([.. tertials.Select((_, i) => Of(all => all[i]))], Of(all => all.Sum()));
    }
}
