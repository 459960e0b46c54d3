using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>A measure as the simulation draws it.</summary>
/// <param name="Name">Its draws go by its name: another measure more or less changes none of them.</param>
/// <param name="LeadAndLag">Least and most months of lead time and lag.</param>
/// <param name="Low">Full-year effect in øre: low, likely and high.</param>
/// <param name="ProbabilityPercent">That it is decided and carried out at all. 100 for a decided one: what is left uncertain is how it goes.</param>
internal sealed record DrawnMeasure(
    string Name,
    DateOnly Decided,
    (int LeadMin, int LeadMax, int LagMin, int LagMax) LeadAndLag,
    int RampMonths,
    long Low,
    long Likely,
    long High,
    int ProbabilityPercent,
    IReadOnlyList<CostSpan> Costs
);

/// <summary>
/// Draws what may come of the measures. In each run a measure is carried out with its probability; its lead time and lag are drawn evenly from their
/// ranges, its full-year effect from the triangle of low, likely and high. A share of the draws is common to all measures of a run: that is what the
/// correlation says. Costs fall where the measure is carried out. The same seed gives the same answer.
/// </summary>
internal static class MonteCarlo
{
    public const int DefaultRuns = 2000;

    /// <summary>Of a simulation that nobody waits for.</summary>
    public const int MostRuns = 10_000;

    /// <summary>More measures than this are not drawn while somebody waits.</summary>
    public const int MostMeasures = 500;
    public const int FewestRuns = 200;
    public const int DefaultCorrelation = 30;

    // What is drawn while somebody waits.
    private const int MostDraws = 2_000_000;

    /// <summary>The assumptions with what was left open filled in.</summary>
    /// <param name="measures">How many are drawn: many measures get fewer runs.</param>
    public static SimulationAssumptions Complete(SimulationAssumptions? asked, int measures) =>
        new()
        {
            Runs = asked?.Runs is > 0 and var runs
                ? Math.Min(runs, Math.Max(FewestRuns, MostDraws / Math.Max(1, measures)))
                : Math.Clamp(MostDraws / Math.Max(1, measures), FewestRuns, DefaultRuns),
            Seed = asked?.Seed ?? 0,
            CorrelationPercent = asked?.CorrelationPercent is { } share and not 0 ? Math.Max(0, share) : DefaultCorrelation,
        };

    /// <summary>Draws all measures so many times and hands each drawn profile on: run, measure, profile. Measures that are not carried out are left out.</summary>
    /// <param name="assumptions">Complete.</param>
    /// <param name="progress">Told how many measures are drawn, after each.</param>
    public static void Run(
        IReadOnlyList<DrawnMeasure> measures,
        SimulationAssumptions assumptions,
        Action<int, DrawnMeasure, EffectProfile> drawn,
        CancellationToken cancellation,
        Action<int>? progress = null
    )
    {
        var common = Enumerable.Range(0, Draws.Count).Select(i => Generator(assumptions.Seed, $"common {i}")).ToList();
        var shared = new double[assumptions.Runs * Draws.Count];
        for (var run = 0; run < assumptions.Runs; run++)
        {
            for (var i = 0; i < Draws.Count; i++)
                shared[(run * Draws.Count) + i] = common[i].NextDouble();
        }
        foreach (var (index, measure) in measures.Index())
        {
            progress?.Invoke(index);
            cancellation.ThrowIfCancellationRequested();
            var own = Generator(assumptions.Seed, measure.Name);
            for (var run = 0; run < assumptions.Runs; run++)
            {
                // Always the same number of draws, so that a changed date or amount changes no other draw.
                double Draw(int which)
                {
                    var (isCommon, alone) = (own.NextDouble() * 100 < assumptions.CorrelationPercent, own.NextDouble());
                    return isCommon ? shared[(run * Draws.Count) + which] : alone;
                }
                var (happens, lead, lag, effect) = (Draw(0), Draw(1), Draw(2), Draw(3));
                // Well is low in every draw: little chance needed, short times; so a good run is good in all.
                if (happens * 100 >= measure.ProbabilityPercent)
                    continue;
                var (leadMin, leadMax, lagMin, lagMax) = measure.LeadAndLag;
                drawn(
                    run,
                    measure,
                    EffectProfile.Of(
                        measure.Decided,
                        Within(leadMin, leadMax, lead),
                        Within(lagMin, lagMax, lag),
                        measure.RampMonths,
                        Triangle(measure.Low, measure.Likely, measure.High, 1 - effect)
                    )
                );
            }
        }
    }

    /// <summary>What is exceeded with a probability, by nearest rank: of ten runs the value that nine are at or above is that of 90 percent.</summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="percent">0 to 100: the share of runs below or at the answer.</param>
    public static long Quantile(ReadOnlySpan<long> sorted, int percent) =>
        sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * percent / 100.0) - 1, 0, sorted.Length - 1)];

    private static int Within(int least, int most, double draw) =>
        least + Math.Min((int)(draw * (most - least + 1)), most - least);

    /// <summary>The inverse of the triangular distribution, rounded to whole øre.</summary>
    private static long Triangle(long low, long likely, long high, double draw)
    {
        if (low == high)
            return low;
        double width = high - low;
        var turn = (likely - low) / width;
        var value =
            draw < turn ? low + Math.Sqrt(draw * width * (likely - low)) : high - Math.Sqrt((1 - draw) * width * (high - likely));
        return Math.Clamp((long)Math.Round(value), low, high);
    }

    // The seeded generator of .NET keeps its sequence from version to version.
    private static Random Generator(int seed, string name) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {name}"))));

    private static class Draws
    {
        public const int Count = 4;
    }
}
