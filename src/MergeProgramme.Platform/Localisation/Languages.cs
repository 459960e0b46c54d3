using System.Globalization;

namespace MergeProgramme.Platform.Localisation;

/// <summary>The languages of the pages and of error texts.</summary>
public static class Languages
{
    /// <summary>Norwegian Bokmål, the default.</summary>
    public static CultureInfo Bokmal { get; } = CultureInfo.GetCultureInfo("nb-NO");

    /// <summary>English.</summary>
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [Bokmal, English];

    /// <summary>The language that fits an Accept-Language value best; Bokmål where none does.</summary>
    public static CultureInfo Match(string acceptLanguage)
    {
        foreach (var range in acceptLanguage.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var tag = range.Split(';')[0].Trim();
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return English;
            if (
                tag.StartsWith("nb", StringComparison.OrdinalIgnoreCase)
                || tag.StartsWith("no", StringComparison.OrdinalIgnoreCase)
                || tag.StartsWith("nn", StringComparison.OrdinalIgnoreCase)
            )
                return Bokmal;
        }
        return Bokmal;
    }
}
