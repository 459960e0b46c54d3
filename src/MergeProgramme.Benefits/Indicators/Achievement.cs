using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>How far an indicator has come from its baseline to its target. Pure, and never divides by nought.</summary>
/// <param name="Standing">In words.</param>
/// <param name="Percent">
/// Of the way, with one decimal, rounded down, so that 100 is said when the target is reached and not before; between <see cref="Least"/> and
/// <see cref="Most"/>. Null where nothing is measured, or there is no way: no baseline, no target, or a baseline that is as good as the target.
/// </param>
internal readonly record struct Achievement(IndicatorStanding Standing, decimal? Percent)
{
    public const decimal Least = -9999.9m;
    public const decimal Most = 9999.9m;

    /// <summary>The achievement. All values in millionths.</summary>
    /// <param name="latest">Null where nothing is measured.</param>
    public static Achievement Of(IndicatorDirection direction, long? baseline, long? target, long? latest)
    {
        if (target is not { } goal)
            return new(IndicatorStanding.NoTarget, null);
        if (latest is not { } now)
            return new(IndicatorStanding.NotMeasured, null);
        // Turned so that higher is better: 9 · 10¹⁸ either way, so nothing is lost by the sign.
        var sign = direction == IndicatorDirection.LowerIsBetter ? -1 : 1;
        var (to, at) = (sign * goal, sign * now);
        var way = baseline is { } before ? (decimal)to - (sign * before) : 0;
        if (way <= 0)
            return new(at >= to ? IndicatorStanding.Reached : IndicatorStanding.NotReached, null);
        var come = at - (to - way);
        var percent = Math.Clamp(Math.Floor(come / way * 1000) / 10, Least, Most);
        return new(
            at >= to ? IndicatorStanding.Reached
                : come > 0 ? IndicatorStanding.OnTheWay
                : come == 0 ? IndicatorStanding.Unchanged
                : IndicatorStanding.Worse,
            percent
        );
    }
}
