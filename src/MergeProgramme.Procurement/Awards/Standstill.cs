using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Procurement.Awards;

/// <summary>
/// How long no contract may be signed after the award letters, as the dated rules of the day say. By FOA § 25-2 (FOR-2016-08-12-974, in force
/// since 1 January 2017): 10 days where the letters went electronically, else 15. FOA § 7-6 has every period counted as Regulation (EEC, Euratom) No
/// 1182/71 of 3 June 1971 says (in force in the EEA since 1 January 1994), whose art. 3 (5) asks for two working days.
/// </summary>
/// <param name="Source">Paragraph and regulation, as the page shows it.</param>
/// <param name="DaysElectronic">Calendar days where the letters went electronically; at least 1.</param>
/// <param name="DaysOtherwise">Calendar days where they went in any other way; at least 1.</param>
/// <param name="LeastWorkingDays">How many working days the period must hold; 0 or more.</param>
internal sealed record StandstillRule(string Source, int DaysElectronic, int DaysOtherwise, int LeastWorkingDays)
{
    public int Days(bool electronic) => electronic ? DaysElectronic : DaysOtherwise;
}

/// <summary>The standstill after award letters that were sent on a day, as a sum that a reader can go through. Pure.</summary>
/// <param name="Period">The sum.</param>
/// <param name="Sent">The day (in Norway) on which the last letter was sent.</param>
/// <param name="Electronic">Whether all of them went electronically.</param>
/// <param name="Rule">What was applied.</param>
internal sealed record Standstill(CountedPeriod Period, DateOnly Sent, bool Electronic, StandstillRule Rule)
{
    /// <summary>It ends when this day ends.</summary>
    public DateOnly LastDay => Period.LastDay;

    /// <summary>The first day on which the contract may be signed.</summary>
    public DateOnly ContractFrom => LastDay.AddDays(1);

    /// <exception cref="ArgumentOutOfRangeException">The period has no day, or leaves the years of <see cref="NorwegianCalendar"/>.</exception>
    public static Standstill Of(DateOnly sent, bool electronic, StandstillRule rule) =>
        new(CountedPeriod.After(sent, rule.Days(electronic), rule.LeastWorkingDays), sent, electronic, rule);
}
