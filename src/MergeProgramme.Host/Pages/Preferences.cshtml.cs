using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Host.Pages;

/// <summary>Language and colour scheme of this browser. The small forms in the header post here too.</summary>
[AllowAnonymous]
internal sealed class PreferencesModel : PageModel
{
    /// <summary>Each language by its own name: culture, lang attribute, name.</summary>
    public static readonly IReadOnlyList<(string Value, string Lang, string Name)> LanguageNames =
    [
        (PageLanguages.Norwegian, "nb", "Bokmål"),
        (PageLanguages.English, "en", "English"),
    ];

    /// <summary>The key of the text that names a colour scheme.</summary>
    public static string SchemeText(string scheme) =>
        scheme switch
        {
            "light" => "Color.Light",
            "dark" => "Color.Dark",
            _ => "Color.Auto",
        };

    public void OnGet() { }

    /// <summary>Keeps what was chosen, and goes back to where the reader was. An address of somebody else's is not followed.</summary>
    public IActionResult OnPost(string? language, string? colorScheme, string? returnUrl)
    {
        PreferenceCookies.SetLanguage(HttpContext, language);
        PreferenceCookies.SetColorScheme(HttpContext, colorScheme);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "~/");
    }
}
