using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>What a neighbouring system's token is good for, over gRPC and REST, and which tokens are good for nothing.</summary>
public sealed class TokenTests(TokenHost host) : IClassFixture<TokenHost>
{
    private const string Read = "mergeprogramme:organisation.read";

    [Fact]
    public async Task A_genuine_token_is_a_neighbouring_system_as_its_issuer_knows_it()
    {
        const string Client = "nytt-system";
        var secret = await host.Issuer.AddMachineAsync(Client);
        var invoker = host.With(await host.Issuer.MachineTokenAsync(Client, secret, TokenHost.Audience, Read));
        var caller = await new AccessService.AccessServiceClient(invoker).GetCallerAsync(new());
        await host.Host.AdmitAsync(host.Issuer, Client, TokenHost.Own);

        var programme = await new OrganisationService.OrganisationServiceClient(invoker).GetProgrammeAsync(
            new() { Name = TokenHost.Own }
        );

        Assert.Equal(TokenHost.Own, programme.Name);
        Assert.Equal(PrincipalKind.System, caller.Principal.Kind);
        Assert.Equal((host.Issuer.Address.AbsoluteUri, Client), (caller.Principal.Issuer, caller.Principal.Subject));
        // As Maskinporten says whose system it is.
        Assert.Equal("123456785 (nytt-system)", caller.Principal.DisplayName);
    }

