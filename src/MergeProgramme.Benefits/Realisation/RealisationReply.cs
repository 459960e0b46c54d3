using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>The figures of a scope, period by period.</summary>
internal static class RealisationReply
{
    private const int MostMonths = 720;

    /// <summary>Drawn now.</summary>
    public static V1.Realisation Of(
        Totals planned,
        Totals expected,
        Totals realised,
        Totals verified,
        IReadOnlyList<DrawnMeasure> measures,
        SimulationAssumptions assumptions,
        Granularity granularity,
        CancellationToken cancellation
    )
    {
        var reply = new V1.Realisation { Assumptions = assumptions, MeasureCount = measures.Count };
        if (Span(planned, expected, realised, measures) is not { } span)
            return reply;
        List<Period> periods = [.. Period.Between(span.First, span.Last, granularity)];
        var band = Band.Draw(measures, assumptions, periods[0].First, periods[^1].Last, cancellation).By(periods);
        AddPoints(reply, planned, expected, realised, verified, periods, (index, _) => band[index]);
        return reply;
    }

    /// <summary>With a stored band, or with none.</summary>
    /// <param name="span">What the band was drawn of; null where there is none.</param>
    /// <param name="band">By the first month of each period.</param>
    public static V1.Realisation Of(
        Totals planned,
        Totals expected,
        Totals realised,
        Totals verified,
        (Month First, Month Last)? span,
        IReadOnlyDictionary<Month, (long P10, long P50, long P90)> band,
        Granularity granularity
    )
    {
        var reply = new V1.Realisation();
        if ((span ?? Span(planned, expected, realised, [])) is not { } whole)
            return reply;
        AddPoints(
            reply,
            planned,
            expected,
            realised,
            verified,
            [.. Period.Between(whole.First, whole.Last, granularity)],
            (_, period) => band.TryGetValue(period.First, out var drawn) ? drawn : null
        );
        return reply;
    }

    private static void AddPoints(
        V1.Realisation reply,
        Totals planned,
        Totals expected,
        Totals realised,
        Totals verified,
        IReadOnlyList<Period> periods,
        Func<int, Period, (long P10, long P50, long P90)?> band
    )
    {
        var gained = realised.By(periods).Zip(verified.By(periods), (r, v) => (Realised: r.Effect, Verified: v.Effect)).ToList();
        foreach (var (index, (plan, now)) in planned.By(periods).Zip(expected.By(periods)).Index())
        {
            var drawn = band(index, now.Period);
            reply.Points.Add(
                new RealisationPoint
                {
                    StartDate = now.Period.First.FirstDay.ToDate(),
                    EndDate = now.Period.Last.LastDay.ToDate(),
                    Planned = Ore.ToMoney(plan.Effect - plan.Cost),
                    Expected = Ore.ToMoney(now.Effect - now.Cost),
                    ExpectedEffect = Ore.ToMoney(now.Effect),
                    ExpectedCost = Ore.ToMoney(now.Cost),
                    P10 = drawn is { P10: var p10 } ? Ore.ToMoney(p10) : null,
                    P50 = drawn is { P50: var p50 } ? Ore.ToMoney(p50) : null,
                    P90 = drawn is { P90: var p90 } ? Ore.ToMoney(p90) : null,
                    FullYearEffect = Ore.ToMoney(now.FullYear),
                    Realised = Ore.ToMoney(gained[index].Realised),
                    Verified = Ore.ToMoney(gained[index].Verified),
                }
            );
        }
    }

    /// <summary>From the first month in which anything may fall to one year after all have their full effect; null where there is nothing.</summary>
    public static (Month First, Month Last)? Span(
        Totals planned,
        Totals expected,
        Totals realised,
        IReadOnlyList<DrawnMeasure> measures
    )
    {
        List<Month> ends =
        [
            .. new[]
            {
                planned.First,
                planned.Last,
                expected.First,
                expected.Last,
                realised.First,
                realised.Last,
            }.OfType<Month>(),
            .. measures.Select(m => Slowest(m).FullFrom),
            .. measures.Select(m => Quickest(m).FirstEffect),
        ];
        if (ends.Count == 0)
            return null;
        var first = ends.Min();
        var last = ends.Max().Plus(12);
        return (first, last.Index - first.Index < MostMonths ? last : first.Plus(MostMonths - 1));
    }

    private static EffectProfile Slowest(DrawnMeasure m) =>
        EffectProfile.Of(m.Decided, m.LeadAndLag.LeadMax, m.LeadAndLag.LagMax, m.RampMonths, m.Likely);

    private static EffectProfile Quickest(DrawnMeasure m) =>
        EffectProfile.Of(m.Decided, m.LeadAndLag.LeadMin, m.LeadAndLag.LagMin, m.RampMonths, m.Likely);
}
