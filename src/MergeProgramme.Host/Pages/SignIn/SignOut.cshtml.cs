using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Oidc;
using MergeProgramme.Platform.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Ends the session. Asked for by a form: a link of somebody else's must not sign anybody out.</summary>
[AllowAnonymous]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class SignOutModel(IStringLocalizer<Texts> texts, IServiceProvider services) : PageModel
{
    /// <summary>Where one signs out at the provider too, when the session here has ended; null before, and where there is none.</summary>
    public string? AtProvider { get; private set; }

    /// <summary>What people know the provider as.</summary>
    public string Provider { get; private set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (services.GetService<OidcProvider>() is { } provider)
        {
            AtProvider = await OidcRegistration.EndSessionAddressAsync(HttpContext, provider);
            Provider = provider.Settings.DisplayName;
        }
        await HttpContext.SignOutAsync(SignInClaims.Scheme);
        // Texts that could not be saved are kept in the browser, and go with their writer: the page before has said so.
        Forgetting.Everything(Response);
        if (AtProvider is not null)
        {
            // Not by a redirect: the policy of the pages lets no form lead to another site.
            Response.Headers["Refresh"] = $"0; url={AtProvider}";
            return Page();
        }
        TempData["Status"] = texts["SignOut.Done"].Value;
        return LocalRedirect(SignInAddress.Page);
    }
}
