using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>What was drawn, month by month and run by run: what changes in each, as in <see cref="Totals"/>.</summary>
internal sealed class Band
{
    private readonly Month first;
    private readonly int months;
    private readonly int runs;

    // A drawn measure is a few changes, however long it works.
    private readonly long[] monthly;
    private readonly long[] december;
    private readonly long[] once;

    private Band(Month first, Month last, int runs)
    {
        (this.first, this.runs) = (first, runs);
        months = last.Index - first.Index + 1;
        (monthly, december, once) = (new long[runs * months], new long[runs * months], new long[runs * months]);
    }

    /// <summary>Draws all measures.</summary>
    /// <param name="assumptions">Complete.</param>
    /// <param name="progress">Told how many measures are drawn, after each.</param>
    public static Band Draw(
        IReadOnlyList<DrawnMeasure> measures,
        SimulationAssumptions assumptions,
        Month first,
        Month last,
        CancellationToken cancellation,
        Action<int>? progress = null
    )
    {
        var band = new Band(first, last, assumptions.Runs);
        DrawnMeasure? current = null;
        List<MonthAmount> costs = [];
        MonteCarlo.Run(
            measures,
            assumptions,
            (run, measure, effect) =>
            {
                // The same in each run.
                if (!ReferenceEquals(current, measure))
                    (current, costs) = (
                        measure,
                        [
                            .. measure
                                .Costs.SelectMany(EffectProfile.Spread)
                                .Where(cost => cost.Month >= first && cost.Month <= last),
                        ]
                    );
                band.Add(run, effect, last, costs);
            },
            cancellation,
            progress
        );
        return band;
    }

    /// <summary>What is exceeded with 90, 50 and 10 percent probability, period by period: effects less costs, in øre.</summary>
    /// <param name="periods">In order and without a gap, from the first month that was drawn.</param>
    public List<(long P10, long P50, long P90)> By(IReadOnlyList<Period> periods)
    {
        var sums = new long[periods.Count][];
        for (var i = 0; i < periods.Count; i++)
            sums[i] = new long[runs];
        for (var run = 0; run < runs; run++)
        {
            var (everyMonth, everyDecember) = (0L, 0L);
            for (var i = 0; i < periods.Count; i++)
            {
                for (var month = periods[i].First; month <= periods[i].Last; month = month.Plus(1))
                {
                    // Whole periods may begin before the first month that was drawn, and end after the last.
                    var offset = month.Index - first.Index;
                    if (offset >= 0 && offset < months)
                    {
                        everyMonth += monthly[(run * months) + offset];
                        everyDecember += december[(run * months) + offset];
                        sums[i][run] += once[(run * months) + offset];
                    }
                    sums[i][run] += everyMonth + (month.Number == 12 ? everyDecember : 0);
                }
            }
        }
        return
        [
            .. sums.Select(amounts =>
            {
                Array.Sort(amounts);
                return (MonteCarlo.Quantile(amounts, 10), MonteCarlo.Quantile(amounts, 50), MonteCarlo.Quantile(amounts, 90));
            }),
        ];
    }

    private void Add(int run, EffectProfile effect, Month last, List<MonthAmount> costs)
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
        foreach (var (month, amount) in costs)
            once[start + month.Index - first.Index] -= amount;
    }
}
