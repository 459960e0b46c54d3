using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace MergeProgramme.Platform.Localisation;

/// <summary>The languages of pages and error texts.</summary>
public static class Languages
{
    /// <summary>Norwegian Bokmål, the default.</summary>
    public static CultureInfo Bokmal { get; } = CultureInfo.GetCultureInfo("nb-NO");

    /// <summary>English, with European dates.</summary>
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [Bokmal, English];

    /// <summary>
    /// The language that an Accept-Language value asks for; Bokmål where it asks for none of ours, or cannot be read. Every form of
    /// Norwegian, Nynorsk too, gets Bokmål: it is closer to the reader than English.
    /// </summary>
    public static CultureInfo Asked(string acceptLanguage) =>
        StringWithQualityHeaderValue.TryParseList([acceptLanguage], out var accepted) ? Asked(accepted) : Bokmal;

    /// <inheritdoc cref="Asked(string)"/>
    public static CultureInfo Asked(IEnumerable<StringWithQualityHeaderValue> accepted) =>
        accepted
            .Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language =>
                language.Value.Value?.Split('-')[0].ToUpperInvariant() switch
                {
                    "NB" or "NO" or "NN" => Bokmal,
                    "EN" => English,
                    _ => null,
                }
            )
            .FirstOrDefault(language => language is not null)
        ?? Bokmal;
}
