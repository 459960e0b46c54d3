using Microsoft.AspNetCore.Localization;

namespace MergeProgramme.Host;

/// <summary>What a reader has chosen for this browser: language and colour scheme. Nothing else is kept about them here.</summary>
internal static class PreferenceCookies
{
    /// <summary>In front of a cookie's name it makes browsers keep the cookie to this host and to TLS.</summary>
    public const string HostPrefix = "__Host-";

    /// <summary>Name of the cookie that holds the language; over TLS with <see cref="HostPrefix"/>.</summary>
    public const string Language = "language";

    /// <summary>Name of the cookie that holds the colour scheme; over TLS with <see cref="HostPrefix"/>.</summary>
    public const string ColorScheme = "color-scheme";

    /// <summary>The colour schemes that can be chosen; the first one follows the device.</summary>
    public static readonly IReadOnlyList<string> ColorSchemes = ["auto", "light", "dark"];

    /// <summary>The colour scheme of this reader, one of <see cref="ColorSchemes"/>.</summary>
    public static string ColorSchemeOf(HttpRequest request) =>
        request.Cookies[Name(request, ColorScheme)] is { } scheme && ColorSchemes.Contains(scheme, StringComparer.Ordinal)
            ? scheme
            : ColorSchemes[0];

    /// <summary>The culture that this reader has chosen; null where none was.</summary>
    public static ProviderCultureResult? LanguageOf(HttpRequest request) =>
        request.Cookies[Name(request, Language)] is { Length: > 0 } chosen
            ? CookieRequestCultureProvider.ParseCookieValue(chosen)
            : null;

    /// <summary>Keeps the language for a year. What is not a language of the pages is ignored.</summary>
    public static void SetLanguage(HttpContext context, string? language)
    {
        if (language is not null && PageLanguages.All.Contains(language, StringComparer.Ordinal))
        {
            Set(context, Language, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)));
        }
    }

    /// <summary>Keeps the colour scheme for a year. What is not a scheme is ignored.</summary>
    public static void SetColorScheme(HttpContext context, string? scheme)
    {
        if (scheme is not null && ColorSchemes.Contains(scheme, StringComparer.Ordinal))
        {
            Set(context, ColorScheme, scheme);
        }
    }

    private static void Set(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(
            Name(context.Request, name),
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Path = "/",
            }
        );

    private static string Name(HttpRequest request, string name) => request.IsHttps ? HostPrefix + name : name;
}
