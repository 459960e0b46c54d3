using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Awards;

namespace MergeProgramme.Procurement.Cases;

/// <summary>The steps of a case, in order; each follows from the one before.</summary>
internal enum CaseStep
{
    /// <summary>The competition is announced.</summary>
    Publication,

    /// <summary>The last day for tenders.</summary>
    TenderDeadline,

    /// <summary>The tenders are evaluated, the award is decided and the letters are sent.</summary>
    AwardLetters,

    /// <summary>The last day of the standstill.</summary>
    StandstillEnd,

    /// <summary>The contract is signed.</summary>
    Contract,

    /// <summary>What was bought is in use.</summary>
    InUse,
}

/// <summary>What the dates of a case are made of. All durations are calendar days from 1 to 3650.</summary>
/// <param name="VestingDay">It must be in use before this day.</param>
/// <param name="Earliest">The first day on which the competition can be announced.</param>
/// <param name="TenderDays">From publication to the deadline for tenders: the minimum of the dated rule (FOA §§ 20-2 to 20-5), or more.</param>
/// <param name="EvaluationDays">From the deadline to the day on which the award letters are sent.</param>
/// <param name="StandstillDays">By the dated rule (<see cref="StandstillRule"/>).</param>
/// <param name="ContractDays">From the end of the standstill to the signed contract.</param>
/// <param name="ImplementationDays">From the signed contract until it is in use.</param>
/// <param name="LeastWorkingDays">How many working days a legal period holds at least (<see cref="StandstillRule"/>).</param>
/// <param name="Reached">What has happened or is fixed already: such a day stands for the computed one, and what follows is counted from it.</param>
internal sealed record TimelinePlan(
    DateOnly VestingDay,
    DateOnly Earliest,
    int TenderDays,
    int EvaluationDays,
    int StandstillDays,
    int ContractDays,
    int ImplementationDays,
    int LeastWorkingDays,
    IReadOnlyDictionary<CaseStep, DateOnly> Reached
);

/// <summary>One step with its two dates.</summary>
/// <param name="Days">Days that it takes after the step before; 0 for the first.</param>
/// <param name="Earliest">When it can be reached, forwards from the earliest publication.</param>
/// <param name="Latest">When it must be reached, backwards from vesting day.</param>
/// <param name="Moved">The days that <see cref="Earliest"/> was moved over because none of them is a working day, from the first.</param>
internal sealed record TimelineRow(
    CaseStep Step,
    int Days,
    DateOnly Earliest,
    DateOnly Latest,
    IReadOnlyList<(DateOnly Date, PublicHoliday? Holiday)> Moved
)
{
    /// <summary>Calendar days that it can wait; negative where it comes too late.</summary>
    public int Slack => Latest.DayNumber - Earliest.DayNumber;

    /// <summary>Vesting day cannot be met from here.</summary>
    public bool Conflict => Earliest > Latest;
}

/// <summary>
/// The dates of a case, forwards from the first day on which it can be announced and backwards from vesting day. Both go through the same functions: the
/// latest date of a step is the last one from which the next step is still reached by its own latest date. So while nothing is reached that was not
/// computed, either every step has slack or all of them show the conflict. Pure.
/// </summary>
internal static class CaseTimeline
{
    public const int MostDays = 3650;

    /// <exception cref="ArgumentOutOfRangeException">A duration is out of range, or the way leaves the years of <see cref="NorwegianCalendar"/>.</exception>
    public static IReadOnlyList<TimelineRow> Of(TimelinePlan plan)
    {
        (CaseStep Step, int Days, Func<DateOnly, DateOnly> Follow)[] steps =
        [
            (CaseStep.TenderDeadline, plan.TenderDays, day => Legal(day, plan.TenderDays)),
            (CaseStep.AwardLetters, plan.EvaluationDays, day => Working(day, plan.EvaluationDays)),
            (CaseStep.StandstillEnd, plan.StandstillDays, day => Legal(day, plan.StandstillDays)),
            (CaseStep.Contract, plan.ContractDays, day => Working(day, plan.ContractDays)),
            (CaseStep.InUse, plan.ImplementationDays, day => day.AddDays(plan.ImplementationDays)),
        ];
        foreach (var (_, days, _) in steps)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(days, 1, nameof(plan));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays, nameof(plan));
        }

        var latest = new DateOnly[steps.Length + 1];
        latest[^1] = plan.VestingDay.AddDays(-1);
        for (var i = steps.Length - 1; i >= 0; i--)
            latest[i] = LastFrom(steps[i].Follow, steps[i].Days, latest[i + 1]);

        List<TimelineRow> rows = [];
        var day = Add(CaseStep.Publication, 0, plan.Earliest, NorwegianCalendar.OnOrNextWorkingDay(plan.Earliest));
        foreach (var (step, days, follow) in steps)
            day = Add(step, days, day.AddDays(days), follow(day));
        return rows;

        DateOnly Add(CaseStep step, int days, DateOnly counted, DateOnly computed)
        {
            var known = plan.Reached.TryGetValue(step, out var reached);
            rows.Add(new(step, days, known ? reached : computed, latest[rows.Count], known ? [] : Skipped(counted, computed)));
            return rows[^1].Earliest;
        }

        DateOnly Legal(DateOnly from, int days) => CountedPeriod.After(from, days, plan.LeastWorkingDays).LastDay;
        static DateOnly Working(DateOnly from, int days) => NorwegianCalendar.OnOrNextWorkingDay(from.AddDays(days));
    }

    // Every step ends no earlier for a later start, so the first day that fits, going back, is the last one. What people do, they do on working days.
    private static DateOnly LastFrom(Func<DateOnly, DateOnly> follow, int days, DateOnly target)
    {
        var day = target.AddDays(-days);
        while (!NorwegianCalendar.IsWorkingDay(day) || follow(day) > target)
            day = day.AddDays(-1);
        return day;
    }

    private static List<(DateOnly Date, PublicHoliday? Holiday)> Skipped(DateOnly counted, DateOnly reached) =>
        [
            .. Enumerable
                .Range(0, reached.DayNumber - counted.DayNumber)
                .Select(counted.AddDays)
                .Where(day => !NorwegianCalendar.IsWorkingDay(day))
                .Select(day => (day, CountedPeriod.HolidayOn(day))),
        ];
}
