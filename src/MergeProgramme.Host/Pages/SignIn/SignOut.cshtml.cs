using MergeProgramme.Host.SignIn;
using MergeProgramme.Platform.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Ends the session. Asked for by a form: a link of somebody else's must not sign anybody out.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(IStringLocalizer<Texts> texts) : PageModel
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(SignInClaims.Scheme);
        TempData["Status"] = texts["SignOut.Done"].Value;
        return LocalRedirect(SignInAddress.Page);
    }
}
