using Grpc.Core;
using MergeProgramme.Access.Tests.Matrix;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Client = MergeProgramme.Access.V1.AccessService.AccessServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Access.Tests.RoleAssignments;

[Collection("hosts")]
public sealed class RoleAssignmentTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_role_counts_from_the_moment_it_is_given_to_the_moment_it_is_taken_back(
        TestDatabase database,
        Transport transport
    )
    {
        var (host, client) = await HostAsync(database, transport);
        var kari = await Somebody.CreateAsync(host, "Kari");
        Assert.False(await ReadsAsync(kari, transport));

        var given = await client.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new()
                {
                    Principal = kari.Principal.Name,
                    Role = Role.Reader,
                    Reason = "Leser seg opp",
                },
            }
        );
        Assert.True(await ReadsAsync(kari, transport));
        Assert.Equal(given, await client.GetRoleAssignmentAsync(new() { Name = given.Name }));
        Assert.Contains(given, (await client.ListRoleAssignmentsAsync(new() { Parent = Programme })).RoleAssignments);
        Assert.Equal(("Kari", Programme, "Leser seg opp"), (given.PrincipalDisplayName, given.Scope, given.Reason));

        await client.DeleteRoleAssignmentAsync(new() { Name = given.Name });
        Assert.False(await ReadsAsync(kari, transport));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_role_counts_on_its_days_only(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var kari = await Somebody.CreateAsync(host, "Kari");
        var today = TimeProvider.System.Today();
        foreach (
            var (from, to) in ((DateOnly?, DateOnly?)[])
                [(today.AddDays(1), null), (null, today.AddDays(-1)), (today.AddDays(-9), today.AddDays(-1))]
        )
        {
            await client.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = Programme,
                    RoleAssignment = new()
                    {
                        Principal = kari.Principal.Name,
                        Role = Role.Reader,
                        StartDate = from.ToDate(),
                        EndDate = to.ToDate(),
                    },
                }
            );
        }
        Assert.False(await ReadsAsync(kari, transport));

        await client.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new()
                {
                    Principal = kari.Principal.Name,
                    Role = Role.Reader,
                    StartDate = today.ToDate(),
                    EndDate = today.ToDate(),
                },
            }
        );
        Assert.True(await ReadsAsync(kari, transport));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_an_appointment_gives_ends_with_it(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var place = await Place.CreateAsync(host, "annet", "a4");
        var member = await Somebody.CreateAsync(host, "Per Moen");
        var appointment = await member.AppointAsync(place, Role.BodyMember);

        Assert.True(await MayAsync(member, transport, "mandates.read", place.Names["mergeprogramme/Mandate"]));
        Assert.False(await MayAsync(member, transport, "mandates.write", place.Names["mergeprogramme/Mandate"]));
        var listed = (await client.ListRoleAssignmentsAsync(new() { Parent = place.Programme })).RoleAssignments;
        Assert.Contains(
            listed,
            a => a.Principal == member.Principal.Name && a.Role == Role.BodyMember && a.Source == appointment!.Name
        );

        var organisation = new OrganisationClient(host.Invoker(Transport.InProcess));
        await organisation.UpdateAppointmentAsync(
            new()
            {
                Appointment = new() { Name = appointment!.Name, EndDate = TimeProvider.System.Today().AddDays(-1).ToDate() },
                UpdateMask = new() { Paths = { "end_date" } },
            }
        );
        await host.CaughtUpAsync("access.follow-appointments", "organisation");
        Assert.False(await MayAsync(member, transport, "mandates.read", place.Names["mergeprogramme/Mandate"]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_gives_themselves_a_role_or_becomes_somebody_with_one(TestDatabase database, Transport transport)
    {
        var (host, _) = await HostAsync(database, transport);
        var place = await Place.CreateAsync(host, "annet", "a4");
        var office = await Somebody.CreateAsync(host, "Kontoret");
        await office.GiveAsync(Role.ProgrammeOffice, place.Programme);
        Caller.Set(office.Caller);
        var client = new Client(host.InvokerAsCaller(transport));

        Assert.Equal(
            [("role_assignment.principal", "GIVES_SELF")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateRoleAssignmentAsync(
                        new()
                        {
                            Parent = place.Programme,
                            RoleAssignment = new() { Principal = office.Principal.Name, Role = Role.Auditor },
                        }
                    )
            )
        );
        Assert.Equal(
            [("principal", "GIVES_SELF")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.LinkPersonAsync(
                        new() { Person = place.Names["mergeprogramme/Person"], Principal = office.Principal.Name }
                    )
            )
        );
    }

    [Theory]
    [InlineData("programmes/annet", Role.Reader, "", "role_assignment.scope", "SCOPE_OUTSIDE_PARENT")]
    [InlineData("programmes/eget/subProjects/ingen", Role.Reader, "", "role_assignment.scope", "NOT_FOUND")]
    [InlineData("programmes/eget/persons/kari", Role.Reader, "", "role_assignment.scope", "SCOPE_OUTSIDE_PARENT")]
    [InlineData("", Role.Administrator, "", "role_assignment.role", "ROLE_OF_INSTALLATION")]
    [InlineData("", Role.Reader, "principals/finnes-ikke", "role_assignment.principal", "NOT_FOUND")]
    public async Task A_role_that_cannot_be_given_is_refused_at_its_field(
        string scope,
        Role role,
        string principal,
        string field,
        string reason
    )
    {
        var (host, client) = await HostAsync(TestDatabase.Sqlite, Transport.H2c);
        var kari = await Somebody.CreateAsync(host, "Kari");
        Assert.Equal(
            [(field, reason)],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateRoleAssignmentAsync(
                        new()
                        {
                            Parent = Programme,
                            RoleAssignment = new()
                            {
                                Principal = principal.Length > 0 ? principal : kari.Principal.Name,
                                Role = role,
                                Scope = scope,
                            },
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_is_shut_out_may_nothing_at_once(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var kari = await Somebody.CreateAsync(host, "Kari");
        await kari.GiveAsync(Role.ProgrammeOffice, Programme);
        Assert.True(await ReadsAsync(kari, transport));

        var principal = kari.Principal.Clone();
        principal.State = PrincipalState.Disabled;
        await client.UpdatePrincipalAsync(new() { Principal = principal });

        Assert.False(await ReadsAsync(kari, transport));
        await Assert.ThrowsAsync<RpcException>(() => Somebody.CreateAsync(host, "Kari"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Broken_glass_is_open_for_an_hour_and_told(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var auditor = await Somebody.CreateAsync(host, "Revisor");
        await auditor.GiveAsync(Role.Auditor, "programmes/-");
        Caller.Set(auditor.Caller);
        var own = new Client(host.InvokerAsCaller(transport));

        Assert.Equal(
            [("reason", "REASON_TOO_SHORT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await own.BreakGlassAsync(new() { Parent = Programme, Reason = "Må." })
            )
        );
        var opened = await own.BreakGlassAsync(
            new() { Parent = Programme, Reason = "Mistanke om lekkasje av tilbud; ingen i programmet kan undersøke seg selv." }
        );
        Caller.Set(TestCaller.Office);

        Assert.True(opened.BreakGlass);
        Assert.Equal(TimeSpan.FromHours(1), opened.ExpireTime.ToDateTimeOffset() - opened.CreateTime.ToDateTimeOffset());
        Assert.Contains(opened, (await client.ListRoleAssignmentsAsync(new() { Parent = Programme })).RoleAssignments);
        var told = (await client.ListEventsAsync(new() { Subject = opened.Name })).Events;
        Assert.Equal(("access.glass.broken", auditor.Principal.Name), (Assert.Single(told).Type, told[0].Actor));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_creates_a_programme_is_its_office(TestDatabase database, Transport transport)
    {
        var (host, _) = await HostAsync(database, transport);
        var admin = await Somebody.CreateAsync(host, "Administrator");
        await admin.GiveAsync(Role.Administrator, "programmes/-");
        Caller.Set(admin.Caller);
        var organisation = new OrganisationClient(host.InvokerAsCaller(transport));
        var created = await organisation.CreateProgrammeAsync(
            new()
            {
                Programme = new() { DisplayName = "Nytt", Kind = ProgrammeKind.MunicipalMerger },
            }
        );
        await host.CaughtUpAsync("access.follow-appointments", "organisation");

        Assert.True(await MayAsync(admin, transport, "organisation.write", created.Name));
        Assert.False(await MayAsync(admin, transport, "organisation.write", Programme));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_office_finds_strangers_by_their_whole_address_only(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var stranger = await Somebody.CreateAsync(host, "Fremmed Person");

        Assert.Empty((await client.ListPrincipalsAsync(new() { Parent = Programme, Query = "fremmed" })).Principals);
        Assert.Equal(
            [stranger.Principal.Name],
            (
                await client.ListPrincipalsAsync(new() { Parent = Programme, Query = "Fremmed-Person@eksempel.no" })
            ).Principals.Select(p => p.Name)
        );
        Assert.Equal(
            [stranger.Principal.Name],
            (await client.ListPrincipalsAsync(new() { Parent = "programmes/-", Query = "fremmed" })).Principals.Select(p =>
                p.Name
            )
        );
    }

    private static async Task<bool> ReadsAsync(Somebody somebody, Transport transport)
    {
        Caller.Set(somebody.Caller);
        try
        {
            await new OrganisationClient(somebody.Host.InvokerAsCaller(transport)).GetProgrammeAsync(new() { Name = Programme });
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
        finally
        {
            Caller.Set(TestCaller.Office);
        }
    }

    private static async Task<bool> MayAsync(Somebody somebody, Transport transport, string permission, string resource)
    {
        Caller.Set(somebody.Caller);
        var answer = await new Client(somebody.Host.InvokerAsCaller(transport)).TestPermissionsAsync(
            new() { Resource = resource, Permissions = { permission } }
        );
        Caller.Set(TestCaller.Office);
        return answer.Permissions.Contains(permission);
    }

    private async Task<(RunningHost Host, Client Client)> HostAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("eget", "a4");
        return (host, new(host.Invoker(transport)));
    }
}
