using System.Net;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Authentication;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Host.Demo;

/// <summary>Signs in as somebody of the sample, without asking who it is. Registered in a demonstration only.</summary>
internal sealed class DemoSignIn(AccessServiceClient access)
{
    /// <summary>Signs in, if the request is from this machine and there is somebody of that key.</summary>
    public async Task<bool> TryAsync(HttpContext context, string? key)
    {
        if (
            context.Connection.RemoteIpAddress is not { } address
            || !IPAddress.IsLoopback(address)
            || SamplePeople.All.FirstOrDefault(p => p.Key == key) is not { } person
        )
            return false;
        Caller.Set(Caller.Internal("demo-sign-in") with { Origin = Callers.OriginOf(context) });
        var principal = await SamplePeople.ResolveAsync(access, person);
        await context.SignInAsync(
            SignInClaims.Scheme,
            SignInClaims.Identity(principal.Name, principal.DisplayName, SamplePeople.Issuer)
        );
        return true;
    }
}
