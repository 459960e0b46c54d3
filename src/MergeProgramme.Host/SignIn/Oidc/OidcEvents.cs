using System.Globalization;
using System.Security.Claims;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn.Tokens;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Host.SignIn.Oidc;

/// <summary>What this installation does at each step of a sign-in at the provider.</summary>
internal sealed class OidcEvents(OidcProvider provider, AccessServiceClient access, SecurityLog security, ILogger<OidcEvents> log)
    : OpenIdConnectEvents
{
    // RFC 7523, 2.2.
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly OidcSettings settings = provider.Settings;

    /// <summary>To the provider.</summary>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (settings.AcrValues.Count > 0)
            context.ProtocolMessage.AcrValues = string.Join(' ', settings.AcrValues);
        context.ProtocolMessage.UiLocales = PageLanguages.HtmlLanguage;
        return Task.CompletedTask;
    }

    public override async Task PushAuthorization(PushedAuthorizationContext context)
    {
        if (await provider.AssertionAsync(context.HttpContext.RequestAborted) is not { } assertion)
            return;
        (context.ProtocolMessage.ClientAssertionType, context.ProtocolMessage.ClientAssertion) = (AssertionType, assertion);
        context.HandleClientAuthentication();
    }

    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (await provider.AssertionAsync(context.HttpContext.RequestAborted) is { } assertion)
        {
            var request = context.TokenEndpointRequest!;
            (request.ClientAssertionType, request.ClientAssertion) = (AssertionType, assertion);
        }
    }

    /// <summary>Holds the ID token against what was asked for. Nothing is written yet: the nonce is checked after this.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        var said = context.Principal!;
        if (settings.AcrValues.Count > 0 && !settings.AcrValues.Contains(said.FindFirstValue(JwtRegisteredClaimNames.Acr)))
            context.Fail(new SignInRefusedException(SignInNotice.TooWeak));
        else if (
            settings.MaxAge is { } longest
            && AgeOf(said) is var age
            && (age is null || age > longest + TokenIssuer.ClockSkew)
        )
            context.Fail(new SignInRefusedException(SignInNotice.TooOld));
        else
        {
            // The one that the provider asks for at sign-out. What else it has given is of no use here, and is not kept.
            context.Properties!.StoreTokens([
                new() { Name = OpenIdConnectParameterNames.IdToken, Value = context.TokenEndpointResponse!.IdToken },
            ]);
        }
        return Task.CompletedTask;
    }

    /// <summary>All is checked: from the provider's person to ours.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var said = context.Principal!;
        var http = context.HttpContext;
        var before = Caller.Current;
        Caller.Set(Caller.Internal("sign-in") with { Origin = Callers.OriginOf(http) });
        try
        {
            var issuer = Text(said, JwtRegisteredClaimNames.Iss, 400);
            var principal = await access.ResolvePrincipalAsync(
                new()
                {
                    // Issuer and subject, and nothing else, say who it is.
                    Issuer = issuer,
                    Subject = Text(said, JwtRegisteredClaimNames.Sub, 400),
                    Kind = PrincipalKind.Person,
                    DisplayName = Text(said, settings.NameClaim, 200),
                    Email = Text(said, settings.EmailClaim, 320),
                    HasProviderRoles = true,
                    ProviderRoles = { settings.RolesOf(said) },
                },
                cancellationToken: http.RequestAborted
            );
            context.Principal = SignInClaims.Identity(
                principal.Name,
                principal.DisplayName,
                issuer,
                Text(said, JwtRegisteredClaimNames.Sid, 400)
            );
        }
        catch (RpcException e)
        {
            Refuse(context, e.StatusCode == StatusCode.PermissionDenied ? SignInNotice.Disabled : SignInNotice.Failed, e);
        }
        finally
        {
            Caller.Set(before);
        }
    }

    /// <summary>The person said no.</summary>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        security.SignInRefused(OidcProvider.Scheme, SignInNotice.Denied, Callers.OriginOf(context.HttpContext));
        context.Response.Redirect(SignInNotice.Address(SignInNotice.Denied));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>Something went wrong on the way.</summary>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var why = context.Failure is AuthenticationFailureException { InnerException: { } inner } ? inner : context.Failure;
        Refuse(context, NoticeOf(why), why);
        return Task.CompletedTask;
    }

    /// <summary>Signed out at the provider too. Always to the same page, whatever the request says.</summary>
    public override Task SignedOutCallbackRedirect(RemoteSignOutContext context)
    {
        context.Response.Redirect(SignInNotice.Address(SignInNotice.SignedOut));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private void Refuse(HandleRequestContext<RemoteAuthenticationOptions> context, string notice, Exception? why)
    {
        security.SignInRefused(OidcProvider.Scheme, notice, Callers.OriginOf(context.HttpContext));
        // What went wrong, for whoever sets the provider up. Not at every refusal: anybody can bring one about.
        if (notice is SignInNotice.Unavailable or SignInNotice.Failed or SignInNotice.Clocks)
            log.LogWarning(why, "A sign-in at the provider went wrong: {Notice}", notice);
        context.Response.Redirect(SignInNotice.Address(notice));
        context.HandleResponse();
    }

    private static string NoticeOf(Exception? failure) =>
        failure switch
        {
            SignInRefusedException refused => refused.Notice,
            SecurityTokenExpiredException or SecurityTokenNotYetValidException => SignInNotice.Clocks,
            // State and cookies of another sign-in, or of none.
            AuthenticationFailureException => SignInNotice.Interrupted,
            // The provider itself says no: the code was used already, for instance.
            OpenIdConnectProtocolException said when said.Data.Contains("error") => SignInNotice.Interrupted,
            OpenIdConnectProtocolInvalidNonceException => SignInNotice.Interrupted,
            HttpRequestException or TaskCanceledException or InvalidOperationException or OpenIdConnectProtocolException =>
                SignInNotice.Unavailable,
            _ => SignInNotice.Failed,
        };

    private static TimeSpan? AgeOf(ClaimsPrincipal said) =>
        long.TryParse(said.FindFirstValue(JwtRegisteredClaimNames.AuthTime), CultureInfo.InvariantCulture, out var seconds)
            ? TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string Text(ClaimsPrincipal said, string claim, int longest) =>
        said.FindFirstValue(claim) is { } text && text.Length <= longest ? text : "";
}
