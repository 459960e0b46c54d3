using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.SignIn.Tokens;

/// <summary>
/// Makes a call that comes with a bearer token the call of a neighbouring system: gRPC and REST alike. Pages heed no tokens.
/// </summary>
internal sealed class TokenCallers(
    RequestDelegate next,
    IEnumerable<TokenIssuer> issuers,
    AccessService.AccessServiceClient access,
    TimeProvider time,
    SecurityLog security,
    ILogger<TokenCallers> log
)
{
    private const string Bearer = "Bearer ";

    // What a token says that was made because a person signed in: an ID token, or an access token for somebody.
    private static readonly string[] OfPerson =
    [
        "nonce",
        "at_hash",
        "c_hash",
        "auth_time",
        "acr",
        "amr",
        "sid",
        "pid",
        "preferred_username",
    ];

    private readonly TokenIssuer[] issuers = [.. issuers];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Callers.IsForMachines(context))
        {
            if (context.Request.Headers.Authorization is { Count: > 0 } header)
                Caller.Set(await CallerOfAsync(context, header.ToString()));
            Challenge(context);
        }
        await next(context);
    }

    // RFC 6750, 3. A gRPC status is no HTTP status, so gRPC answers stay as they are.
    private static void Challenge(HttpContext context)
    {
        var refused = Caller.Current.Refused;
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = refused is null
                    ? "Bearer"
                    : $"Bearer error=\"invalid_token\", error_description=\"{refused.Violations[0].Reason}\"";
            }
            return Task.CompletedTask;
        });
    }

    private async Task<Caller> CallerOfAsync(HttpContext context, string header)
    {
        try
        {
            return await SystemAsync(context, header);
        }
        catch (Problem refused)
        {
            security.SignInRefused("token", refused.Violations[0].Reason, Callers.OriginOf(context));
            return Caller.Anonymous with { Refused = refused };
        }
    }

    private async Task<Caller> SystemAsync(HttpContext context, string header)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw Problem.Unauthenticated("TOKEN_INVALID");
        var token = header[Bearer.Length..].Trim();
        var issuer = IssuerOf(token);
        var claims = await ClaimsAsync(issuer, token, context.RequestAborted);
        if (OfPerson.Any(claim => claims.HasClaim(c => c.Type == claim)))
            throw Problem.Unauthenticated("TOKEN_OF_PERSON");
        if (claims.FindFirstValue(issuer.ClientClaim) is not { Length: > 0 and <= 400 } client)
            throw Problem.Unauthenticated("TOKEN_CLIENT_MISSING", issuer.ClientClaim);
        var principal = await ResolveAsync(issuer, client, claims, context.RequestAborted);
        return new(principal.Name, principal.DisplayName, CallerKind.System)
        {
            Scopes = issuer.PermissionsOf(claims.FindAll(issuer.ScopeClaim).Select(c => c.Value)),
            Origin = Callers.OriginOf(context),
            ExpireTime = ExpireTime(claims),
        };
    }

    // The issuer's clock is the world's, and a demonstration's is not.
    private DateTimeOffset? ExpireTime(ClaimsPrincipal claims) =>
        long.TryParse(claims.FindFirstValue(JwtRegisteredClaimNames.Exp), CultureInfo.InvariantCulture, out var seconds)
            ? time.GetUtcNow()
                + (DateTimeOffset.FromUnixTimeSeconds(seconds) + TokenIssuer.ClockSkew - TimeProvider.System.GetUtcNow())
            : null;

    // Says only whose keys the token is to be held against; whether it is theirs is checked then.
    private TokenIssuer IssuerOf(string token)
    {
        try
        {
            var said = new JsonWebToken(token).Issuer;
            return Array.Find(issuers, i => i.Issuer == said) ?? throw Problem.Unauthenticated("TOKEN_ISSUER");
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            throw Problem.Unauthenticated("TOKEN_INVALID");
        }
    }

    private async Task<ClaimsPrincipal> ClaimsAsync(TokenIssuer issuer, string token, CancellationToken cancellation)
    {
        try
        {
            var result = await issuer.ValidateAsync(token, cancellation);
            return result.IsValid
                ? new(result.ClaimsIdentity)
                : throw Problem.Unauthenticated(
                    result.Exception switch
                    {
                        SecurityTokenExpiredException or SecurityTokenNoExpirationException => "TOKEN_EXPIRED",
                        SecurityTokenNotYetValidException => "TOKEN_NOT_YET_VALID",
                        SecurityTokenInvalidAudienceException => "TOKEN_AUDIENCE",
                        SecurityTokenInvalidIssuerException => "TOKEN_ISSUER",
                        _ => "TOKEN_INVALID",
                    }
                );
        }
        catch (InvalidOperationException e)
        {
            log.LogWarning(e, "The keys of the token issuer {Issuer} cannot be fetched", issuer.Name);
            throw Problem.Unavailable("SIGN_IN_UNAVAILABLE");
        }
    }

    private async Task<Principal> ResolveAsync(
        TokenIssuer issuer,
        string client,
        ClaimsPrincipal claims,
        CancellationToken cancellation
    )
    {
        var before = Caller.Current;
        // Who it is, the installation asks: the caller is not known yet.
        Caller.Set(Caller.Internal("sign-in"));
        try
        {
            return await access.ResolvePrincipalAsync(
                new()
                {
                    Issuer = issuer.Issuer,
                    Subject = client,
                    Kind = PrincipalKind.System,
                    DisplayName = DisplayName(client, claims),
                },
                cancellationToken: cancellation
            );
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            throw e.StatusCode switch
            {
                StatusCode.PermissionDenied => Problem.Unauthenticated("PRINCIPAL_DISABLED"),
                StatusCode.InvalidArgument => Problem.Unauthenticated("TOKEN_INVALID"),
                _ => Problem.Unavailable("SIGN_IN_UNAVAILABLE"),
            };
        }
        finally
        {
            Caller.Set(before);
        }
    }

    // Maskinporten says whose system it is: {"authority":"iso6523-actorid-upis","ID":"0192:123456785"}.
    private static string DisplayName(string client, ClaimsPrincipal claims)
    {
        if (claims.FindFirstValue("consumer") is not { } consumer)
            return "";
        try
        {
            using var json = JsonDocument.Parse(consumer);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("ID", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 and < 100 } number
                ? $"{number.Split(':')[^1]} ({client})"
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
