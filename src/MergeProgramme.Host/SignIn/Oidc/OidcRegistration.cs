using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Hardening;
using MergeProgramme.Host.SignIn.Tokens;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Host.SignIn.Oidc;

/// <summary>Sign-in at an OpenID Connect provider: authorization code with PKCE, sign-out there too, and sign-out that begins there.</summary>
internal static class OidcRegistration
{
    private const string Path = $"{SignInAddress.Page}/{OidcProvider.Scheme}";
    private const int LargestLogout = 64 * 1024;

    /// <summary>Adds the provider, where the settings have one.</summary>
    public static IServiceCollection AddOidc(this IServiceCollection services, IConfigurationRoot configuration, bool isSecure)
    {
        if (OidcSettings.Read(configuration) is not { } settings)
            return services;
        if (
            TokenIssuer
                .Read(configuration)
                .FirstOrDefault(i =>
                    i.Issuer.TrimEnd('/') == settings.Authority.OriginalString.TrimEnd('/') && i.Audience == settings.ClientId
                ) is
            { } issuer
        )
        {
            throw new StartRefusedException(
                $"SignIn:Tokens:{issuer.Name}:Audience is SignIn:Oidc:ClientId. Then a person's ID token would pass for a system's access token: give the API an audience of its own."
            );
        }
        services.AddSingleton(
            new OidcProvider(settings, IssuerMetadata.At(settings.Metadata, settings.Authority.OriginalString))
        );
        // The provider's clock is the world's, not a demonstration's.
        services.AddSingleton(s => new LogoutTokens(s.GetRequiredService<OidcProvider>(), TimeProvider.System));
        services.AddScoped<OidcEvents>();
        services.AddAuthentication().AddOpenIdConnect(OidcProvider.Scheme, settings.DisplayName, _ => { });
        services
            .AddOptions<OpenIdConnectOptions>(OidcProvider.Scheme)
            .Configure<OidcProvider>((oidc, provider) => Configure(oidc, provider, isSecure));
        return services;
    }

