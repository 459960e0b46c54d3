using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Local;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Host.Pages.SignIn;

/// <summary>A page on the way of signing in by a local account. Whoever has not come that far is sent to where it begins.</summary>
[AllowAnonymous]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal abstract class StepModel(IServiceProvider services, SignInStage stage) : PageModel
{
    private readonly LocalSignIn? local = services.GetService<LocalSignIn>();
    private readonly SealedCookies? cookies = services.GetService<SealedCookies>();

    /// <summary>How far the reader has come.</summary>
    protected SignInStep Step { get; private set; } = new(stage, "", "/");

    /// <summary>Accounts of the installation.</summary>
    protected LocalSignIn Local => local!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (local is null)
        {
            context.Result = NotFound();
            return;
        }
        if (cookies!.Read<SignInStep>(HttpContext, SignInStep.Cookie) is { } step && step.Stage == stage)
        {
            Step = step;
        }
        else if (!MayBegin)
        {
            context.Result = LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
            return;
        }
        await next();
    }

    /// <summary>Whether the way may begin at this page.</summary>
    protected virtual bool MayBegin => false;

    /// <summary>Goes on to another page, or stays on this one with more known.</summary>
    protected void Keep(SignInStep step)
    {
        Step = step;
        cookies!.Set(HttpContext, SignInStep.Cookie, step);
    }

    /// <summary>The way is at its end: opens the session, or says that it could not be.</summary>
    protected async Task<IActionResult> OpenAsync(LocalCredentials account)
    {
        SealedCookies.Delete(HttpContext, SignInStep.Cookie);
        return await Local.TryOpenAsync(HttpContext, account)
            ? LocalRedirect(Url.IsLocalUrl(Step.ReturnUrl) ? Step.ReturnUrl : "/")
            : LocalRedirect(SignInNotice.Address(SignInNotice.Interrupted));
    }
}
