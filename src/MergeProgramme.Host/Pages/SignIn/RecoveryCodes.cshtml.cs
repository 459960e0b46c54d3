using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Mvc;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Shows the recovery codes, once. Then the session opens.</summary>
internal sealed class RecoveryCodesModel(IServiceProvider services) : StepModel(services, SignInStage.RecoveryCodes)
{
    public IReadOnlyList<string> Codes => Step.Codes;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Step.SignedIn)
        {
            SealedCookies.Delete(HttpContext, SignInStep.Cookie);
            return LocalRedirect("/me/sign-in");
        }
        return await Local.FindAsync(HttpContext, Step.Account) is { } account
            ? await OpenAsync(account)
            : LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
    }
}
