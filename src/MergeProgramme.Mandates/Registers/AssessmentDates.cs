using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Registers;

/// <summary>A history goes forward: nothing in it is of tomorrow, or of before what it follows. Pure.</summary>
internal static class AssessmentDates
{
    /// <summary>What is wrong with a day; null where nothing is.</summary>
    /// <param name="field">The field of the request, for the error.</param>
    /// <param name="earliest">The day of what it follows; null where it is the first.</param>
    public static Violation? Check(string field, DateOnly day, Date? earliest, DateOnly today) =>
        day > today ? new(field, "DATE_IN_FUTURE", NorwegianTime.Format(today))
        : day < earliest.ToDateOnly() ? new(field, "DATE_BEFORE_LAST", NorwegianTime.Format(earliest.ToDateOnly()!.Value))
        : null;
}
