using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>A stream that was opened by right ends when the right does, and says why.</summary>
public sealed class StreamEndTests
{
    private const string Own = "programmes/egen";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task It_ends_when_the_role_is_taken_back(TestDatabase database, Transport transport)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var (kari, role) = await ReaderAsync(host);
        using var stream = await OpenAsync(host, transport, kari);

        await host.Access().DeleteRoleAssignmentAsync(new() { Name = role.Name });

        await EndsAsync(stream, StatusCode.PermissionDenied);
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_ends_when_the_reader_is_shut_out(TestDatabase database, Transport transport)
    {
        var (host, _) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var (kari, _) = await ReaderAsync(host);
        using var stream = await OpenAsync(host, transport, kari);

        kari.State = PrincipalState.Disabled;
        await host.Access().UpdatePrincipalAsync(new() { Principal = kari });

        await EndsAsync(stream, StatusCode.Unauthenticated);
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_ends_after_the_last_day_of_the_role(TestDatabase database, Transport transport)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var (kari, _) = await ReaderAsync(host, lastDay: clock.Today());
        using var stream = await OpenAsync(host, transport, kari);

        clock.Advance(TimeSpan.FromDays(1));

        await EndsAsync(stream, StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task It_ends_within_seconds_when_another_host_takes_the_role_back()
    {
        var (host, clock) = await SignInHost.StartAsync(TestDatabase.PostgreSql);
        await using var _1 = host;
        var (kari, role) = await ReaderAsync(host);
        using var stream = await OpenAsync(host, Transport.H2c, kari);
        // Behind this host's back, as another one of the installation writes.
        await using (var connection = await host.OpenAsync("access"))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"DELETE FROM role_assignments WHERE name = '{role.Name}'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        clock.Advance(TimeSpan.FromSeconds(3));

        await EndsAsync(stream, StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task It_ends_when_the_token_expires()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var issuer = await TestIssuer.StartAsync();
        await using var host = await RunningHost.StartAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(clock),
            settings:
            [
                "Tests:SignedIn=false",
                $"SignIn:Tokens:test:Authority={issuer.Address}",
                $"SignIn:Tokens:test:Audience={TokenHost.Audience}",
            ]
        );
        await host.ProgrammeAsync("egen");
        var secret = await issuer.AddMachineAsync(TokenHost.Machine);
        await host.AdmitAsync(issuer, TokenHost.Machine, TokenHost.Own);
        var token = await issuer.MachineTokenAsync(
            TokenHost.Machine,
            secret,
            TokenHost.Audience,
            "mergeprogramme:organisation.read"
        );
        var client = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.H2c).WithToken(token));
        using var stream = client.StreamEvents(new() { Subject = TokenHost.Own, Follow = true });
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromDays(1));

        await EndsAsync(stream, StatusCode.Unauthenticated);
    }

    [Theory, MemberData(nameof(All))]
    public async Task It_goes_on_for_whoever_keeps_a_role_with_what_that_permits(TestDatabase database, Transport transport)
    {
        var (host, clock) = await SignInHost.StartAsync(database);
        await using var _1 = host;
        var (kari, auditor) = await ReaderAsync(host);
        await GiveAsync(host, kari, Role.Reader);
        using var stream = await OpenAsync(host, transport, kari);
        await SubProjectAsync("A1");
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal("192.0.2.7", stream.ResponseStream.Current.Origin);

        await host.Access().DeleteRoleAssignmentAsync(new() { Name = auditor.Name });
        clock.Advance(TimeSpan.FromHours(2));
        await SubProjectAsync("A2");

        // From where somebody wrote is for auditors.
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(
            ("A2", ""),
            (stream.ResponseStream.Current.Data.Unpack<SubProject>().Code, stream.ResponseStream.Current.Origin)
        );

        async Task SubProjectAsync(string code)
        {
            Caller.Set(TestCaller.Office with { Origin = "192.0.2.7" });
            await new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess)).CreateSubProjectAsync(
                new()
                {
                    Parent = Own,
                    SubProject = new()
                    {
                        Code = code,
                        DisplayName = "Helse",
                        Kind = SubProjectKind.Administrative,
                    },
                }
            );
        }
    }

    private static async Task<(Principal Reader, RoleAssignment Role)> ReaderAsync(RunningHost host, DateOnly? lastDay = null)
    {
        await host.ProgrammeAsync("egen");
        var kari = await host.PrincipalAsync("kari");
        return (kari, await GiveAsync(host, kari, Role.Auditor, lastDay));
    }

    private static async Task<RoleAssignment> GiveAsync(RunningHost host, Principal to, Role role, DateOnly? lastDay = null) =>
        await host.Access()
            .CreateRoleAssignmentAsync(
                new()
                {
                    Parent = Own,
                    RoleAssignment = new()
                    {
                        Principal = to.Name,
                        Role = role,
                        EndDate = lastDay.ToDate(),
                    },
                }
            );

    // Opened, and past its first event: the stream is being served.
    private static async Task<AsyncServerStreamingCall<Event>> OpenAsync(RunningHost host, Transport transport, Principal reader)
    {
        Caller.Set(new(reader.Name, reader.DisplayName));
        var stream = new OrganisationService.OrganisationServiceClient(host.InvokerAsCaller(transport)).StreamEvents(
            new() { Subject = Own, Follow = true }
        );
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return stream;
    }

    private static async Task EndsAsync(AsyncServerStreamingCall<Event> stream, StatusCode with)
    {
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken)) { }
        });
        Assert.Equal(with, ended.StatusCode);
        Assert.NotEmpty(ended.GetRpcStatus()!.Details);
    }
}
