using MergeProgramme.Host.SignIn;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MergeProgramme.Host.Hardening;

/// <summary>Tells of forms that no page of this host gave to this person: somebody else's page may have sent them.</summary>
internal sealed class RefusedForms(SecurityLog security) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            security.ControlTried(Control.FormToken, Caller.Current, Callers.OriginOf(context.HttpContext));
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}
