namespace MergeProgramme.Testing.SignIn;

/// <summary>One <see cref="OidcHost"/> for the tests of a class that leave it as they found it.</summary>
public sealed class SharedOidcHost : IAsyncLifetime
{
    /// <summary>The host and its provider.</summary>
    public OidcHost Oidc { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Oidc = await OidcHost.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Oidc.DisposeAsync();
}
