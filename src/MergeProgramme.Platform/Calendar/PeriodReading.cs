namespace MergeProgramme.Platform.Calendar;

/// <summary>What the words of a period say, in days. A reading with both days never ends before it starts.</summary>
public sealed record PeriodReading
{
    internal PeriodReading(DateOnly? start, DateOnly? end, bool exact, bool yearAssumed)
    {
        if (start is null && end is null)
        {
            throw new ArgumentException("A reading has a start, an end or both.", nameof(start));
        }

        if (end < start)
        {
            throw new ArgumentException("A period does not end before it starts.", nameof(end));
        }

        (Start, End, IsExact, IsYearAssumed) = (start, end, exact, yearAssumed);
    }

    private PeriodReading() { }

    /// <summary>The words could not be read: no days, nothing assumed.</summary>
    public static PeriodReading Unreadable { get; } = new();

    /// <summary>The first day; null where the words leave it open ("før påske 2014") or cannot be read.</summary>
    public DateOnly? Start { get; }

    /// <summary>The last day, included; null where the words leave it open ("fra 2016") or cannot be read.</summary>
    public DateOnly? End { get; }

    /// <summary>Whether the words name the days themselves. False where a convention of <see cref="PeriodReader"/> stands in ("medio", "høsten", "før påske", "ca.").</summary>
    public bool IsExact { get; }

    /// <summary>Whether the words name no year, and it was taken from the reference date.</summary>
    public bool IsYearAssumed { get; }

    /// <summary>Whether there is at least one day.</summary>
    public bool IsReadable => Start is not null || End is not null;
}
