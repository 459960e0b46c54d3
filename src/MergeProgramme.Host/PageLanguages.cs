using System.Globalization;
using MergeProgramme.Platform.Localisation;
using Microsoft.AspNetCore.Localization;

namespace MergeProgramme.Host;

/// <summary>The languages of the pages, and which one a reader gets: of a public page the one of its address, else the one chosen, else the one the browser asks for, else Bokmål.</summary>
internal static class PageLanguages
{
    /// <summary>Culture of Bokmål, the default.</summary>
    public const string Norwegian = "nb-NO";

    /// <summary>Culture of English, with European dates.</summary>
    public const string English = "en-GB";

    /// <summary>All languages that can be chosen.</summary>
    public static readonly IReadOnlyList<string> All = [.. Languages.All.Select(l => l.Name)];

    /// <summary>Sets up the framework's request localisation.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Norwegian);
        options.AddSupportedCultures([.. All]);
        options.AddSupportedUICultures([.. All]);
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(OfPublicPage(context.Request.Path))),
            new CustomRequestCultureProvider(context => Task.FromResult(PreferenceCookies.LanguageOf(context.Request))),
            new CustomRequestCultureProvider(context =>
                Task.FromResult<ProviderCultureResult?>(
                    new(Languages.Asked(context.Request.GetTypedHeaders().AcceptLanguage).Name)
                )
            ),
        ];
    }

    // Whoever keeps the page for others knows it by its address alone.
    private static ProviderCultureResult? OfPublicPage(PathString path) =>
        !path.StartsWithSegments("/public", StringComparison.OrdinalIgnoreCase, out var below) ? null
        : below.Value!.Trim('/').Split('/') is [_, var last] && last.Equals("en", StringComparison.OrdinalIgnoreCase)
            ? new(English)
        : new(Norwegian);

    /// <summary>Whether this request is answered in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What the page's <c>lang</c> attribute says: nb or en.</summary>
    public static string HtmlLanguage => IsEnglish ? "en" : "nb";
}
