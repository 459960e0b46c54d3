using MergeProgramme.Host.Demo;
using MergeProgramme.Host.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>All ways to sign in to this host.</summary>
[AllowAnonymous]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(IAuthenticationSchemeProvider schemes, IServiceProvider services) : PageModel
{
    // Only a demonstration has it.
    private readonly DemoSignIn? demo = services.GetService<DemoSignIn>();

    /// <summary>Where to go afterwards: an address of this host, or its front page.</summary>
    public string ReturnUrl { get; private set; } = "/";

    /// <summary>The ways that another service vouches for people.</summary>
    public IReadOnlyList<AuthenticationScheme> Providers { get; private set; } = [];

    /// <summary>Whom one can sign in as in a demonstration.</summary>
    public IReadOnlyList<SamplePerson> SamplePeople => demo is null ? [] : Host.Demo.SamplePeople.All;

    /// <summary>Why the reader was sent here; null where they came by themselves.</summary>
    public string? Notice { get; private set; }

    public Task OnGetAsync(string? returnUrl, string? notice)
    {
        Notice = SignInNotice.Read(notice);
        return LoadAsync(returnUrl);
    }

    public async Task<IActionResult> OnPostDemoAsync(string? person, string? returnUrl)
    {
        await LoadAsync(returnUrl);
        if (demo is null)
            return NotFound();
        return await demo.TryAsync(HttpContext, person) ? LocalRedirect(ReturnUrl) : Page();
    }

    private async Task LoadAsync(string? returnUrl)
    {
        // An address of somebody else's is not followed.
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        Providers = [.. (await schemes.GetAllSchemesAsync()).Where(s => !string.IsNullOrEmpty(s.DisplayName))];
    }
}
