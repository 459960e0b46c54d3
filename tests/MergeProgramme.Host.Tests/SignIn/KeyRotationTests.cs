using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>An issuer changes its keys, or is not there: nobody has to restart anything. Each test has an issuer of its own to change.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly TokenHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_token_of_a_new_key_is_let_in(bool elliptic)
    {
        var before = await host.TokenAsync("organisation.read");
        await GetAsync(before);

        host.Issuer.RotateKeys(elliptic);

        await GetAsync(await host.TokenAsync("organisation.read"));
        // The key before it is still published.
        await GetAsync(before);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_good_for_nothing_once_the_new_one_is_known()
    {
        var before = await host.TokenAsync("organisation.read");
        await GetAsync(before);
        host.Issuer.RotateKeys();
        host.Issuer.DropOldKeys();

        await GetAsync(await host.TokenAsync("organisation.read"));

        Assert.Equal(
            [("authorization", "TOKEN_INVALID")],
            await Refusals.RefusedAsync(StatusCode.Unauthenticated, () => GetAsync(before))
        );
    }

    [Fact]
    public async Task Tokens_of_made_up_keys_do_not_keep_the_issuer_busy()
    {
        await GetAsync(await host.TokenAsync("organisation.read"));
        var fetched = host.Issuer.KeysFetched;

        for (var i = 0; i < 20; i++)
        {
            var stranger = host.Issuer.Stranger;
            stranger.Key.KeyId = $"made-up-{i}";
            var token = host.Issuer.Sign(
                host.Issuer.AccessClaims(TokenHost.Audience, TokenHost.Machine, "mergeprogramme:organisation.read"),
                by: stranger
            );
            await Refusals.RefusedAsync(StatusCode.Unauthenticated, () => GetAsync(token));
        }

        Assert.InRange(host.Issuer.KeysFetched - fetched, 0, 1);
    }

    [Fact]
    public async Task A_token_whose_issuer_cannot_be_asked_for_its_keys_may_be_tried_again()
    {
        var token = await host.TokenAsync("organisation.read");
        host.Issuer.IsDown = true;

        Assert.Equal(
            [("authorization", "SIGN_IN_UNAVAILABLE")],
            await Refusals.RefusedAsync(StatusCode.Unavailable, () => GetAsync(token))
        );

        host.Issuer.IsDown = false;
        await GetAsync(token);
    }

    [Fact]
    public async Task Keys_of_another_issuer_vouch_for_nobody()
    {
        await using var other = await TestIssuer.StartAsync();
        await using var misled = await RunningHost.StartAsync(
            TestDatabase.Sqlite,
            null,
            "Tests:SignedIn=false",
            $"SignIn:Tokens:test:Authority={host.Issuer.Address}",
            $"SignIn:Tokens:test:Metadata={other.Address}.well-known/openid-configuration",
            $"SignIn:Tokens:test:Audience={TokenHost.Audience}"
        );
        var claims = host.Issuer.AccessClaims(TokenHost.Audience, TokenHost.Machine, "mergeprogramme:organisation.read");

        await Refusals.RefusedAsync(
            StatusCode.Unavailable,
            async () =>
                await new OrganisationService.OrganisationServiceClient(
                    misled.Invoker(Transport.H2c).WithToken(other.Sign(claims))
                ).ListProgrammesAsync(new())
        );
    }

    private async Task GetAsync(string token) =>
        await new OrganisationService.OrganisationServiceClient(host.With(token)).GetProgrammeAsync(
            new() { Name = TokenHost.Own }
        );
}
