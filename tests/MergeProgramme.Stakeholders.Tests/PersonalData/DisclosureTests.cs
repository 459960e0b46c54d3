using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using AccessClient = MergeProgramme.Access.V1.AccessService.AccessServiceClient;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.PersonalData;

[Collection("hosts")]
public sealed class DisclosureTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";
    private const string Name = "Øyvind Ås";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_was_asked_for_is_logged_and_finished_once(TestDatabase database, Transport transport)
    {
        var (_, client) = await HostAsync(database, transport);
        var report = await client.CreateDisclosureAsync(new() { Parent = Programme, Disclosure = New(DisclosureKind.Access) });
        var erasure = await client.CreateDisclosureAsync(new() { Parent = Programme, Disclosure = New(DisclosureKind.Erasure) });

        Assert.Equal(("", "Innsynskrav", "26/118"), (report.Pseudonym, report.Purpose, report.CaseNumber));
        Assert.Matches("^Person [0-9a-f]{4}$", erasure.Pseudonym);
        Assert.Equal(report, await client.GetDisclosureAsync(new() { Name = report.Name }));
        Assert.Equal([erasure, report], (await client.ListDisclosuresAsync(new() { Parent = Programme })).Disclosures);
        Assert.Null(report.FinishTime);
        var finished = await client.FinishDisclosureAsync(new() { Name = report.Name });
        Assert.NotNull(finished.FinishTime);
        Assert.Equal(finished, await client.FinishDisclosureAsync(new() { Name = report.Name }));
        // Whoever reads the register reads the log.
        var logged = (await client.ListEventsAsync(new() { Subject = report.Name })).Events;
        Assert.Equal(2, logged.Count);
        Assert.All(
            logged,
            e => Assert.Equal(("", ""), (e.Data.Unpack<Disclosure>().Purpose, e.Data.Unpack<Disclosure>().CaseNumber))
        );
        Assert.Equal(
            [("disclosure.kind", "REQUIRED"), ("disclosure.purpose", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateDisclosureAsync(new() { Parent = Programme, Disclosure = new() })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Names_that_stand_in_every_other_text_are_refused(TestDatabase database, Transport transport)
    {
        var (_, client) = await HostAsync(database, transport);
        Assert.Equal(
            [("names[1]", "PERSONAL_NAME_SHORT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.FindPersonalDataAsync(new() { Parent = Programme, Names = { Name, " as " } })
            )
        );
        foreach (var pseudonym in (string[])[Name, "Person <7f3a>"])
        {
            Assert.Equal(
                [("pseudonym", "PSEUDONYM_UNFIT")],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await client.ErasePersonalDataAsync(
                            new()
                            {
                                Parent = Programme,
                                Names = { Name },
                                Pseudonym = pseudonym,
                            }
                        )
                )
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_office_is_told_of_a_note_and_not_what_it_says(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var stakeholder = await client.CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = "Velforeningen",
                    Kind = StakeholderKind.Organisation,
                    Why = "Nabo",
                },
            }
        );
        await client.CreateStakeholderNoteAsync(
            new()
            {
                Parent = stakeholder.Name,
                Note = new() { Text = $"{Name} er vanskelig." },
            }
        );
        var office = await CallerAsync(host, "Kontoret", Role.ProgrammeOffice, Programme);
        var administrator = await CallerAsync(host, "Administrator", Role.Administrator, "programmes/-");
        var lead = await CallerAsync(host, "Leser", Role.Reader, Programme);
        var request = new FindPersonalDataRequest { Parent = Programme, Names = { Name.ToUpperInvariant() } };

        Caller.Set(office);
        var found = (await new Client(host.InvokerAsCaller(transport)).FindPersonalDataAsync(request)).Entries;
        var note = Assert.Single(found, e => e.Category == PersonalDataCategory.Note);
        Assert.Equal(("", true, true, 1), (note.Text, note.Closed, note.Erasable, note.Count));

        foreach (var closed in (Caller[])[administrator, lead])
        {
            Caller.Set(closed);
            var asClosed = new Client(host.InvokerAsCaller(transport));
            Assert.Equal(
                StatusCode.PermissionDenied,
                (await Assert.ThrowsAsync<RpcException>(async () => await asClosed.FindPersonalDataAsync(request))).StatusCode
            );
        }

        Caller.Set(office);
        await new Client(host.InvokerAsCaller(transport)).ErasePersonalDataAsync(
            new()
            {
                Parent = Programme,
                Names = { Name },
                Pseudonym = "Person 7f3a",
            }
        );
        Caller.Set(TestCaller.Office);
        Assert.Equal(
            "Person 7f3a er vanskelig.",
            Assert.Single((await client.ListStakeholderNotesAsync(new() { Parent = stakeholder.Name })).Notes).Text
        );
    }

    private static Disclosure New(DisclosureKind kind) =>
        new()
        {
            Kind = kind,
            Purpose = "Innsynskrav",
            CaseNumber = "26/118",
            Pseudonym = "Kari",
        };

    private async Task<(RunningHost Host, Client Client)> HostAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("eget");
        return (host, new(host.Invoker(transport)));
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
