using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Stakeholders.Tests.Register;

[Collection("hosts")]
public sealed class StakeholderTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_registered_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });

        // A stakeholder may be a person, and the name of the resource stands in addresses and logs.
        Assert.StartsWith($"{Programme}/stakeholders/", created.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("sykehuset", created.Name, StringComparison.Ordinal);
        var expected = Hospital();
        (expected.Name, expected.Etag) = (created.Name, created.Etag);
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetStakeholderAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_list_is_by_name_and_narrows_to_a_sub_project(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        await CreateAsync(client, "Sykehuset Østfold", $"{Programme}/subProjects/a4", $"{Programme}/subProjects/a5");
        await CreateAsync(client, "NAV stat", $"{Programme}/subProjects/a4");
        await CreateAsync(client, "Helsedirektoratet");

        var all = await client.ListStakeholdersAsync(new() { Parent = Programme });
        Assert.Equal(["Helsedirektoratet", "NAV stat", "Sykehuset Østfold"], all.Stakeholders.Select(s => s.DisplayName));
        Assert.Equal(
            [
                [],
                [$"{Programme}/subProjects/a4"],
                [$"{Programme}/subProjects/a4", $"{Programme}/subProjects/a5"],
            ],
            all.Stakeholders.Select(s => s.SubProjects.ToArray())
        );
        var concerned = await client.ListStakeholdersAsync(
            new() { Parent = Programme, SubProject = $"{Programme}/subProjects/a5" }
        );
        Assert.Equal(["Sykehuset Østfold"], concerned.Stakeholders.Select(s => s.DisplayName));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Pages_hold_every_stakeholder_once_even_of_the_same_name(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        for (var i = 0; i < 5; i++)
            await CreateAsync(client, "Pårørende", $"{Programme}/subProjects/a{i}");

        var found = new List<Stakeholder>();
        var token = "";
        do
        {
            var page = await client.ListStakeholdersAsync(
                new()
                {
                    Parent = Programme,
                    PageSize = 2,
                    PageToken = token,
                }
            );
            Assert.InRange(page.Stakeholders.Count, 1, 2);
            found.AddRange(page.Stakeholders);
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal(5, found.DistinctBy(s => s.Name).Count());
        Assert.Equal(5, found.DistinctBy(s => Assert.Single(s.SubProjects)).Count());
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_update_takes_the_masked_fields_only(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });
        var updated = await client.UpdateStakeholderAsync(
            new()
            {
                Stakeholder = new()
                {
                    Name = created.Name,
                    Influence = 3,
                    SubProjects = { $"{Programme}/subProjects/a1" },
                    Etag = created.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "influence", "sub_projects" } },
            }
        );

        var expected = created.Clone();
        (expected.Influence, expected.Etag) = (3, updated.Etag);
        expected.SubProjects.Clear();
        expected.SubProjects.Add($"{Programme}/subProjects/a1");
        Assert.Equal(expected, updated);
        Assert.NotEqual(created.Etag, updated.Etag);
        Assert.Equal(updated, await client.GetStakeholderAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stale_etag_neither_changes_nor_deletes(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });
        var updated = await client.UpdateStakeholderAsync(new() { Stakeholder = created });

        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await client.UpdateStakeholderAsync(new() { Stakeholder = created })
            )
        );
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await client.DeleteStakeholderAsync(new() { Name = created.Name, Etag = created.Etag })
            )
        );
        Assert.Equal(updated, await client.GetStakeholderAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_deleted_is_gone_and_its_event_tells_what_it_was(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });
        await client.DeleteStakeholderAsync(new() { Name = created.Name, Etag = created.Etag });

        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.GetStakeholderAsync(new() { Name = created.Name })
        );
        Assert.Empty((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
        var events = (await client.ListEventsAsync(new() { Subject = created.Name })).Events;
        Assert.Equal(["stakeholders.stakeholder.deleted", "stakeholders.stakeholder.created"], events.Select(e => e.Type));
        Assert.Equal(created, events[0].Data.Unpack<Stakeholder>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_request_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var request = new CreateStakeholderRequest
        {
            Parent = Programme,
            Stakeholder = Hospital(),
            RequestId = "3f1c",
        };
        var first = await client.CreateStakeholderAsync(request);
        Assert.Equal(first, await client.CreateStakeholderAsync(request));
        Assert.Single((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_wrong_field_is_named_at_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var wrong = new Stakeholder
        {
            DisplayName = "",
            Why = new string('x', 2001),
            Interest = 6,
            Influence = -1,
            SubProjects = { "A4" },
            Contact = "a\nb",
        };
        Assert.Equal(
            [
                ("stakeholder.display_name", "REQUIRED"),
                ("stakeholder.kind", "REQUIRED"),
                ("stakeholder.why", "TEXT_TOO_LONG"),
                ("stakeholder.interest", "OUT_OF_RANGE"),
                ("stakeholder.influence", "OUT_OF_RANGE"),
                ("stakeholder.sub_projects[0]", "NAME_MALFORMED"),
                ("stakeholder.contact", "CONTROL_CHARACTER"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = wrong })
            )
        );
        Assert.Empty((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Sub_projects_exist_in_the_same_programme_and_stand_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var wrong = Hospital();
        wrong.SubProjects.AddRange([
            $"{Programme}/subProjects/a4",
            "programmes/bodo/subProjects/pfv2",
            $"{Programme}/subProjects/a99",
        ]);
        (string, string)[] expected =
        [
            ("stakeholder.sub_projects[1]", "REPEATED"),
            ("stakeholder.sub_projects[2]", "OTHER_PROGRAMME"),
            ("stakeholder.sub_projects[3]", "NOT_FOUND"),
        ];
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = wrong })
            )
        );
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });
        (wrong.Name, wrong.Etag) = (created.Name, created.Etag);
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.UpdateStakeholderAsync(new() { Stakeholder = wrong })
            )
        );
        Assert.Equal(created, await client.GetStakeholderAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_programme_that_does_not_exist_has_no_register(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        Assert.Equal(
            [("name", "NOT_FOUND")],
            await Refusals.RefusedAsync(
                StatusCode.NotFound,
                async () =>
                    await client.CreateStakeholderAsync(new() { Parent = "programmes/finnes-ikke", Stakeholder = Hospital() })
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.ListStakeholdersAsync(new() { Parent = "programmes/finnes-ikke" })
        );
    }

    private static async Task CreateAsync(Client client, string displayName, params string[] subProjects) =>
        await client.CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = displayName,
                    Kind = StakeholderKind.Organisation,
                    Why = "Berøres",
                    SubProjects = { subProjects },
                },
            }
        );

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold", "a0", "a1", "a2", "a3", "a4", "a5");
        return new(host.Invoker(transport));
    }

    private static Stakeholder Hospital() =>
        new()
        {
            DisplayName = "Sykehuset Østfold",
            Kind = StakeholderKind.Organisation,
            Why = "Gir og tar imot pasienter.\nSamarbeidsavtalene må fornyes.",
            Interest = 4,
            Influence = 5,
            SubProjects = { $"{Programme}/subProjects/a4" },
            Expectations = "Én avtalepart i stedet for fem",
            Contact = "Delprosjektleder A4",
        };
}
