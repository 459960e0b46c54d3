using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.Staffing;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using Money = Google.Type.Money;

namespace MergeProgramme.Organisation.BuyOuts;

/// <summary>Bought-out days: what they must not contradict, and what they cost. Pure.</summary>
internal static class BuyOutRules
{
    private const int Hundred = 100;

    /// <summary>The months, the first and the last included.</summary>
    public static (Month First, Month Last) Months(BuyOut buyOut)
    {
        var first = Month.Of(buyOut.FirstMonth.ToDateOnly()!.Value);
        return (first, buyOut.LastMonth.ToDateOnly() is { } last ? Month.Of(last) : first);
    }

    /// <summary>Days × rate of one month in øre, half an øre up. Exact: whole numbers only.</summary>
    public static long CostInOre(BuyOut buyOut) => ((ToOre(buyOut.DayRate) * buyOut.DayHundredths) + (Hundred / 2)) / Hundred;

    /// <summary>The amount of so many øre.</summary>
    public static Money FromOre(long ore) =>
        new()
        {
            CurrencyCode = "NOK",
            Units = ore / Hundred,
            Nanos = (int)(ore % Hundred) * 10_000_000,
        };

    /// <summary>An amount in øre; it must be in whole ones.</summary>
    public static long ToOre(Money amount) => (amount.Units * Hundred) + (amount.Nanos / 10_000_000);

    /// <summary>Whether days of it fall in the month: it covers the month, and the appointment is held on a day of it.</summary>
    public static bool Covers(BuyOut buyOut, Appointment appointment, Month month)
    {
        var (first, last) = Months(buyOut);
        return month >= first && month <= last && Holds(appointment, month);
    }

    /// <summary>All that is wrong with it.</summary>
    /// <param name="appointment">Its appointment; where that has no end, that of the body.</param>
    /// <param name="others">Others of the same appointment.</param>
    public static IEnumerable<Violation> Check(BuyOut buyOut, Appointment appointment, IEnumerable<BuyOut> others)
    {
        var (first, last) = Months(buyOut);
        if (last < first)
        {
            yield return new(
                "buy_out.last_month",
                "END_BEFORE_START",
                NorwegianTime.Format(first.FirstDay),
                NorwegianTime.Format(last.FirstDay)
            );
            yield break;
        }
        if (!InCalendar(first))
        {
            yield return new(
                "buy_out.first_month",
                "MONTH_OUT_OF_CALENDAR",
                NorwegianCalendar.FirstYear,
                NorwegianCalendar.LastYear
            );
            yield break;
        }
        if (!InCalendar(last))
        {
            yield return new(
                "buy_out.last_month",
                "MONTH_OUT_OF_CALENDAR",
                NorwegianCalendar.FirstYear,
                NorwegianCalendar.LastYear
            );
            yield break;
        }
        if (!Holds(appointment, first))
            yield return new(
                "buy_out.first_month",
                "NOT_HELD_IN_MONTH",
                appointment.PersonDisplayName,
                appointment.BodyDisplayName
            );
        else if (!Holds(appointment, last))
            yield return new(
                "buy_out.last_month",
                "NOT_HELD_IN_MONTH",
                appointment.PersonDisplayName,
                appointment.BodyDisplayName
            );
        for (var month = first; month <= last; month = month.Plus(1))
        {
            var workingDays = NorwegianCalendar.CountWorkingDays(month.FirstDay, month.LastDay);
            if (buyOut.DayHundredths <= workingDays * Hundred)
                continue;
            yield return new("buy_out.day_hundredths", "MORE_THAN_WORKING_DAYS", month.ToString(), workingDays);
            break;
        }
        if (others.FirstOrDefault(o => o.Name != buyOut.Name && Overlap(o, buyOut)) is { } other)
            yield return new(
                "buy_out.first_month",
                "BUY_OUT_TWICE",
                Months(other).First.ToString(),
                Months(other).Last.ToString()
            );
    }

    private static bool InCalendar(Month month) =>
        month.FirstDay.Year is >= NorwegianCalendar.FirstYear and <= NorwegianCalendar.LastYear;

    private static bool Holds(Appointment appointment, Month month)
    {
        var seat = Seat.Of(appointment);
        return seat.First <= month.LastDay && seat.Last >= month.FirstDay;
    }

    private static bool Overlap(BuyOut one, BuyOut other)
    {
        var (a, b) = (Months(one), Months(other));
        return a.First <= b.Last && b.First <= a.Last;
    }
}
