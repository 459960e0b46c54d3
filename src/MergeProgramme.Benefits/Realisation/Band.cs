using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>What is exceeded with 90, 50 and 10 percent probability, period by period: effects less costs, in øre.</summary>
internal static class Band
{
    /// <param name="assumptions">Complete.</param>
    /// <param name="periods">In order and without a gap; at least one.</param>
    public static List<(long P10, long P50, long P90)> Of(
        IReadOnlyList<DrawnMeasure> measures,
        SimulationAssumptions assumptions,
        IReadOnlyList<Period> periods,
        CancellationToken cancellation
    )
    {
        var (first, last) = (periods[0].First, periods[^1].Last);
        var months = last.Index - first.Index + 1;
        // What changes in each month of each run, as in Totals: a drawn measure is a few changes, however long it works.
        var (monthly, december, once) = (
            new long[assumptions.Runs * months],
            new long[assumptions.Runs * months],
            new long[assumptions.Runs * months]
        );
        Simulation.Run(
            measures,
            assumptions,
            (run, measure, effect) =>
            {
                var start = run * months;
                for (var month = effect.FirstEffect; month < effect.FullFrom && month <= last; month = month.Plus(1))
                {
                    if (month >= first)
                        once[start + month.Index - first.Index] += effect.In(month);
                }
                if (effect.FullFrom <= last)
                {
                    var at = start + Math.Max(0, effect.FullFrom.Index - first.Index);
                    monthly[at] += effect.FullYear / 12;
                    december[at] += effect.FullYear % 12;
                }
                foreach (var (month, amount) in measure.Costs.SelectMany(EffectProfile.Spread))
                {
                    if (month >= first && month <= last)
                        once[start + month.Index - first.Index] -= amount;
                }
            },
            cancellation
        );

        var sums = new long[periods.Count][];
        for (var i = 0; i < periods.Count; i++)
            sums[i] = new long[assumptions.Runs];
        for (var run = 0; run < assumptions.Runs; run++)
        {
            var (everyMonth, everyDecember, at) = (0L, 0L, run * months);
            for (var i = 0; i < periods.Count; i++)
            {
                for (var month = periods[i].First; month <= periods[i].Last; month = month.Plus(1), at++)
                {
                    everyMonth += monthly[at];
                    everyDecember += december[at];
                    sums[i][run] += everyMonth + once[at] + (month.Number == 12 ? everyDecember : 0);
                }
            }
        }
        return
        [
            .. sums.Select(amounts =>
            {
                Array.Sort(amounts);
                return (Simulation.Quantile(amounts, 10), Simulation.Quantile(amounts, 50), Simulation.Quantile(amounts, 90));
            }),
        ];
    }
}
