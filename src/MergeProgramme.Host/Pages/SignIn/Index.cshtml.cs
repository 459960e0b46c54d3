using MergeProgramme.Host.Demo;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>All ways to sign in to this host.</summary>
[AllowAnonymous]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(IAuthenticationSchemeProvider schemes, IStringLocalizer<Texts> texts, IServiceProvider services)
    : PageModel
{
    private const string PasskeyCookie = "sign-in-passkey";

    // Only a demonstration has it.
    private readonly DemoSignIn? demo = services.GetService<DemoSignIn>();

    // Only where no provider vouches for people.
    private readonly LocalSignIn? local = services.GetService<LocalSignIn>();
    private readonly SealedCookies? cookies = services.GetService<SealedCookies>();

    /// <summary>Where to go afterwards: an address of this host, or its front page.</summary>
    public string ReturnUrl { get; private set; } = "/";

    /// <summary>The ways that another service vouches for people.</summary>
    public IReadOnlyList<AuthenticationScheme> Providers { get; private set; } = [];

    /// <summary>Whom one can sign in as in a demonstration.</summary>
    public IReadOnlyList<SamplePerson> SamplePeople => demo is null ? [] : Host.Demo.SamplePeople.All;

    /// <summary>Whether people sign in by accounts of the installation.</summary>
    public bool HasLocalAccounts => local is not null;

    /// <summary>What the browser needs to ask for a passkey.</summary>
    public string PasskeyOptions { get; private set; } = "";

    /// <summary>Why the reader was sent here; null where they came by themselves.</summary>
    public string? Notice { get; private set; }

    [BindProperty]
    public string Login { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

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

    /// <summary>Login and password. Something else shows who it is after that.</summary>
    public async Task<IActionResult> OnPostLocalAsync(string? returnUrl)
    {
        await LoadAsync(returnUrl);
        if (local is null)
            return NotFound();
        if (await local.CheckPasswordAsync(HttpContext, Login, Password) is not { } account)
            return Refuse();
        var hasSecondFactor = LocalSignIn.HasSecondFactor(account);
        // A passkey is shown with the button below; who has nothing else yet sets it up now.
        if (hasSecondFactor && account.OneTimeKey.Length == 0 && account.RecoveryCodeHashes.Count == 0)
            return Refuse();
        cookies!.Set(
            HttpContext,
            SignInStep.Cookie,
            new SignInStep(hasSecondFactor ? SignInStage.Code : SignInStage.SecondFactor, account.Account.Name, ReturnUrl)
        );
        return RedirectToPage(hasSecondFactor ? "Code" : "SecondFactor");
    }

    /// <summary>A passkey, which is both factors at once.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? answer, string? returnUrl)
    {
        if (local is null)
            return NotFound();
        var asked = cookies!.Read<string>(HttpContext, PasskeyCookie);
        SealedCookies.Delete(HttpContext, PasskeyCookie);
        await LoadAsync(returnUrl);
        if (
            asked is null
            || string.IsNullOrEmpty(answer)
            || await local.CheckPasskeyAsync(HttpContext, asked, answer) is not { } account
            || !await local.TryOpenAsync(HttpContext, account)
        )
        {
            ModelState.AddModelError("", texts["Local.PasskeyFailed"]);
            return Page();
        }
        return LocalRedirect(ReturnUrl);
    }

    // Wrong, unknown and closed are told alike: nobody learns here who has an account.
    private PageResult Refuse()
    {
        ModelState.AddModelError(nameof(Login), texts["Local.Refused"]);
        ModelState.SetModelValue(nameof(Password), "", "");
        return Page();
    }

    private async Task LoadAsync(string? returnUrl)
    {
        // An address of somebody else's is not followed.
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        Providers = [.. (await schemes.GetAllSchemesAsync()).Where(s => !string.IsNullOrEmpty(s.DisplayName))];
        if (local is null)
            return;
        (PasskeyOptions, var state) = await local.AskForPasskeyAsync(HttpContext);
        cookies!.Set(HttpContext, PasskeyCookie, state);
    }
}
