using System.Runtime.InteropServices;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>An amount that falls in one month, in øre.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MonthAmount(Month Month, long Amount);

/// <summary>What a cost is spread over: the first and last month, and the whole amount in øre.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CostSpan(Month First, Month Last, long Amount);

/// <summary>
/// When the effect of one measure comes. It begins with the first whole month after decision + lead + lag, grows evenly over the ramp, and is the
/// twelfth part of the full-year effect in each month from then on; what does not divide by twelve falls in December, so that any twelve full months
/// add up to the full-year effect to the øre, and sums of profiles are profiles of sums.
/// </summary>
/// <param name="FirstEffect">The first month with any effect.</param>
/// <param name="FullFrom">The first month with the full effect.</param>
/// <param name="FullYear">Effect in a year with twelve full months, in øre; below zero for a drawback.</param>
internal sealed record EffectProfile(Month FirstEffect, Month FullFrom, long FullYear)
{
    /// <summary>The profile of an effect.</summary>
    /// <param name="decided">Day of the decision.</param>
    /// <param name="leadMonths">From the decision until it is carried out.</param>
    /// <param name="lagMonths">From then until the first effect.</param>
    /// <param name="rampMonths">Over which it grows to the full effect.</param>
    /// <param name="fullYear">In øre.</param>
    public static EffectProfile Of(DateOnly decided, int leadMonths, int lagMonths, int rampMonths, long fullYear)
    {
        var first = Month.From(decided.AddMonths(leadMonths + lagMonths));
        return new(first, first.Plus(rampMonths), fullYear);
    }

    /// <summary>The effect that falls in a month, in øre.</summary>
    public long In(Month month)
    {
        if (month < FirstEffect)
            return 0;
        var full = OfFullMonth(FullYear, month.Number);
        if (month >= FullFrom)
            return full;
        var ramp = FullFrom.Index - FirstEffect.Index;
        // The last month of the ramp is one step below the full effect.
        return full * (month.Index - FirstEffect.Index + 1) / (ramp + 1);
    }

    /// <summary>The effect that falls in a calendar year, in øre (delårseffekt where it is less than the full one).</summary>
    public long InYear(int year)
    {
        if (new Month(year, 1) >= FullFrom)
            return FullYear;
        if (new Month(year, 12) < FirstEffect)
            return 0;
        var sum = 0L;
        for (var month = new Month(year, 1); month.Year == year; month = month.Plus(1))
            sum += In(month);
        return sum;
    }

    /// <summary>What a full month gets of a full-year effect, in øre.</summary>
    /// <param name="number">1 to 12.</param>
    public static long OfFullMonth(long fullYear, int number) => (fullYear / 12) + (number == 12 ? fullYear % 12 : 0);

    /// <summary>The last day on which a measure can be decided and have its full effect from 1 January of a year.</summary>
    /// <param name="months">Lead time and lag.</param>
    public static DateOnly LatestDecision(int effectYear, int months, int rampMonths)
    {
        var first = new Month(effectYear, 1).Plus(-rampMonths);
        var day = first.FirstDay.AddMonths(-months);
        // Short months bring the last days of long ones together: 29, 30 and 31 August and six months are all 28 February.
        while (Month.From(day.AddDays(1).AddMonths(months)) <= first)
            day = day.AddDays(1);
        return day;
    }

    /// <summary>A cost by month: the same in each, what does not divide in the last.</summary>
    public static IEnumerable<MonthAmount> Spread(CostSpan cost)
    {
        var months = cost.Last.Index - cost.First.Index + 1;
        for (var i = 0; i < months; i++)
            yield return new(cost.First.Plus(i), (cost.Amount / months) + (i == months - 1 ? cost.Amount % months : 0));
    }
}
