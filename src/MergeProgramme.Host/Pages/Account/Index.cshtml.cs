using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.Account;

/// <summary>What the reader signs in with. Only whoever has signed in just now changes it.</summary>
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(IServiceProvider services, IStringLocalizer<Texts> texts) : PageModel
{
    private const string Address = "/me/sign-in";

    private readonly LocalSignIn? local = services.GetService<LocalSignIn>();
    private LocalCredentials credentials = new();

    [BindProperty]
    public string Current { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty]
    public string Repeated { get; set; } = "";

    public LocalAccount Account => credentials.Account;

    public IReadOnlyList<Passkey> Passkeys => credentials.Passkeys;

    public bool IsFresh { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (local is null || await local.OfReaderAsync(HttpContext) is not { } found)
        {
            context.Result = NotFound();
            return;
        }
        credentials = found;
        IsFresh = local.IsFresh(HttpContext);
        if (!IsFresh && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            context.Result = LocalRedirect(SignInAddress.For(Address));
            return;
        }
        await next();
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (await local!.CheckPasswordOfAsync(HttpContext, credentials, Current) is not { } found)
            ModelState.AddModelError(nameof(Current), texts["Account.Current.Wrong"]);
        else if (PasswordRules.Refuse(Password, [Account.Login, Account.DisplayName]) is { } wrong)
            ModelState.AddModelError(nameof(Password), texts[wrong, PasswordRules.Shortest, PasswordRules.Longest]);
        else if (Password != Repeated)
            ModelState.AddModelError(nameof(Repeated), texts["Password.Differs"]);
        else
        {
            local.SetPassword(found, Password);
            return Done(await local.KeepAsync(HttpContext, found, CredentialChange.Password));
        }
        foreach (var field in (string[])[nameof(Current), nameof(Password), nameof(Repeated)])
            ModelState.SetModelValue(field, "", "");
        return Page();
    }

    /// <summary>To where an app or a passkey is set up.</summary>
    public IActionResult OnPostSecond()
    {
        services
            .GetRequiredService<SealedCookies>()
            .Set(
                HttpContext,
                SignInStep.Cookie,
                new SignInStep(SignInStage.SecondFactor, Account.Name, Address) { SignedIn = true }
            );
        return RedirectToPage("/SignIn/SecondFactor");
    }

    /// <summary>New codes for the day the phone is lost; the old ones are void.</summary>
    public async Task<IActionResult> OnPostRecoveryAsync()
    {
        var codes = LocalSignIn.SetRecoveryCodes(credentials);
        if (await local!.KeepAsync(HttpContext, credentials, CredentialChange.RecoveryCodes) is null)
            return Done(null);
        services
            .GetRequiredService<SealedCookies>()
            .Set(
                HttpContext,
                SignInStep.Cookie,
                new SignInStep(SignInStage.RecoveryCodes, Account.Name, Address) { Codes = codes, SignedIn = true }
            );
        return RedirectToPage("/SignIn/RecoveryCodes");
    }

    public async Task<IActionResult> OnPostRemovePasskeyAsync(string passkey)
    {
        if (credentials.Passkeys.FirstOrDefault(p => p.CredentialId.ToBase64() == passkey) is not { } found)
            return Done(null);
        credentials.Passkeys.Remove(found);
        if (!LocalSignIn.HasSecondFactor(credentials))
        {
            ModelState.AddModelError("", texts["Account.LastFactor"]);
            credentials.Passkeys.Add(found);
            return Page();
        }
        return Done(await local!.KeepAsync(HttpContext, credentials, CredentialChange.Passkeys));
    }

    private LocalRedirectResult Done(LocalCredentials? kept)
    {
        TempData["Status"] = texts[kept is null ? "Account.ChangedMeanwhile" : "Account.Changed"].Value;
        return LocalRedirect(Address);
    }
}
