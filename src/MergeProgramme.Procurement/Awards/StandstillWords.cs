using System.Globalization;
using System.Resources;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Procurement.Awards;

/// <summary>The sum of a standstill in words, for a page and for a letter.</summary>
internal static class StandstillWords
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>A sentence for each step, and from when the contract may be signed.</summary>
    /// <param name="culture">Language: nb or en.</param>
    public static IReadOnlyList<string> Lines(Standstill standstill, CultureInfo culture) =>
        [
            .. standstill.Period.Steps.Select(step => Line(step, standstill.Period, culture)),
            Say("Standstill.ContractFrom", culture, NorwegianTime.Format(standstill.ContractFrom, culture)),
        ];

    private static string Line(CountedStep step, CountedPeriod period, CultureInfo culture)
    {
        var day = NorwegianTime.Format(step.Date, culture);
        return step.Kind == CountedStepKind.NotAWorkingDay ? Say("Standstill.NotAWorkingDay", culture, day, WhyNot(step, culture))
            : step.Kind == CountedStepKind.LastDay ? Say("Standstill.LastDay", culture, day, period.WorkingDays)
            : Say($"Standstill.{step.Kind}", culture, day, step.DayNumber);
    }

    private static string WhyNot(CountedStep step, CultureInfo culture) =>
        step.Holiday is { } holiday
            ? Say($"PublicHoliday.{holiday}", culture)
            : culture.DateTimeFormat.GetDayName(step.Date.DayOfWeek);

    private static string Say(string key, CultureInfo culture, params object[] args)
    {
        var text = Words.GetString(key, culture) ?? throw new InvalidOperationException($"The text {key} is missing.");
        return args.Length == 0 ? text : string.Format(culture, text, args);
    }
}