    [Fact]
    public async Task A_token_permits_what_its_scopes_name_and_no_more()
    {
        var token = await host.TokenAsync("organisation.read");
        var organisation = new OrganisationService.OrganisationServiceClient(host.With(token));
        var programme = await organisation.GetProgrammeAsync(new() { Name = TokenHost.Own });

        Assert.Equal(
            [("authorization", "PERMISSION_DENIED")],
            await Refusals.RefusedAsync(
                StatusCode.PermissionDenied,
                async () => await organisation.UpdateProgrammeAsync(new() { Programme = programme })
            )
        );
        using var answer = await RestAsync(token, "/v1/programmes/egen/roleAssignments");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_without_scopes_permits_nothing()
    {
        Assert.Equal(
            [("authorization", "PERMISSION_DENIED")],
            await Refusals.RefusedAsync(StatusCode.PermissionDenied, async () => await GetAsync(await host.TokenAsync()))
        );
    }

    [Fact]
    public async Task Scopes_of_another_api_name_no_permission_here()
    {
        var token = host.Issuer.Sign(Claims("organisation.read", "other:organisation.read", "Mergeprogramme:organisation.read"));

        await Refusals.RefusedAsync(StatusCode.PermissionDenied, () => GetAsync(token));
    }

    [Fact]
    public async Task Scopes_may_be_a_list()
    {
        var claims = Claims();
        claims["scope"] = new[] { Read, "other:scope" };

        await GetAsync(host.Issuer.Sign(claims));
    }

    [Theory]
    [InlineData(TokenHost.Other)]
    [InlineData("programmes/finnes-ikke")]
    public async Task Another_programme_is_not_found_whether_it_is_there_or_not(string programme)
    {
        var token = await host.TokenAsync("organisation.read");

        Assert.Equal([("name", "NOT_FOUND")], await Refusals.RefusedAsync(StatusCode.NotFound, () => GetAsync(token, programme)));
    }

    [Fact]
    public async Task A_token_serves_rest_too()
    {
        using var answer = await RestAsync(await host.TokenAsync("organisation.read"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Host.Pages };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await host.TokenAsync("organisation.read")
        );

        using var answer = await client.GetAsync(new Uri("/programmes/egen", UriKind.Relative));

        Assert.Equal("/sign-in?returnUrl=%2Fprogrammes%2Fegen", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Without_a_token_nobody_is_let_in()
    {
        Assert.Equal(
            [("authorization", "UNAUTHENTICATED")],
            await Refusals.RefusedAsync(StatusCode.Unauthenticated, () => GetAsync(null))
        );
        using var answer = await RestAsync(null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    // Each is genuine but for the one thing that its name says.
    public static TheoryData<string, string> Refused { get; } =
        new()
        {
            { "signed by a stranger", "TOKEN_INVALID" },
            { "signed by a stranger under a new name", "TOKEN_INVALID" },
            { "not signed", "TOKEN_INVALID" },
            { "signed with the public key as secret", "TOKEN_INVALID" },
            { "altered after signing", "TOKEN_INVALID" },
            { "signature cut off", "TOKEN_INVALID" },
            { "no token at all", "TOKEN_INVALID" },
            { "too long", "TOKEN_INVALID" },
            { "expired", "TOKEN_EXPIRED" },
            { "never expiring", "TOKEN_EXPIRED" },
            { "not yet valid", "TOKEN_NOT_YET_VALID" },
            { "for another installation", "TOKEN_AUDIENCE" },
            { "for nobody in particular", "TOKEN_AUDIENCE" },
            { "of another issuer", "TOKEN_ISSUER" },
            { "of nobody in particular", "TOKEN_ISSUER" },
            { "an ID token", "TOKEN_OF_PERSON" },
            { "a logout token", "TOKEN_INVALID" },
            { "on behalf of a person", "TOKEN_OF_PERSON" },
            { "without a client", "TOKEN_CLIENT_MISSING" },
        };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_token_is_refused_when_it_is(string what, string reason)
    {
        var token = Bad(what);

        Assert.Equal([("authorization", reason)], await Refusals.RefusedAsync(StatusCode.Unauthenticated, () => GetAsync(token)));
        if (what == "too long")
            return;
        using var answer = await RestAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            $"Bearer error=\"invalid_token\", error_description=\"{reason}\"",
            answer.Headers.WwwAuthenticate.ToString()
        );
    }

    [Fact]
    public async Task What_the_refused_tokens_were_altered_from_is_let_in()
    {
        await GetAsync(host.Issuer.Sign(Claims(Read)));
    }

    [Theory]
    [InlineData("Basic c2FrLWFya2l2OmhlbW1lbGln")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    public async Task Another_way_of_saying_who_one_is_is_refused(string header)
    {
        using var client = new HttpClient { BaseAddress = host.Host.Pages };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var answer = await client.GetAsync(new Uri("/v1/programmes/egen", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Two_tokens_at_once_are_refused()
    {
        var token = await host.TokenAsync("organisation.read");
        using var client = new HttpClient { BaseAddress = host.Host.Pages };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", [$"Bearer {token}", $"Bearer {token}"]);

        using var answer = await client.GetAsync(new Uri("/v1/programmes/egen", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_disabled_system_is_shut_out_though_its_token_is_good()
    {
        const string Client = "stengt";
        var principal = await host.Host.AdmitAsync(host.Issuer, Client, TokenHost.Own);
        var token = host.Issuer.Sign(host.Issuer.AccessClaims(TokenHost.Audience, Client, Read));
        await GetAsync(token);

        await new AccessService.AccessServiceClient(host.Host.Invoker(Transport.InProcess)).UpdatePrincipalAsync(
            new()
            {
                Principal = new() { Name = principal, State = PrincipalState.Disabled },
            }
        );

        Assert.Equal(
            [("authorization", "PRINCIPAL_DISABLED")],
            await Refusals.RefusedAsync(StatusCode.Unauthenticated, () => GetAsync(token))
        );
    }

    [Fact]
    public async Task A_system_that_nobody_gave_a_role_reaches_nothing()
    {
        var token = host.Issuer.Sign(host.Issuer.AccessClaims(TokenHost.Audience, "ukjent", Read));

        await Refusals.RefusedAsync(StatusCode.NotFound, () => GetAsync(token));
        var organisation = new OrganisationService.OrganisationServiceClient(host.With(token));
        Assert.Empty((await organisation.ListProgrammesAsync(new())).Programmes);
    }

    [Fact]
    public async Task Reflection_is_for_those_who_have_signed_in()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => ReflectAsync(null));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);

        Assert.Contains("mergeprogramme.access.v1.AccessService", await ReflectAsync(await host.TokenAsync()));
    }

    private async Task<IReadOnlyList<string>> ReflectAsync(string? token)
    {
        var client = new global::Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(host.With(token));
        using var call = client.ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name)];
    }

    private string Bad(string what)
    {
        var issuer = host.Issuer;
        var claims = Claims(Read);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        switch (what)
        {
            case "signed by a stranger":
                return issuer.Sign(claims, by: issuer.Stranger);
            case "signed by a stranger under a new name":
                var stranger = issuer.Stranger;
                stranger.Key.KeyId = "nobody";
                return issuer.Sign(claims, by: stranger);
            case "not signed":
                return TestIssuer.WithoutSignature(claims);
            case "signed with the public key as secret":
                return issuer.Sign(claims, by: issuer.PublicKeyAsSecret);
            case "altered after signing":
                var parts = issuer.Sign(claims).Split('.');
                claims["scope"] = $"{Read} mergeprogramme:organisation.write";
                return $"{parts[0]}.{issuer.Sign(claims).Split('.')[1]}.{parts[2]}";
            case "signature cut off":
                return issuer.Sign(claims)[..^20];
            case "no token at all":
                return "abc.def";
            case "too long":
                claims["padding"] = new string('x', 17 * 1024);
                return issuer.Sign(claims);
            // Longer ago than clocks may differ.
            case "expired":
                (claims["nbf"], claims["exp"]) = (now - 600, now - 31);
                return issuer.Sign(claims);
            case "never expiring":
                claims.Remove("exp");
                return issuer.Sign(claims);
            case "not yet valid":
                claims["nbf"] = now + 60;
                return issuer.Sign(claims);
            case "for another installation":
                claims["aud"] = "https://other.example.org";
                return issuer.Sign(claims);
            case "for nobody in particular":
                claims.Remove("aud");
                return issuer.Sign(claims);
            case "of another issuer":
                claims["iss"] = "https://issuer.example.org/";
                return issuer.Sign(claims);
            case "of nobody in particular":
                claims.Remove("iss");
                return issuer.Sign(claims);
            // As for a client whose id is this installation's audience.
            case "an ID token":
                (claims["nonce"], claims["auth_time"]) = ("n-0S6_WzA2Mj", now);
                return issuer.Sign(claims, "JWT");
            case "a logout token":
                return issuer.Sign(issuer.LogoutClaims(new("sid", "kari", TokenHost.Audience)), "logout+jwt");
            case "on behalf of a person":
                (claims["sub"], claims["acr"]) = ("kari", "Level4");
                return issuer.Sign(claims);
            case "without a client":
                claims.Remove("client_id");
                return issuer.Sign(claims);
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "");
        }
    }

    private Dictionary<string, object> Claims(params string[] scopes) =>
        host.Issuer.AccessClaims(TokenHost.Audience, TokenHost.Machine, scopes);

    private async Task GetAsync(string? token, string programme = TokenHost.Own) =>
        await new OrganisationService.OrganisationServiceClient(host.With(token)).GetProgrammeAsync(new() { Name = programme });

    private async Task<HttpResponseMessage> RestAsync(string? token, string path = "/v1/programmes/egen")
    {
        using var client = new HttpClient { BaseAddress = host.Host.Pages };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }
}
