using System.Runtime.InteropServices;

namespace MergeProgramme.Benefits.Realisation;

/// <summary>
/// What changes in one month. Adding such changes up is the profile of many measures, however many: a measure that has reached its full effect is one
/// change, whenever one looks after that.
/// </summary>
/// <param name="FullYear">Full-year effect that begins to work fully with this month, in øre.</param>
/// <param name="Monthly">The part of it that every month gets.</param>
/// <param name="December">What December gets more.</param>
/// <param name="Partial">Effect that falls in this month alone, on the way to the full one.</param>
/// <param name="Cost">Cost that falls in this month alone.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MonthChange(long FullYear, long Monthly, long December, long Partial, long Cost)
{
    public static MonthChange operator +(MonthChange left, MonthChange right) =>
        new(
            left.FullYear + right.FullYear,
            left.Monthly + right.Monthly,
            left.December + right.December,
            left.Partial + right.Partial,
            left.Cost + right.Cost
        );

    public static MonthChange operator -(MonthChange change) =>
        new(-change.FullYear, -change.Monthly, -change.December, -change.Partial, -change.Cost);

    public bool IsNothing => this == default;
}

/// <summary>The profile of any number of measures, as changes by month.</summary>
internal sealed class Totals
{
    private readonly SortedDictionary<int, MonthChange> byMonth = [];

    /// <summary>The changes by month, in order.</summary>
    public IEnumerable<(Month Month, MonthChange Change)> Changes => byMonth.Select(c => (new Month(c.Key), c.Value));

    /// <summary>The first month in which anything falls; null where nothing does.</summary>
    public Month? First => byMonth.Count == 0 ? null : new Month(byMonth.Keys.First());

    /// <summary>The last month in which anything changes; null where nothing does.</summary>
    public Month? Last => byMonth.Count == 0 ? null : new Month(byMonth.Keys.Last());

    /// <summary>The totals of one measure.</summary>
    public static Totals Of(EffectProfile? effect, IEnumerable<CostSpan> costs)
    {
        var totals = new Totals();
        if (effect is not null)
        {
            for (var month = effect.FirstEffect; month < effect.FullFrom; month = month.Plus(1))
                totals.Add(month, new(0, 0, 0, effect.In(month), 0));
            totals.Add(effect.FullFrom, new(effect.FullYear, effect.FullYear / 12, effect.FullYear % 12, 0, 0));
        }
        foreach (var (month, amount) in costs.SelectMany(EffectProfile.Spread))
            totals.Add(month, new(0, 0, 0, 0, amount));
        return totals;
    }

    /// <summary>Adds a change. One that cancels what is there leaves nothing.</summary>
    public void Add(Month month, MonthChange change)
    {
        var sum = byMonth.GetValueOrDefault(month.Index) + change;
        if (sum.IsNothing)
            byMonth.Remove(month.Index);
        else
            byMonth[month.Index] = sum;
    }

    /// <summary>Adds all changes of another profile.</summary>
    public Totals Add(Totals other)
    {
        foreach (var (month, change) in other.Changes)
            Add(month, change);
        return this;
    }

    /// <summary>Takes all changes of another profile away.</summary>
    public Totals Subtract(Totals other)
    {
        foreach (var (month, change) in other.Changes)
            Add(month, -change);
        return this;
    }

    /// <summary>Effect and cost of each period, and the full-year effect that works in every month of it.</summary>
    /// <param name="periods">In order, without overlap.</param>
    public IEnumerable<(Period Period, long Effect, long Cost, long FullYear)> By(IEnumerable<Period> periods)
    {
        var changes = new Queue<(Month Month, MonthChange Change)>(Changes);
        var running = default(MonthChange);
        foreach (var period in periods)
        {
            var (effect, cost, full) = (0L, 0L, 0L);
            for (var month = period.First; month <= period.Last; month = month.Plus(1))
            {
                while (changes.TryPeek(out var next) && next.Month <= month)
                {
                    changes.Dequeue();
                    running += next.Change with { Partial = 0, Cost = 0 };
                    if (next.Month == month)
                    {
                        effect += next.Change.Partial;
                        cost += next.Change.Cost;
                    }
                }
                effect += running.Monthly + (month.Number == 12 ? running.December : 0);
                if (month == period.First)
                    full = running.FullYear;
            }
            yield return (period, effect, cost, full);
        }
    }
}
