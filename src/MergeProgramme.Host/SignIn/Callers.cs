using System.Security.Claims;
using Grpc.AspNetCore.Server;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;

namespace MergeProgramme.Host.SignIn;

/// <summary>Turns whoever a request is from into the <see cref="Caller"/> that the modules know.</summary>
internal static class Callers
{
    /// <summary>
    /// Sets the caller of each request, unless it is set already. People's sessions count on pages only: REST and gRPC take tokens, which no
    /// foreign page can make a browser send.
    /// </summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (Caller.Current.Kind != CallerKind.Anonymous || IsForMachines(context))
                    return next(context);
                if (PersonOf(context) is { } person)
                    Caller.Set(person);
                else if (context.Request.Cookies.Count > 0 && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
                    return TellForgedAsync(context, next);
                return next(context);
            }
        );

    // A cookie that was never sealed here, or whose keys are gone. One whose session has ended is nobody's attack.
    private static async Task TellForgedAsync(HttpContext context, RequestDelegate next)
    {
        // Read already: this asks for the answer again.
        if ((await context.AuthenticateAsync(SignInClaims.Scheme)).Failure?.Message == "Unprotect ticket failed")
        {
            context
                .RequestServices.GetRequiredService<SecurityLog>()
                .ControlTried(Control.ForgedSession, Caller.Current, OriginOf(context));
        }
        await next(context);
    }

    /// <summary>Whether the request is for gRPC or REST.</summary>
    public static bool IsForMachines(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;

    /// <summary>The address that a request came from.</summary>
    public static string OriginOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : "";

    private static Caller? PersonOf(HttpContext context) =>
        context.User is { Identity.IsAuthenticated: true } user
        && user.FindFirstValue(SignInClaims.Principal) is { Length: > 0 } name
            ? new Caller(name, user.FindFirstValue(SignInClaims.Name) ?? "") { Origin = OriginOf(context) }
            : null;
}
