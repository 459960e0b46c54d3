using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Access.V1;

namespace MergeProgramme.Testing.SignIn;

/// <summary>A host that nobody is signed in to, and the issuer whose tokens it takes. It has the programmes <c>egen</c> and <c>annen</c>.</summary>
public sealed class TokenHost : IAsyncLifetime
{
    /// <summary>What the issuer's tokens must have as <c>aud</c>.</summary>
    public const string Audience = "https://mergeprogramme.example.org";

    /// <summary>The neighbouring system, with a role in its own programme.</summary>
    public const string Machine = "sak-arkiv";

    /// <summary>The programme in which it has a role.</summary>
    public const string Own = "programmes/egen";

    /// <summary>A programme in which it has none.</summary>
    public const string Other = "programmes/annen";

    /// <summary>Where the tokens come from.</summary>
    public TestIssuer Issuer { get; private set; } = null!;

    /// <summary>The host.</summary>
    public RunningHost Host { get; private set; } = null!;

    /// <summary>The machine's secret at the issuer.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The machine as the host knows it.</summary>
    public string Principal { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Host = await RunningHost.StartAsync(
            TestDatabase.Sqlite,
            null,
            "Tests:SignedIn=false",
            $"SignIn:Tokens:test:Authority={Issuer.Address}",
            $"SignIn:Tokens:test:Audience={Audience}"
        );
        await Host.ProgrammeAsync("egen");
        await Host.ProgrammeAsync("annen");
        Secret = await Issuer.AddMachineAsync(Machine);
        Principal = await Host.AdmitAsync(Issuer, Machine, Own);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    /// <summary>Calls over the wire with a token; with none where it is null.</summary>
    public CallInvoker With(string? token) => Host.Invoker(Transport.H2c).WithToken(token);

    /// <summary>A genuine token of the machine, got from the issuer.</summary>
    /// <param name="permissions">What its scopes name, such as <c>mandates.read</c>.</param>
    public Task<string> TokenAsync(params string[] permissions) =>
        Issuer.MachineTokenAsync(Machine, Secret, Audience, [.. permissions.Select(p => $"mergeprogramme:{p}")]);
}

/// <summary>Neighbouring systems in tests.</summary>
public static class Machines
{
    /// <summary>Calls with a bearer token; with none where it is null.</summary>
    public static CallInvoker WithToken(this CallInvoker invoker, string? token) =>
        token is null
            ? invoker
            : invoker.Intercept(metadata =>
            {
                metadata.Add("authorization", $"Bearer {token}");
                return metadata;
            });

    /// <summary>Registers a neighbouring system and gives it its role, as an administrator would.</summary>
    /// <param name="parent">A programme, or <c>programmes/-</c> for all of them.</param>
    /// <returns>Its principal's name.</returns>
    public static async Task<string> AdmitAsync(this RunningHost host, TestIssuer issuer, string client, string parent)
    {
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = issuer.Address.AbsoluteUri,
                Subject = client,
                Kind = PrincipalKind.System,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = parent,
                RoleAssignment = new() { Principal = principal.Name, Role = Role.NeighbouringSystem },
            }
        );
        return principal.Name;
    }
}
