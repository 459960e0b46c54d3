using System.Globalization;
using MergeProgramme.Platform.Calendar;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// The dates of a sample programme, counted from the date on its mandate, in the words of the documents: so the same sample can stand in
/// the documents' own time and in ours.
/// </summary>
internal sealed class SampleCalendar(DateOnly mandateDate)
{
    private static readonly CultureInfo Bokmal = CultureInfo.GetCultureInfo("nb-NO");

    public DateOnly MandateDate => mandateDate;

    public int Year => mandateDate.Year;

    public Date Mandate => mandateDate.ToDate();

    /// <summary>A day counted from the mandate's date.</summary>
    public Date Days(int days) => mandateDate.AddDays(days).ToDate();

    /// <summary>1 January, some years after the mandate's.</summary>
    public Date NewYear(int yearsAhead) => new DateOnly(Year + yearsAhead, 1, 1).ToDate();

    /// <summary>"Nov/des 17": the month before and the mandate's own.</summary>
    public string TwoMonths()
    {
        var before = mandateDate.AddMonths(-1);
        return before.Year == Year ? $"{Month(before)}/{Month(mandateDate).ToLower(Bokmal)} {Year % 100:00}" : MonthAhead(0);
    }

    /// <summary>"April 2014": a whole month, counted from the mandate's.</summary>
    public string MonthAhead(int months)
    {
        var day = mandateDate.AddMonths(months);
        return Capital(day.ToString("MMMM yyyy", Bokmal));
    }

    /// <summary>"Jan–mar 2014": three months, the first counted from the mandate's.</summary>
    public string ThreeMonthsAhead(int months)
    {
        var first = new DateOnly(Year, mandateDate.Month, 1).AddMonths(months);
        var last = first.AddMonths(2);
        return first.Year == last.Year
            ? $"{Month(first)}–{Month(last).ToLower(Bokmal)} {last.Year}"
            : $"{Capital(first.ToString("MMMM yyyy", Bokmal))} – {last.ToString("MMMM yyyy", Bokmal)}";
    }

    /// <summary>"9. april 2014": a day of a month, counted from the mandate's.</summary>
    public string DayAhead(int months, int day) =>
        new DateOnly(Year, mandateDate.Month, 1).AddMonths(months).AddDays(day - 1).ToString("d. MMMM yyyy", Bokmal);

    /// <summary>The day of <see cref="DayAhead"/>.</summary>
    public Date DateAhead(int months, int day) =>
        new DateOnly(Year, mandateDate.Month, 1).AddMonths(months).AddDays(day - 1).ToDate();

    /// <summary>"1. kvartal 2018": the quarter after the mandate's.</summary>
    public string NextQuarter()
    {
        var day = mandateDate.AddMonths(3);
        return $"{((day.Month - 1) / 3) + 1}. kvartal {day.Year}";
    }

    /// <summary>"T2/2013": the tertial before the mandate's.</summary>
    public string TertialBefore() => Tertial.Of(mandateDate).Plus(-1).ToString();

    /// <summary>"Uke 48": a week, counted from the mandate's.</summary>
    public string Week(int weeks) => $"Uke {ISOWeek.GetWeekOfYear(mandateDate.AddDays(7 * weeks).ToDateTime(TimeOnly.MinValue))}";

    private static string Month(DateOnly day) => Capital(day.ToString("MMM", Bokmal).TrimEnd('.'));

    private static string Capital(string text) => char.ToUpper(text[0], Bokmal) + text[1..];
}
