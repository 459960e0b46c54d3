using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Procurement.Tests.Needs;

[Collection("hosts")]
public sealed class NeedTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateNeedAsync(new() { Parent = Programme, Need = RecordSystem() });

        Assert.Equal($"{Programme}/needs/felles-journalsystem", created.Name);
        var expected = RecordSystem();
        (expected.Name, expected.State, expected.CreateTime, expected.Etag) = (
            created.Name,
            NeedState.Raised,
            created.CreateTime,
            created.Etag
        );
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetNeedAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListNeedsAsync(new() { Parent = Programme })).Needs);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_can_claim_that_a_mandate_raised_a_need(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var claimed = RecordSystem();
        claimed.SourceMandate = $"{Programme}/subProjects/a4/mandates/1";
        claimed.SourceMandateTitle = "A4";
        var created = await client.CreateNeedAsync(new() { Parent = Programme, Need = claimed });
        Assert.Equal(("", ""), (created.SourceMandate, created.SourceMandateTitle));

        claimed.Name = created.Name;
        var updated = await client.UpdateNeedAsync(new() { Need = claimed });
        Assert.Equal(("", ""), (updated.SourceMandate, updated.SourceMandateTitle));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_newest_come_first_in_pages_that_hold_each_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var written = new List<string>();
        for (var i = 0; i < 5; i++)
            written.Add((await client.CreateNeedAsync(new() { Parent = Programme, Need = RecordSystem() })).Name);

        var found = new List<Need>();
        var token = "";
        do
        {
            var page = await client.ListNeedsAsync(
                new()
                {
                    Parent = Programme,
                    PageSize = 2,
                    PageToken = token,
                }
            );
            Assert.InRange(page.Needs.Count, 1, 2);
            found.AddRange(page.Needs);
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal(written.Order(StringComparer.Ordinal), found.Select(n => n.Name).Order(StringComparer.Ordinal));
        Assert.Equal(found.Select(n => n.CreateTime).OrderDescending(), found.Select(n => n.CreateTime));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Setting_a_need_aside_takes_a_reason(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateNeedAsync(new() { Parent = Programme, Need = RecordSystem() });
        var aside = new Need { Name = created.Name, State = NeedState.SetAside };
        (string, string)[] expected = [("need.state_reason", "STATE_REASON_REQUIRED")];
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.UpdateNeedAsync(
                        new()
                        {
                            Need = aside,
                            UpdateMask = new FieldMask { Paths = { "state" } },
                        }
                    )
            )
        );
        Assert.Equal(created, await client.GetNeedAsync(new() { Name = created.Name }));
        var newAside = RecordSystem();
        newAside.State = NeedState.SetAside;
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateNeedAsync(new() { Parent = Programme, Need = newAside })
            )
        );

        aside.StateReason = "Dekkes av vertskommunens avtale";
        var updated = await client.UpdateNeedAsync(
            new()
            {
                Need = aside,
                UpdateMask = new FieldMask { Paths = { "state", "state_reason" } },
            }
        );
        Assert.Equal((NeedState.SetAside, created.Title), (updated.State, updated.Title));
        // The reason stands already: another update does not have to say it again.
        var again = await client.UpdateNeedAsync(
            new()
            {
                Need = new() { Name = created.Name, Responsible = "IKT-leder" },
                UpdateMask = new FieldMask { Paths = { "responsible" } },
            }
        );
        Assert.Equal(("IKT-leder", aside.StateReason), (again.Responsible, again.StateReason));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stale_etag_is_refused(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateNeedAsync(new() { Parent = Programme, Need = RecordSystem() });
        await client.UpdateNeedAsync(new() { Need = created });
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(StatusCode.Aborted, async () => await client.UpdateNeedAsync(new() { Need = created }))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_request_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var request = new CreateNeedRequest
        {
            Parent = Programme,
            Need = RecordSystem(),
            NeedId = "journal",
            RequestId = "7a",
        };
        var first = await client.CreateNeedAsync(request);
        Assert.Equal(first, await client.CreateNeedAsync(request));
        Assert.Equal($"{Programme}/needs/journal", first.Name);
        Assert.Single((await client.ListNeedsAsync(new() { Parent = Programme })).Needs);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Bad_input_is_named_at_its_field(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        async Task<IReadOnlyList<(string, string)>> RefusedAsync(Need need, string id = "") =>
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateNeedAsync(
                        new()
                        {
                            Parent = Programme,
                            Need = need,
                            NeedId = id,
                        }
                    )
            );

        Assert.Equal(
            [
                ("need.title", "REQUIRED"),
                ("need.description", "TEXT_TOO_LONG"),
                ("need.state", "UNKNOWN_VALUE"),
                ("need.sub_project", "NAME_MALFORMED"),
            ],
            await RefusedAsync(
                new()
                {
                    Description = new string('x', 1_000_000),
                    State = (NeedState)9,
                    SubProject = "A4",
                }
            )
        );
        var elsewhere = RecordSystem();
        elsewhere.SubProject = "programmes/bodo/subProjects/pfv2";
        Assert.Equal([("need.sub_project", "OTHER_PROGRAMME")], await RefusedAsync(elsewhere));
        var nowhere = RecordSystem();
        nowhere.SubProject = $"{Programme}/subProjects/a99";
        Assert.Equal([("need.sub_project", "NOT_FOUND")], await RefusedAsync(nowhere));
        Assert.Equal([("need_id", "ID_MALFORMED")], await RefusedAsync(RecordSystem(), "Å"));
        Assert.Empty((await client.ListNeedsAsync(new() { Parent = Programme })).Needs);

        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.CreateNeedAsync(new() { Parent = "programmes/finnes-ikke", Need = RecordSystem() })
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.GetNeedAsync(new() { Name = $"{Programme}/needs/finnes-ikke" })
        );
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold", "a4");
        return new(host.Invoker(transport));
    }

    private static Need RecordSystem() =>
        new()
        {
            Title = "Felles journalsystem",
            Description = "Fem kommuner har ulike systemer.\nEtt må velges.",
            SubProject = $"{Programme}/subProjects/a4",
            Responsible = "Innkjøpsleder",
        };
}
