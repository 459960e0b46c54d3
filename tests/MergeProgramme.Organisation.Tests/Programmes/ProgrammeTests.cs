using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Organisation.Tests.Programmes;

[Collection("hosts")]
public sealed class ProgrammeTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateProgrammeAsync(new() { Programme = IndreOstfold() });

        Assert.Equal("programmes/indre-ostfold", created.Name);
        Assert.Equal(created, await client.GetProgrammeAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListProgrammesAsync(new())).Programmes);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_update_takes_the_masked_fields_only(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateProgrammeAsync(new() { Programme = IndreOstfold() });
        var updated = await client.UpdateProgrammeAsync(
            new()
            {
                Programme = new()
                {
                    Name = created.Name,
                    Description = "Fem blir én",
                    Etag = created.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "description" } },
            }
        );

        Assert.Equal("Fem blir én", updated.Description);
        Assert.Equal(created.Goals, updated.Goals);
        Assert.NotEqual(created.Etag, updated.Etag);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stale_etag_is_refused(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateProgrammeAsync(new() { Programme = IndreOstfold() });
        await client.UpdateProgrammeAsync(new() { Programme = created });

        var violations = await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () => await client.UpdateProgrammeAsync(new() { Programme = created })
        );
        Assert.Equal([("etag", "ETAG_MISMATCH")], violations);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_request_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var request = new CreateProgrammeRequest { Programme = IndreOstfold(), RequestId = "9d6e5a4c" };
        var first = await client.CreateProgrammeAsync(request);
        Assert.Equal(first, await client.CreateProgrammeAsync(request));
        Assert.Single((await client.ListProgrammesAsync(new())).Programmes);

        request.Programme.DisplayName = "Noe annet";
        var violations = await Refusals.RefusedAsync(
            StatusCode.AlreadyExists,
            async () => await client.CreateProgrammeAsync(request)
        );
        Assert.Equal([("request_id", "REQUEST_ID_REUSED")], violations);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_wrong_field_is_named_at_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var wrong = new Programme
        {
            DisplayName = " ",
            Description = "a\u0007b",
            VestingDate = new()
            {
                Year = 2019,
                Month = 2,
                Day = 30,
            },
            Goals = { new ProgrammeGoal { Text = new string('x', 1001) } },
        };
        var violations = await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await client.CreateProgrammeAsync(new() { Programme = wrong })
        );

        Assert.Equal(
            [
                ("programme.display_name", "REQUIRED"),
                ("programme.description", "CONTROL_CHARACTER"),
                ("programme.kind", "REQUIRED"),
                ("programme.vesting_date", "DATE_IMPOSSIBLE"),
                ("programme.goals[0].text", "TEXT_TOO_LONG"),
            ],
            violations
        );
        Assert.Empty((await client.ListProgrammesAsync(new())).Programmes);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Pages_hold_every_programme_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        for (var i = 0; i < 5; i++)
            await client.CreateProgrammeAsync(new() { Programme = IndreOstfold() });

        var names = new List<string>();
        var token = "";
        do
        {
            var page = await client.ListProgrammesAsync(new() { PageSize = 2, PageToken = token });
            Assert.InRange(page.Programmes.Count, 1, 2);
            names.AddRange(page.Programmes.Select(p => p.Name));
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal(5, names.Distinct().Count());
        Assert.Equal(5, names.Count);
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport) =>
        new((await hosts.CleanAsync(database)).Invoker(transport));

    private static Programme IndreOstfold() =>
        new()
        {
            DisplayName = "Indre Østfold",
            Kind = ProgrammeKind.MunicipalMerger,
            VestingDate = new Date
            {
                Year = 2020,
                Month = 1,
                Day = 1,
            },
            Goals =
            {
                new ProgrammeGoal { Text = "Helt ny kommune" },
                new ProgrammeGoal { Text = "Gevinster" },
            },
        };
}
