using System.Runtime.InteropServices;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>A month, tertial or year, by its first and last month.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Period(Month First, Month Last)
{
    /// <summary>The period of a kind that holds a month.</summary>
    public static Period Of(Month month, Granularity granularity)
    {
        var months = MonthsOf(granularity);
        var first = new Month(month.Index - (month.Index % months));
        return new(first, first.Plus(months - 1));
    }

    /// <summary>All periods of a kind from that of the first month to that of the last.</summary>
    public static IEnumerable<Period> Between(Month first, Month last, Granularity granularity)
    {
        for (var period = Of(first, granularity); period.First <= last; period = Of(period.Last.Plus(1), granularity))
            yield return period;
    }

    private static int MonthsOf(Granularity granularity) =>
        granularity switch
        {
            Granularity.Month => 1,
            Granularity.Year => 12,
            _ => 4,
        };
}
