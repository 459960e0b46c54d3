using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>All ways to sign in to this host.</summary>
[AllowAnonymous]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(IAuthenticationSchemeProvider schemes) : PageModel
{
    /// <summary>Where to go afterwards: an address of this host, or its front page.</summary>
    public string ReturnUrl { get; private set; } = "/";

    /// <summary>The ways that another service vouches for people.</summary>
    public IReadOnlyList<AuthenticationScheme> Providers { get; private set; } = [];

    public Task OnGetAsync(string? returnUrl) => LoadAsync(returnUrl);

    public async Task<IActionResult> OnPostProviderAsync(string? scheme, string? returnUrl)
    {
        await LoadAsync(returnUrl);
        return Providers.FirstOrDefault(p => p.Name == scheme) is { } provider
            ? Challenge(new AuthenticationProperties { RedirectUri = ReturnUrl }, provider.Name)
            : Page();
    }

    private async Task LoadAsync(string? returnUrl)
    {
        // An address of somebody else's is not followed.
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        Providers = [.. (await schemes.GetAllSchemesAsync()).Where(s => !string.IsNullOrEmpty(s.DisplayName))];
    }
}
