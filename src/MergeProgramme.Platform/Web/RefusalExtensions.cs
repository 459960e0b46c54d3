using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace MergeProgramme.Platform.Web;

/// <summary>What a service refused, at the fields of the form.</summary>
public static class RefusalExtensions
{
    /// <summary>
    /// Puts a refusal where the reader looks: each field violation at its field, the rest above the form. Call it in
    /// <c>catch (RpcException e) when (ModelState.Accepts(e, …))</c>; what is not about the request (UNAVAILABLE, INTERNAL …) is not taken.
    /// </summary>
    /// <param name="fieldOf">The form's field for a path in the request, such as <c>programme.display_name</c> → <c>DisplayName</c>; null or empty: above the form.</param>
    /// <returns>Whether the form should be shown again.</returns>
    public static bool Accepts(this ModelStateDictionary modelState, RpcException e, Func<string, string?>? fieldOf = null)
    {
        if (
            e.StatusCode
            is not (StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.AlreadyExists)
        )
            return false;
        var status = e.GetRpcStatus();
        var before = modelState.ErrorCount;
        foreach (var violation in status?.GetDetail<BadRequest>()?.FieldViolations ?? [])
            modelState.AddModelError((fieldOf ?? FormField)(violation.Field) ?? "", violation.Description);
        foreach (var violation in status?.GetDetail<PreconditionFailure>()?.Violations ?? [])
            modelState.AddModelError("", violation.Description);
        if (modelState.ErrorCount == before)
            modelState.AddModelError("", e.Status.Detail);
        return true;
    }

    /// <summary>
    /// The usual naming of form fields: the path without the resource, in Pascal case. <c>programme.display_name</c> → <c>DisplayName</c>,
    /// <c>section.goals[0].effect_year</c> → <c>Goals[0].EffectYear</c>; <c>etag</c>, <c>name</c> and <c>request_id</c> → above the form.
    /// </summary>
    public static string? FormField(string path)
    {
        var parts = path.Split('.');
        if (parts.Length > 1)
            parts = parts[1..];
        if (parts is ["etag" or "name" or "request_id" or "parent"])
            return null;
        return string.Join('.', parts.Select(Pascal));
    }

    private static string Pascal(string snake) =>
        string.Concat(snake.Split('_').Select(p => p.Length == 0 ? "" : char.ToUpperInvariant(p[0]) + p[1..]));
}