    /// <summary>Where a sign-in at the provider begins, and what the provider calls when somebody has signed out there.</summary>
    public static void MapOidc(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<OidcProvider>() is null)
            return;
        endpoints.MapGet($"{Path}/begin", BeginAsync);
        endpoints.MapGet($"{Path}/front-channel-logout", FrontChannelAsync);
        endpoints
            .MapPost($"{Path}/back-channel-logout", BackChannelAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LargestLogout));
    }

    /// <summary>Where the browser goes to end the session at the provider too; null where the session is not from there, or the provider knows no such thing.</summary>
    public static async Task<string?> EndSessionAddressAsync(HttpContext context, OidcProvider provider)
    {
        try
        {
            var metadata = await provider.Metadata.GetAsync(context.RequestAborted);
            if (
                string.IsNullOrEmpty(metadata.EndSessionEndpoint)
                || context.User.FindFirst(SignInClaims.Issuer)?.Value != metadata.Issuer
            )
                return null;
            var request = context.Request;
            return new OpenIdConnectMessage
            {
                IssuerAddress = metadata.EndSessionEndpoint,
                ClientId = provider.Settings.ClientId,
                IdTokenHint = await context.GetTokenAsync(SignInClaims.Scheme, OpenIdConnectParameterNames.IdToken),
                PostLogoutRedirectUri = $"{request.Scheme}://{request.Host}{request.PathBase}{Path}/signed-out",
                EnableTelemetryParameters = false,
            }.CreateLogoutRequestUrl();
        }
        catch (InvalidOperationException)
        {
            // The provider does not answer. Here the session ends all the same.
            return null;
        }
    }

    private static void Configure(OpenIdConnectOptions oidc, OidcProvider provider, bool isSecure)
    {
        var settings = provider.Settings;
        oidc.ConfigurationManager = provider.Metadata;
        oidc.TokenHandler = provider.TokenHandler;
        oidc.TokenValidationParameters = new()
        {
            ValidAlgorithms = TokenIssuer.Algorithms,
            ClockSkew = TokenIssuer.ClockSkew,
            NameClaimType = settings.NameClaim,
            // No access token or logout token.
            TypeValidator = (type, _, _) =>
                string.IsNullOrEmpty(type) || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)
                    ? type
                    : throw new SecurityTokenInvalidTypeException(type),
        };
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        oidc.RequireHttpsMetadata = !settings.Metadata.IsLoopback;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        foreach (var scope in settings.Scopes)
            oidc.Scope.Add(scope);
        oidc.MaxAge = settings.MaxAge;
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = settings.UserInfo;
        oidc.ClaimActions.Clear();
        foreach (
            var claim in settings.Roles.Select(r => r.Claim).Append(settings.NameClaim).Append(settings.EmailClaim).Distinct()
        )
            oidc.ClaimActions.MapJsonKey(claim, claim);
        oidc.SaveTokens = false;
        oidc.DisableTelemetry = true;
        oidc.SignInScheme = SignInClaims.Scheme;
        oidc.SignOutScheme = SignInClaims.Scheme;
        oidc.CallbackPath = Path;
        oidc.SignedOutCallbackPath = $"{Path}/signed-out";
        // The framework's own asks the browser for the session's cookie, which no browser sends from within another site's page.
        oidc.RemoteSignOutPath = default;
        oidc.EventsType = typeof(OidcEvents);
        foreach (var cookie in (CookieBuilder[])[oidc.CorrelationCookie, oidc.NonceCookie])
        {
            // The answer comes by an ordinary link back, and a lax cookie comes along with that.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
        oidc.CorrelationCookie.Name = "sign-in-state.";
        oidc.NonceCookie.Name = "sign-in-nonce.";
    }

    // By a link, not a form: the policy of the pages lets no form lead to another site, redirects included.
    private static async Task<IResult> BeginAsync(
        HttpContext context,
        OidcProvider provider,
        ILogger<OidcProvider> log,
        string? returnUrl
    )
    {
        // Somebody must have clicked here: a link of another site would begin a session that nobody asked for.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return Results.LocalRedirect(SignInAddress.For(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : null));
        try
        {
            await provider.Metadata.GetAsync(context.RequestAborted);
            await context.ChallengeAsync(
                OidcProvider.Scheme,
                new() { RedirectUri = returnUrl is not null && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/" }
            );
            return Results.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or OpenIdConnectProtocolException)
        {
            log.LogWarning(e, "A sign-in cannot begin: the provider does not answer");
            return Results.LocalRedirect(SignInNotice.Address(SignInNotice.Unavailable));
        }
    }

    // OpenID Connect Front-Channel Logout 1.0: the provider shows this in a frame. Whoever knows the id of the provider's session may end ours.
    private static async Task<IResult> FrontChannelAsync(
        HttpContext context,
        OidcProvider provider,
        AccessServiceClient access,
        string? iss,
        string? sid
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var metadata = await provider.Metadata.GetAsync(context.RequestAborted);
            SecurityHeaders.FrameableBy(
                context,
                ((string[])[provider.Settings.Authority.AbsoluteUri, metadata.AuthorizationEndpoint, metadata.EndSessionEndpoint])
                    .Where(address => !string.IsNullOrEmpty(address))
                    .Select(address => new Uri(address).GetLeftPart(UriPartial.Authority))
            );
            if (iss != metadata.Issuer || sid is not { Length: > 0 and <= 400 })
                return Refused();
            await EndAsync(context, access, new(iss, sid, ""));
            return Results.Text("", "text/html");
        }
        catch (Exception e) when (e is InvalidOperationException or RpcException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // OpenID Connect Back-Channel Logout 1.0.
    private static async Task<IResult> BackChannelAsync(
        HttpContext context,
        LogoutTokens tokens,
        AccessServiceClient access,
        SecurityLog security,
        ILogger<LogoutTokens> log
    )
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
            return Refused();
        try
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 8 }, context.RequestAborted);
            if (
                form["logout_token"] is not [{ Length: > 0 } token]
                || await tokens.ReadAsync(token, context.RequestAborted) is not { } ended
            )
            {
                security.ControlTried(Control.LogoutToken, Caller.Anonymous, Callers.OriginOf(context));
                return Refused();
            }
            await EndAsync(context, access, ended);
            return Results.Ok();
        }
        catch (InvalidDataException)
        {
            return Refused();
        }
        catch (Exception e) when (e is InvalidOperationException or RpcException)
        {
            log.LogError(e, "Sessions that a provider ended could not be ended here");
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Refused() =>
        Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);

    private static async Task EndAsync(HttpContext context, AccessServiceClient access, EndedAtProvider ended)
    {
        Caller.Set(Caller.Internal("sign-out") with { Origin = Callers.OriginOf(context) });
        await access.EndSessionsAsync(
            new()
            {
                Issuer = ended.Issuer,
                ProviderSession = ended.Session,
                Subject = ended.Subject,
            },
            cancellationToken: context.RequestAborted
        );
    }
}
