using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Sets up what shows who somebody is besides the password: codes of an app, or a passkey.</summary>
internal sealed class SecondFactorModel(IServiceProvider services, IStringLocalizer<Texts> texts)
    : StepModel(services, SignInStage.SecondFactor)
{
    private const int LongestName = 100;

    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty]
    public string PasskeyName { get; set; } = "";

    /// <summary>The key to type where the picture cannot be read.</summary>
    public string Key { get; private set; } = "";

    public (string Path, int Side) Picture { get; private set; }

    /// <summary>What the browser needs to make a passkey.</summary>
    public string PasskeyOptions { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } account)
            return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
        await ShowAsync(account);
        return Page();
    }

    /// <summary>The app has the key, as its first code shows.</summary>
    public async Task<IActionResult> OnPostAppAsync()
    {
        if (await FindAsync() is not { } account)
            return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
        if (Step.NewKey.Length == 0 || !Local.TrySetKey(account, Step.NewKey, Code))
        {
            ModelState.AddModelError(nameof(Code), texts["Local.Second.CodeWrong"]);
            await ShowAsync(account);
            return Page();
        }
        return await DoneAsync(account, CredentialChange.OneTimeCodes);
    }

    /// <summary>The browser has made a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? answer)
    {
        if (await FindAsync() is not { } account)
            return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
        var name = PasskeyName.Trim() is { Length: > 0 and <= LongestName } called ? called : texts["Local.Passkey"].Value;
        if (!await Local.TryAddPasskeyAsync(HttpContext, account, Step.PasskeyState, answer ?? "", name))
        {
            ModelState.AddModelError("", texts["Local.PasskeyFailed"]);
            await ShowAsync(account);
            return Page();
        }
        return await DoneAsync(account, CredentialChange.Passkeys);
    }

    /// <summary>The account; nobody's where it has something already and the reader has not signed in with that.</summary>
    private async Task<LocalCredentials?> FindAsync() =>
        await Local.FindAsync(HttpContext, Step.Account) is { } account
        && (!LocalSignIn.HasSecondFactor(account) || (Step.SignedIn && await IsReaderAsync(account)))
            ? account
            : null;

    private async Task<bool> IsReaderAsync(LocalCredentials account) =>
        (await Local.OfReaderAsync(HttpContext))?.Account.Name == account.Account.Name;

    private async Task ShowAsync(LocalCredentials account)
    {
        var key = Step.NewKey.Length > 0 ? Step.NewKey : OneTimeCodes.NewKey();
        (PasskeyOptions, var state) = await Local.OfferPasskeyAsync(HttpContext, account);
        Keep(Step with { NewKey = key, PasskeyState = state });
        (Key, Picture) = (OneTimeCodes.Shown(key), OneTimeCodes.Picture(key, account.Account.Login));
    }

    private async Task<IActionResult> DoneAsync(LocalCredentials account, CredentialChange change)
    {
        // Whoever sets it up for the first time gets codes for the day the phone is lost.
        var codes = account.RecoveryCodeHashes.Count == 0 ? LocalSignIn.SetRecoveryCodes(account) : [];
        if (await Local.KeepAsync(HttpContext, account, change) is null)
            return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
        if (codes.Length == 0)
        {
            SealedCookies.Delete(HttpContext, SignInStep.Cookie);
            TempData["Status"] = texts["Account.Changed"].Value;
            return LocalRedirect("/me/sign-in");
        }
        Keep(new(SignInStage.RecoveryCodes, Step.Account, Step.ReturnUrl) { Codes = codes, SignedIn = Step.SignedIn });
        return RedirectToPage("RecoveryCodes");
    }
}
