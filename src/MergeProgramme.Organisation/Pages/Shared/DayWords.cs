using System.Globalization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>Months and days of the week in the language of the page.</summary>
internal static class DayWords
{
    // Words follow the page's language, whatever region the reader's numbers are from.
    private static CultureInfo Language => CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.Name);

    /// <summary>"mai 2018".</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", Language);

    /// <summary>"mai 18", without the full stop that some languages put there.</summary>
    public static string ShortMonth(DateOnly month) =>
        month.ToString("MMM yy", Language).Replace(".", "", StringComparison.Ordinal);

    /// <summary>"tirsdag".</summary>
    public static string Weekday(DateOnly date) => date.ToString("dddd", Language);
}
