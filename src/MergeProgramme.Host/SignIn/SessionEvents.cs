using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Host.SignIn;

/// <summary>
/// Keeps sessions on the server: the cookie holds a random key and nothing else, and the access module a hash of the key. So a session can be ended
/// from here, and every sign-in gets a key of its own, whatever the browser sent along. (The framework's own ticket store keeps the key that it was sent.)
/// </summary>
internal sealed class SessionEvents(AccessServiceClient access, IDataProtectionProvider protection, SecurityLog security)
    : CookieAuthenticationEvents
{
    private const string Key = "key";
    private const int KeyLength = 32;
    private const int LongestUserAgent = 400;

    private readonly IDataProtector protector = protection.CreateProtector("mergeprogramme.session.v1");

    /// <summary>Opens the session, and gives the browser its key in place of what is known of the person.</summary>
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        var signedIn = context.Principal!;
        var principal = Claim(signedIn, SignInClaims.Principal);
        // Of what a provider tells, only what is needed is kept.
        var ticket = new AuthenticationTicket(
            SignInClaims.Identity(
                principal,
                Claim(signedIn, SignInClaims.Name),
                Claim(signedIn, SignInClaims.Issuer),
                Claim(signedIn, SignInClaims.ProviderSession)
            ),
            context.Properties,
            context.Scheme.Name
        );
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyLength));
        Caller.Set(Own(http));
        await EndAsync(http);
        var session = await access.CreateSessionAsync(
            new()
            {
                Parent = principal,
                KeyHash = HashOf(key),
                Ticket = ByteString.CopyFrom(protector.Protect(TicketSerializer.Default.Serialize(ticket))),
                Session = new()
                {
                    Issuer = Claim(signedIn, SignInClaims.Issuer),
                    ProviderSession = Claim(signedIn, SignInClaims.ProviderSession),
                    UserAgent = Shortened(http.Request.Headers.UserAgent.ToString()),
                },
            },
            cancellationToken: http.RequestAborted
        );
        security.SignedIn(principal, Claim(signedIn, SignInClaims.Issuer), Callers.OriginOf(http));
        context.Principal = new(new ClaimsIdentity([new(Key, key)], context.Scheme.Name));
        context.Properties.Items.Clear();
        // The browser forgets it when it is closed, the server at the latest when the session runs out.
        context.Properties.IsPersistent = false;
        context.Properties.IssuedUtc = session.CreateTime.ToDateTimeOffset();
        context.Properties.ExpiresUtc = session.ExpireTime.ToDateTimeOffset();
        context.CookieOptions.Expires = null;
    }

    /// <summary>From the key to the person; to nobody where the session has ended.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var key = context.Principal?.FindFirstValue(Key) ?? "";
        context.RejectPrincipal();
        if (key.Length == 0)
            return;
        http.Items[typeof(SessionEvents)] = key;
        Caller.Set(Own(http));
        try
        {
            var found = await access.FindSessionAsync(new() { KeyHash = HashOf(key) }, cancellationToken: http.RequestAborted);
            if (TicketSerializer.Default.Deserialize(protector.Unprotect(found.Ticket.ToByteArray())) is not { } ticket)
                return;
            var identity = (ClaimsIdentity)ticket.Principal.Identity!;
            identity.AddClaim(new(SignInClaims.Session, found.Session.Name));
            identity.AddClaim(
                new(SignInClaims.SignInTime, found.Session.CreateTime.Seconds.ToString(CultureInfo.InvariantCulture))
            );
            // A name may have changed since.
            identity.RemoveClaim(identity.FindFirst(SignInClaims.Name));
            identity.AddClaim(new(SignInClaims.Name, found.Session.PrincipalDisplayName));
            context.ReplacePrincipal(ticket.Principal);
            foreach (var (name, value) in ticket.Properties.Items)
                context.Properties.Items.TryAdd(name, value);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            // Ended, or run out.
        }
        catch (CryptographicException)
        {
            // Sealed with keys that are gone: whoever it is signs in again.
        }
    }

    /// <summary>Ends the session on the server too.</summary>
    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var http = context.HttpContext;
        Caller.Set(Own(http));
        await EndAsync(http);
        if (http.User.FindFirstValue(SignInClaims.Principal) is { } principal)
            security.SignedOut(principal, Callers.OriginOf(http));
    }

    /// <summary>To the sign-in page and back; a script is told by the status.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // A session that there was has ended.
        if (request.Cookies.ContainsKey(context.Options.Cookie.Name!))
            Forgetting.Pages(context.Response);
        if (request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect(SignInAddress.For(request.PathBase + request.Path + request.QueryString));
        return Task.CompletedTask;
    }

    /// <summary>The error page says it.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task EndAsync(HttpContext http)
    {
        // Reading the cookie again costs nothing where this request's person has been asked for already.
        await http.AuthenticateAsync(SignInClaims.Scheme);
        if (http.Items.Remove(typeof(SessionEvents), out var key))
            await access.EndSessionsAsync(new() { KeyHash = HashOf((string)key!) });
    }

    private static Caller Own(HttpContext http) => Caller.Internal("sign-in") with { Origin = Callers.OriginOf(http) };

    private static ByteString HashOf(string key) => ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string Claim(ClaimsPrincipal principal, string type) => principal.FindFirstValue(type) ?? "";

    private static string Shortened(string userAgent)
    {
        var printable = new string([.. userAgent.Where(c => !char.IsControl(c))]);
        return printable.Length > LongestUserAgent ? printable[..LongestUserAgent] : printable;
    }
}
