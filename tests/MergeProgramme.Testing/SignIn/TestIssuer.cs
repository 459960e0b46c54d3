using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace MergeProgramme.Testing.SignIn;

/// <summary>Somebody who can sign in at the <see cref="TestIssuer"/>.</summary>
/// <param name="Subject">Id at the issuer.</param>
/// <param name="Groups">Said in the claim <c>groups</c>.</param>
public sealed record TestUser(string Subject, string Name, string Email, params string[] Groups);

/// <summary>A session that somebody has at the issuer through a client.</summary>
/// <param name="Id">Claim <c>sid</c>.</param>
public sealed record IssuerSession(string Id, string Subject, string Client);

/// <summary>
/// A real OpenID Connect provider and token issuer on a loopback port: OpenIddict, with discovery, authorization code and PKCE, client
/// credentials, sign-out and back-channel logout, and keys that can change while it runs.
/// </summary>
public sealed partial class TestIssuer : IAsyncDisposable
{
    /// <summary>The client that <see cref="AddWebClientAsync"/> registers.</summary>
    public const string WebClient = "mergeprogramme";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly ConcurrentDictionary<string, IssuerSession> sessions = new(StringComparer.Ordinal);
    private Uri? backChannel;

    private TestIssuer(WebApplication app)
    {
        this.app = app;
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    /// <summary>Where it is; the same text is its <c>iss</c>.</summary>
    public Uri Address { get; }

    /// <summary>Who can sign in, by subject.</summary>
    public ConcurrentDictionary<string, TestUser> Users { get; } =
        new(
            (
                (TestUser[])
                    [
                        new("kari", "Kari Revisor", "kari@example.org", "revisjon", "alle"),
                        new("ola", "Ola Uten Rolle", "ola@example.org", "alle"),
                    ]
            ).ToDictionary(user => user.Subject)
        );

    /// <summary>Who is signed in right now.</summary>
    public IEnumerable<IssuerSession> Sessions => sessions.Values;

    /// <summary>Forgets who is signed in, without telling anybody.</summary>
    public void ForgetSessions() => sessions.Clear();

    /// <summary>How often somebody has fetched the keys.</summary>
    public int KeysFetched => Volatile.Read(ref keysFetched);

    private int keysFetched;

    /// <summary>Whether every request is answered with 503, as by a provider that is down.</summary>
    public bool IsDown { get; set; }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var name = Guid.NewGuid().ToString("N");
        builder.Services.AddDbContext<Store>(o =>
            o.UseInMemoryDatabase(name)
                .ConfigureWarnings(w => w.Ignore(InMemoryEventId.TransactionIgnoredWarning))
                .UseOpenIddict()
        );
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<Store>().DisableBulkOperations())
            .AddServer(server =>
            {
                server
                    .SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetEndSessionEndpointUris("connect/logout")
                    .AllowAuthorizationCodeFlow()
                    .AllowClientCredentialsFlow()
                    .RequireProofKeyForCodeExchange()
                    .AddEphemeralEncryptionKey()
                    .AddSigningKey(NewRsaKey())
                    .DisableAccessTokenEncryption()
                    .DisableScopeValidation()
                    .DisableResourceValidation()
                    .IgnoreEndpointPermissions()
                    .IgnoreGrantTypePermissions()
                    .IgnoreResponseTypePermissions()
                    .IgnoreScopePermissions()
                    .IgnoreResourcePermissions();
                server
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .DisableTransportSecurityRequirement();
            });
        var app = builder.Build();
        TestIssuer issuer = null!;
        app.Use(
            (context, next) =>
            {
                if (context.Request.Path == "/.well-known/jwks")
                    Interlocked.Increment(ref issuer.keysFetched);
                if (!issuer.IsDown)
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }
        );
        app.Use((context, next) => issuer.ReplaceAsync(context, next));
        app.UseAuthentication();
        app.MapMethods("/connect/authorize", ["GET", "POST"], context => issuer.AuthorizeAsync(context).ExecuteAsync(context));
        // What a provider shows while it signs somebody out of every client by the front channel.
        app.MapGet("/front-channel/{sid}", (string sid) => Results.Content(issuer.FrontChannelPage(sid), "text/html"));
        app.MapPost("/connect/token", context => issuer.ExchangeAsync(context));
        app.MapMethods("/connect/logout", ["GET", "POST"], context => issuer.EndSessionAsync(context));
        await app.StartAsync();
        issuer = new(app);
        // The first answer takes seconds on a busy machine, and those who ask in tests do not wait for ever.
        await issuer.http.GetStringAsync(new Uri(".well-known/openid-configuration", UriKind.Relative));
        return issuer;
    }

    /// <summary>The secret of <see cref="WebClient"/>.</summary>
    public string WebClientSecret { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What is said of how somebody signed in; what was asked for where it is null.</summary>
    public string? Acr { get; set; }

    /// <summary>How long ago people signed in.</summary>
    public TimeSpan SignedInAgo { get; set; }

    /// <summary>Puts another ID token in place of each that is given out; for providers that are broken, or not who they say.</summary>
    public Func<JsonWebToken, string>? ReplaceIdToken { get; set; }

    /// <summary>Registers the host as a client for people, as an administrator of the provider would.</summary>
    /// <param name="pages">Where the host's pages are.</param>
    /// <param name="key">The host's public key; null where it has the secret.</param>
    public async Task AddWebClientAsync(Uri pages, JsonWebKey? key = null)
    {
        backChannel = new(pages, "/sign-in/oidc/back-channel-logout");
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = WebClient,
            ClientType = ClientTypes.Confidential,
            ClientSecret = key is null ? WebClientSecret : null,
            RedirectUris = { new Uri(pages, "/sign-in/oidc") },
            PostLogoutRedirectUris = { new Uri(pages, "/sign-in/oidc/signed-out") },
        };
        if (key is not null)
            client.JsonWebKeySet = new() { Keys = { key } };
        await AddClientAsync(client);
    }

    /// <summary>Registers a neighbouring system.</summary>
    /// <returns>Its secret.</returns>
    public async Task<string> AddMachineAsync(string client)
    {
        var secret = Guid.NewGuid().ToString("N");
        await AddClientAsync(new() { ClientId = client, ClientSecret = secret });
        return secret;
    }

    /// <summary>An access token by client credentials, got from the token endpoint.</summary>
    /// <param name="scopes">Whole scopes, such as <c>mergeprogramme:mandates.read</c>.</param>
    public async Task<string> MachineTokenAsync(string client, string secret, string audience, params string[] scopes)
    {
        using var answer = await http.PostAsync(
            new Uri("connect/token", UriKind.Relative),
            new FormUrlEncodedContent([
                new("grant_type", GrantTypes.ClientCredentials),
                new("client_id", client),
                new("client_secret", secret),
                new("resource", audience),
                new("scope", string.Join(' ', scopes)),
            ])
        );
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        return JsonDocument.Parse(said).RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Answers the sign-in page as somebody.</summary>
    /// <param name="authorize">Where the client sent the browser.</param>
    /// <param name="user">A subject; null for somebody who says no.</param>
    /// <returns>Where the browser is sent next.</returns>
    public async Task<Uri> AnswerAsync(Uri authorize, string? user)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(authorize.Query);
        using var answer = await http.PostAsync(
            new Uri("connect/authorize", UriKind.Relative),
            new FormUrlEncodedContent([
                .. query.Select(field => new KeyValuePair<string, string>(field.Key, field.Value.ToString())),
                new("user", user ?? ""),
            ])
        );
        return answer.Headers.Location
            ?? throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Ends a session at the provider and tells the client by the back channel.</summary>
    /// <returns>The client's answer.</returns>
    public Task<HttpResponseMessage> EndAsync(IssuerSession session)
    {
        sessions.TryRemove(session.Id, out _);
        return SendLogoutAsync(Sign(LogoutClaims(session), "logout+jwt"));
    }

    /// <summary>Sends a logout token, genuine or not, to the client by the back channel.</summary>
    public Task<HttpResponseMessage> SendLogoutAsync(string token) =>
        http.PostAsync(backChannel, new FormUrlEncodedContent([new("logout_token", token)]));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task ReplaceAsync(HttpContext context, RequestDelegate next)
    {
        if (ReplaceIdToken is not { } replace || context.Request.Path != "/connect/token")
        {
            await next(context);
            return;
        }
        var body = context.Response.Body;
        using var said = new MemoryStream();
        context.Response.Body = said;
        await next(context);
        context.Response.Body = body;
        var answer = JsonNode.Parse(said.ToArray())!;
        if (answer["id_token"] is { } token)
            answer["id_token"] = replace(new(token.GetValue<string>()));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer);
        context.Response.ContentLength = bytes.Length;
        await body.WriteAsync(bytes);
    }

    private async Task AddClientAsync(OpenIddictApplicationDescriptor client)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
    }

    private IResult AuthorizeAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (HttpMethods.IsGet(context.Request.Method))
            return Results.Content(SignInPage(request), "text/html");
        if (!Users.TryGetValue((string?)request["user"] ?? "", out var user))
        {
            return Results.Forbid(
                new(
                    new Dictionary<string, string?>
                    {
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
                        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "<b>No</b>, thanks.",
                    }
                ),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
            );
        }
        var session = new IssuerSession(Guid.NewGuid().ToString("N"), user.Subject, request.ClientId!);
        sessions[session.Id] = session;
        var identity = new ClaimsIdentity("test")
            .SetClaim(Claims.Subject, user.Subject)
            .SetClaim(Claims.Name, user.Name)
            .SetClaim(Claims.Email, user.Email)
            .SetClaims("groups", [.. user.Groups])
            .SetClaim("sid", session.Id)
            .SetClaim(Claims.AuthenticationTime, (DateTimeOffset.UtcNow - SignedInAgo).ToUnixTimeSeconds())
            .SetClaim(Claims.AuthenticationContextReference, Acr ?? request.GetAcrValues().FirstOrDefault())
            .SetScopes(request.GetScopes())
            .SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static string SignInPage(OpenIddictRequest request)
    {
        static string Encoded(string? text) => System.Net.WebUtility.HtmlEncode(text ?? "");
        var asked = string.Concat(
            request
                .GetParameters()
                .Select(p => $"<input type=\"hidden\" name=\"{Encoded(p.Key)}\" value=\"{Encoded((string?)p.Value)}\">")
        );
        return $"""
            <!doctype html><html lang="nb"><head><title>Prøveleverandør</title><link rel="icon" href="data:,"></head><body><main>
            <h1>Hvem er du?</h1><form method="post" action="/connect/authorize">{asked}
            <button name="user" value="kari">Kari Revisor</button> <button name="user" value="ola">Ola Uten Rolle</button>
            <button name="user" value="">Avbryt</button></form></main></body></html>
            """;
    }

    private string FrontChannelPage(string sid) =>
        $"""
            <!doctype html><html lang="nb"><head><title>Logget ut</title><link rel="icon" href="data:,"></head><body><main>
            <h1>Du er logget ut</h1>
            <iframe title="Logger ut" src="{new Uri(backChannel!, "front-channel-logout")}?iss={Uri.EscapeDataString(
                Address.AbsoluteUri
            )}&amp;sid={sid}">
            </iframe></main></body></html>
            """;

    private async Task ExchangeAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (request.IsClientCredentialsGrantType())
        {
            var identity = new ClaimsIdentity("test")
                .SetClaim(Claims.Subject, request.ClientId)
                // As Maskinporten says whose system it is.
                .SetClaim("consumer", JsonSerializer.SerializeToElement(Consumer, Web))
                .SetScopes(request.GetScopes())
                .SetResources(request.GetResources())
                .SetDestinations(_ => [Destinations.AccessToken]);
            await context.SignInAsync(Scheme, new(identity));
        }
        else
        {
            await context.SignInAsync(Scheme, (await context.AuthenticateAsync(Scheme)).Principal!);
        }
    }

    private async Task EndSessionAsync(HttpContext context)
    {
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if ((await context.AuthenticateAsync(Scheme)).Principal?.GetClaim("sid") is { } sid)
            sessions.TryRemove(sid, out _);
        await context.SignOutAsync(Scheme, new() { RedirectUri = "/" });
    }

    private sealed class Store(DbContextOptions<Store> options) : DbContext(options);
}
