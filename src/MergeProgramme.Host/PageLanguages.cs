using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace MergeProgramme.Host;

/// <summary>The languages of the pages, and which one a reader gets: the one chosen, else the one the browser asks for, else Bokmål.</summary>
internal static class PageLanguages
{
    /// <summary>Culture of Bokmål, the default.</summary>
    public const string Norwegian = "nb-NO";

    /// <summary>Culture of English, with European dates.</summary>
    public const string English = "en-GB";

    /// <summary>All languages that can be chosen.</summary>
    public static readonly IReadOnlyList<string> All = [Norwegian, English];

    /// <summary>Sets up the framework's request localisation.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Norwegian);
        options.AddSupportedCultures([.. All]);
        options.AddSupportedUICultures([.. All]);
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = PreferenceCookies.Language },
            new CustomRequestCultureProvider(context =>
                Task.FromResult<ProviderCultureResult?>(new(Asked(context.Request.GetTypedHeaders().AcceptLanguage)))
            ),
        ];
    }

    /// <summary>
    /// The language that the browser asks for. Every form of Norwegian, Nynorsk too, gets Bokmål: it is closer to the reader than English.
    /// </summary>
    /// <param name="accepted">The Accept-Language header, in any order.</param>
    public static string Asked(IEnumerable<StringWithQualityHeaderValue> accepted) =>
        accepted
            .Where(language => language.Quality != 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0].ToUpperInvariant())
            .Select(language =>
                language switch
                {
                    "NB" or "NO" or "NN" => Norwegian,
                    "EN" => English,
                    _ => null,
                }
            )
            .FirstOrDefault(language => language is not null)
        ?? Norwegian;

    /// <summary>Whether this request is answered in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What the page's <c>lang</c> attribute says: nb or en.</summary>
    public static string HtmlLanguage => IsEnglish ? "en" : "nb";
}
