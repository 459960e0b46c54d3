using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Procurement.Awards;

/// <summary>What a step of a counted period says.</summary>
internal enum CountedStepKind
{
    /// <summary>The day of the event, which is not counted (art. 3 (1)).</summary>
    Event,

    /// <summary>Day 1.</summary>
    FirstDay,

    /// <summary>The day on which the number of days is full.</summary>
    LastCounted,

    /// <summary>The period would have ended on this day, and cannot (art. 3 (4)).</summary>
    NotAWorkingDay,

    /// <summary>A working day, but the period would hold fewer than it must (art. 3 (5)).</summary>
    TooFewWorkingDays,

    /// <summary>The day that it ends with.</summary>
    LastDay,
}

/// <summary>One line of the sum.</summary>
/// <param name="Date">The day that it is about.</param>
/// <param name="DayNumber">Which day of the period that is: 0 the event, 1 the first day.</param>
/// <param name="Holiday">The public holiday on that day, where it is one; else the day of the week says why it is no working day.</param>
internal sealed record CountedStep(CountedStepKind Kind, DateOnly Date, int DayNumber, PublicHoliday? Holiday);

/// <summary>
/// A period of days after an event, counted by Regulation (EEC, Euratom) No 1182/71 art. 3 (FOA § 7-6): the day of the event is not counted, every calendar
/// day after it is; a period that would end on a Saturday, Sunday or public holiday ends with the next working day; and it holds so many working days. Pure.
/// </summary>
/// <param name="FirstDay">Day 1.</param>
/// <param name="LastDay">A working day; the period ends when it ends.</param>
/// <param name="WorkingDays">Working days from the first to the last day, both included.</param>
/// <param name="Steps">The sum, from the event to the last day.</param>
internal sealed record CountedPeriod(DateOnly FirstDay, DateOnly LastDay, int WorkingDays, IReadOnlyList<CountedStep> Steps)
{
    /// <param name="happened">The day of the event.</param>
    /// <param name="days">Calendar days, at least 1.</param>
    /// <param name="leastWorkingDays">0 where none are asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 day, or the way leaves the years of <see cref="NorwegianCalendar"/>.</exception>
    public static CountedPeriod After(DateOnly happened, int days, int leastWorkingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var (first, day) = (happened.AddDays(1), happened.AddDays(days));
        List<CountedStep> steps = [Step(CountedStepKind.Event, happened), Step(CountedStepKind.FirstDay, first)];
        steps.Add(Step(CountedStepKind.LastCounted, day));
        var working = NorwegianCalendar.CountWorkingDays(first, day);
        while (!NorwegianCalendar.IsWorkingDay(day) || working < leastWorkingDays)
        {
            steps.Add(
                Step(
                    NorwegianCalendar.IsWorkingDay(day) ? CountedStepKind.TooFewWorkingDays : CountedStepKind.NotAWorkingDay,
                    day
                )
            );
            day = day.AddDays(1);
            working += NorwegianCalendar.IsWorkingDay(day) ? 1 : 0;
        }
        steps.Add(Step(CountedStepKind.LastDay, day));
        return new(first, day, working, steps);

        CountedStep Step(CountedStepKind kind, DateOnly date) =>
            new(kind, date, date.DayNumber - happened.DayNumber, HolidayOn(date));
    }

    /// <summary>The public holiday on that day; the first in the order of the year where two fall together.</summary>
    public static PublicHoliday? HolidayOn(DateOnly date) =>
        NorwegianCalendar.IsPublicHoliday(date)
            ? NorwegianCalendar.PublicHolidays(date.Year).First(entry => entry.Date == date).Holiday
            : null;
}
