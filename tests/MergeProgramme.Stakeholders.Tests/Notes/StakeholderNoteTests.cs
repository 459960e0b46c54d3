using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using AccessClient = MergeProgramme.Access.V1.AccessService.AccessServiceClient;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.Notes;

[Collection("hosts")]
public sealed class StakeholderNoteTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";
    private const string Secret = "Rådmannen er egentlig imot, men sier det ikke høyt.";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_note_is_its_writers_alone_until_the_glass_is_broken(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("eget");
        var stakeholder = await new Client(host.Invoker(transport)).CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = "Rådmannen",
                    Kind = StakeholderKind.Person,
                    Why = "Leder kommunen",
                },
            }
        );
        var writer = await CallerAsync(host, "Skriver", Role.ProgrammeOffice, Programme);
        var colleague = await CallerAsync(host, "Kollega", Role.ProgrammeOffice, Programme);
        var administrator = await CallerAsync(host, "Administrator", Role.Administrator, "programmes/-");
        var auditor = await CallerAsync(host, "Revisor", Role.Auditor, "programmes/-");

        var written = await As(writer)
            .CreateStakeholderNoteAsync(
                new()
                {
                    Parent = stakeholder.Name,
                    Note = new() { Text = Secret },
                }
            );

        Assert.Equal((Secret, writer.Id), (written.Text, written.Author));
        Assert.Equal([written], await NotesAsync(writer));
        Assert.Empty(await NotesAsync(colleague));
        Assert.Equal(
            StatusCode.NotFound,
            await CodeAsync(colleague, c => c.DeleteStakeholderNoteAsync(new() { Name = written.Name }))
        );
        foreach (var closed in new[] { administrator, auditor })
        {
            Assert.Equal(
                StatusCode.PermissionDenied,
                await CodeAsync(closed, c => c.ListStakeholderNotesAsync(new() { Parent = stakeholder.Name }))
            );
            Assert.DoesNotContain(
                Secret,
                (await As(closed).ListEventsAsync(new() { Subject = Programme })).ToString(),
                StringComparison.Ordinal
            );
        }

        Caller.Set(auditor);
        await new AccessClient(host.InvokerAsCaller(transport)).BreakGlassAsync(
            new() { Parent = Programme, Reason = "Varsel om utilbørlig påvirkning; skriveren er part i saken." }
        );
        Assert.Equal([written], await NotesAsync(auditor));
        Assert.Equal(
            StatusCode.PermissionDenied,
            await CodeAsync(administrator, c => c.ListStakeholderNotesAsync(new() { Parent = stakeholder.Name }))
        );

        await As(writer).DeleteStakeholderNoteAsync(new() { Name = written.Name });
        Assert.Empty(await NotesAsync(writer));

        Client As(Caller caller)
        {
            Caller.Set(caller);
            return new(host.InvokerAsCaller(transport));
        }

        async Task<IEnumerable<StakeholderNote>> NotesAsync(Caller caller) =>
            (await As(caller).ListStakeholderNotesAsync(new() { Parent = stakeholder.Name })).Notes;

        async Task<StatusCode> CodeAsync<T>(Caller caller, Func<Client, AsyncUnaryCall<T>> call) =>
            (await Assert.ThrowsAsync<RpcException>(async () => await call(As(caller)))).StatusCode;
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_empty_note_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("eget");
        Assert.Equal(
            [("note.text", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await new Client(host.Invoker(transport)).CreateStakeholderNoteAsync(
                        new()
                        {
                            Parent = $"{Programme}/stakeholders/x",
                            Note = new() { Text = " \n" },
                        }
                    )
            )
        );
    }

    private static async Task<Caller> CallerAsync(RunningHost host, string title, Role role, string parent)
    {
        var access = new AccessClient(host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = title,
                Kind = PrincipalKind.Person,
                DisplayName = title,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = parent,
                RoleAssignment = new() { Principal = principal.Name, Role = role },
            }
        );
        return new(principal.Name, title);
    }
}
