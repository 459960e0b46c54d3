using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Where a one-time link leads: the person chooses a password.</summary>
internal sealed class LinkModel(IServiceProvider services, IStringLocalizer<Texts> texts) : StepModel(services, SignInStage.Link)
{
    /// <summary>What stands behind the # of the link.</summary>
    [BindProperty]
    public string Secret { get; set; } = "";

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Login { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty]
    public string Repeated { get; set; } = "";

    /// <summary>Whether the link is known and still good.</summary>
    public bool Found { get; private set; }

    protected override bool MayBegin => true;

    public async Task OnGetAsync()
    {
        if (await FindAsync() is { } account)
            (Found, DisplayName, Login) = (true, account.Account.DisplayName, account.Account.Login);
    }

    /// <summary>Takes the link. What comes after needs no secret in a form.</summary>
    public async Task<IActionResult> OnPostOpenAsync()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Secret.Trim()));
        if (await Local.FindByLinkAsync(HttpContext, hash) is not { } account)
        {
            ModelState.AddModelError(nameof(Secret), texts["Local.Link.Refused"]);
            return Page();
        }
        Keep(new(SignInStage.Link, account.Account.Name, "/") { LinkHash = hash });
        return RedirectToPage();
    }

    /// <summary>Chooses the password; the link is used up by that. Whoever has a second factor still shows it.</summary>
    public async Task<IActionResult> OnPostChooseAsync()
    {
        if (await FindAsync() is not { } account)
            return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
        Found = true;
        if (PasswordRules.Refuse(Password, [Login, DisplayName]) is { } wrong)
            ModelState.AddModelError(nameof(Password), texts[wrong, PasswordRules.Shortest, PasswordRules.Longest]);
        else if (Password != Repeated)
            ModelState.AddModelError(nameof(Repeated), texts["Password.Differs"]);
        if (!ModelState.IsValid)
            return Page();
        Local.SetPassword(account, Password);
        if (account.LinkResetsSecondFactor)
        {
            (account.OneTimeKey, account.OneTimeStep) = (Google.Protobuf.ByteString.Empty, 0);
            account.RecoveryCodeHashes.Clear();
            account.Passkeys.Clear();
        }
        (account.Account.DisplayName, account.Account.Login) = (DisplayName.Trim(), Login.Trim());
        try
        {
            if (await Local.KeepAsync(HttpContext, account, CredentialChange.LinkUsed, Step.LinkHash) is not { } kept)
                return LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
            var hasSecondFactor = LocalSignIn.HasSecondFactor(kept);
            Keep(new(hasSecondFactor ? SignInStage.Code : SignInStage.SecondFactor, kept.Account.Name, "/"));
            return RedirectToPage(hasSecondFactor ? "Code" : "SecondFactor");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    private async Task<LocalCredentials?> FindAsync() =>
        Step.LinkHash.Length > 0 ? await Local.FindByLinkAsync(HttpContext, Step.LinkHash) : null;
}
