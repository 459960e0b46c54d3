using System.Net;
using System.Security.Cryptography;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn.Tokens;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// Gives whoever asks on this machine a token for a neighbouring system that may read and write in every sample programme. The key is made at
/// start and goes with the demonstration.
/// </summary>
internal sealed class DemoTokens
{
    private const string Client = "demo-client";
    private const string Address = "urn:mergeprogramme:demo";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // Accounts, audit and operation are people's business.
    private static readonly string[] NotOfSystems = ["access.", "audit.", "operations."];

    private readonly SigningCredentials credentials = new(
        new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "demo" },
        SecurityAlgorithms.EcdsaSha256
    );

    /// <summary>The demonstration as an issuer of tokens.</summary>
    public TokenIssuer Issuer =>
        new(
            "demo",
            Address,
            Address,
            new IssuerMetadata(
                () => Task.FromResult(new OpenIdConnectConfiguration { Issuer = Address, SigningKeys = { credentials.Key } }),
                TimeProvider.System
            )
        );

    /// <summary>Answers <c>POST /demo/token</c> as a token endpoint does.</summary>
    public async Task<IResult> IssueAsync(HttpContext context, AccessService.AccessServiceClient access, AccessRules rules)
    {
        if (context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from))
            return Results.NotFound();
        Caller.Set(Caller.Internal("demo"));
        await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = Address,
                Subject = Client,
                Kind = PrincipalKind.System,
                DisplayName = "Demo",
                HasProviderRoles = true,
                ProviderRoles = { Role.NeighbouringSystem },
            },
            cancellationToken: context.RequestAborted
        );
        // The demonstration's clock can be moved; those of neighbouring systems cannot.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = Address,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                TokenType = "at+jwt",
                SigningCredentials = credentials,
                Claims = new Dictionary<string, object> { ["client_id"] = Client, ["scope"] = string.Join(' ', ScopesOf(rules)) },
            }
        );
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                access_token = token,
                token_type = "Bearer",
                expires_in = (int)Lifetime.TotalSeconds,
            }
        );
    }

    private static IEnumerable<string> ScopesOf(AccessRules rules) =>
        rules
            .Permissions.Where(p => !Array.Exists(NotOfSystems, part => p.StartsWith(part, StringComparison.Ordinal)))
            .Select(permission => $"mergeprogramme:{permission}");
}
