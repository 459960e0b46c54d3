using MergeProgramme.Common.V1;

namespace MergeProgramme.Platform.Calendar;

/// <summary>Gives a <see cref="Period"/> of the contracts its days.</summary>
public static class PeriodExtensions
{
    /// <summary>
    /// A copy of the period with its days and how they came about; the label is kept as written. Days that a person stated stay as they are: those
    /// of a period marked STATED, or without a label. Otherwise the label decides: READ with the days it names (one may be absent), or UNREADABLE
    /// with none. Without label and days: UNSPECIFIED.
    /// </summary>
    /// <param name="period">The period as the caller wrote it. See <see cref="HasImpossibleDates"/> for what to refuse first.</param>
    /// <param name="reference">The day from which a missing year is sought: that of the document, or today.</param>
    public static Period Resolved(this Period period, DateOnly reference)
    {
        var resolved = period.Clone();
        var hasLabel = !string.IsNullOrWhiteSpace(period.Label);
        var hasDates = period.StartDate is not null || period.EndDate is not null;
        if (hasDates && (!hasLabel || period.Resolution == PeriodResolution.Stated))
        {
            resolved.Resolution = PeriodResolution.Stated;
            return resolved;
        }

        var reading = PeriodReader.Read(period.Label, reference);
        resolved.StartDate = reading.Start.ToDate();
        resolved.EndDate = reading.End.ToDate();
        resolved.Resolution =
            !hasLabel ? PeriodResolution.Unspecified
            : reading.IsReadable ? PeriodResolution.Read
            : PeriodResolution.Unreadable;
        return resolved;
    }

    /// <summary>Whether a date that is present is no whole day of the calendar, or the period ends before it starts.</summary>
    public static bool HasImpossibleDates(this Period period)
    {
        var (start, end) = (period.StartDate.ToDateOnly(), period.EndDate.ToDateOnly());
        return (period.StartDate is not null && start is null) || (period.EndDate is not null && end is null) || end < start;
    }
}
