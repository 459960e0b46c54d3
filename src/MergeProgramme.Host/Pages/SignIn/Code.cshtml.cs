using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>Asks for a one-time code or a recovery code, when the password was right.</summary>
internal sealed class CodeModel(IServiceProvider services, IStringLocalizer<Texts> texts) : StepModel(services, SignInStage.Code)
{
    [BindProperty]
    public string Code { get; set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Local.CheckCodeAsync(HttpContext, Step.Account, Code) is { } account)
            return await OpenAsync(account);
        ModelState.AddModelError(nameof(Code), texts["Local.Code.Refused"]);
        ModelState.SetModelValue(nameof(Code), "", "");
        return Page();
    }
}
