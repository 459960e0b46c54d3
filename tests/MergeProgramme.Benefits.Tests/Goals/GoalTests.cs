using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Benefits.Tests.Goals;

[Collection("hosts")]
public sealed class GoalTests(SharedHosts hosts)
{
    private const string Programme = "programmes/bodo-pfv2";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_registered_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateGoalAsync(
            new()
            {
                Parent = Programme,
                Goal = Reduction(),
                GoalId = "nedtrekk",
            }
        );

        Assert.Equal($"{Programme}/goals/nedtrekk", created.Name);
        var expected = Reduction();
        (expected.Name, expected.CreateTime, expected.Etag) = (created.Name, created.CreateTime, created.Etag);
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetGoalAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListGoalsAsync(new() { Parent = Programme })).Goals);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Amounts_are_kept_to_the_ore_and_none_is_not_zero(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var exact = Reduction();
        exact.Amount = Nok(999_999_999_999, 10_000_000);
        exact.AmountMax = Nok(1_000_000_000_000);
        var none = Reduction();
        (none.Amount, none.AmountMax) = (null, null);
        var zero = Reduction();
        (zero.Amount, zero.AmountMax) = (Nok(0), null);
        foreach (var goal in (Goal[])[exact, none, zero])
        {
            var created = await client.CreateGoalAsync(new() { Parent = Programme, Goal = goal });
            var read = await client.GetGoalAsync(new() { Name = created.Name });
            Assert.Equal((goal.Amount, goal.AmountMax), (read.Amount, read.AmountMax));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Main_goals_come_first_then_the_order_of_registration(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        (string Text, GoalKind Kind)[] registered =
        [
            ("R1", GoalKind.Result),
            ("H1", GoalKind.Main),
            ("R2", GoalKind.Result),
            ("A", GoalKind.Result),
            ("H2", GoalKind.Main),
        ];
        foreach (var (text, kind) in registered)
            await client.CreateGoalAsync(
                new()
                {
                    Parent = Programme,
                    Goal = new() { Text = text, Kind = kind },
                }
            );

        var found = new List<string>();
        var token = "";
        do
        {
            var page = await client.ListGoalsAsync(
                new()
                {
                    Parent = Programme,
                    PageSize = 2,
                    PageToken = token,
                }
            );
            Assert.InRange(page.Goals.Count, 1, 2);
            found.AddRange(page.Goals.Select(g => g.Text));
            token = page.NextPageToken;
        } while (token.Length > 0);
        Assert.Equal(["H1", "H2", "R1", "R2", "A"], found);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_update_takes_the_masked_fields_only_and_never_the_source(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var claimed = Reduction();
        claimed.SourceMandate = $"{Programme}/subProjects/pfv2/mandates/1";
        var created = await client.CreateGoalAsync(new() { Parent = Programme, Goal = claimed });
        Assert.Equal("", created.SourceMandate);

        var updated = await client.UpdateGoalAsync(
            new()
            {
                Goal = new()
                {
                    Name = created.Name,
                    EffectYear = 2017,
                    Etag = created.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "effect_year", "amount_max" } },
            }
        );
        var expected = created.Clone();
        (expected.EffectYear, expected.AmountMax, expected.Etag) = (2017, null, updated.Etag);
        Assert.Equal(expected, updated);
        Assert.Equal(updated, await client.GetGoalAsync(new() { Name = created.Name }));
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(StatusCode.Aborted, async () => await client.UpdateGoalAsync(new() { Goal = created }))
        );
        Assert.Equal(
            [("update_mask", "UPDATE_MASK_UNKNOWN_FIELD")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.UpdateGoalAsync(
                        new()
                        {
                            Goal = updated,
                            UpdateMask = new FieldMask { Paths = { "source_mandate" } },
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Bad_input_is_named_at_its_field(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        async Task<IReadOnlyList<(string, string)>> RefusedAsync(Goal goal) =>
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateGoalAsync(new() { Parent = Programme, Goal = goal })
            );

        Assert.Equal(
            [
                ("goal.kind", "REQUIRED"),
                ("goal.text", "REQUIRED"),
                ("goal.amount", "CURRENCY_NOT_NOK"),
                ("goal.amount_max", "AMOUNT_NEGATIVE"),
                ("goal.effect", "UNKNOWN_VALUE"),
                ("goal.effect_year", "OUT_OF_RANGE"),
                ("goal.sub_project", "NAME_MALFORMED"),
            ],
            await RefusedAsync(
                new()
                {
                    Amount = new Money { CurrencyCode = "EUR", Units = 1 },
                    AmountMax = Nok(-1),
                    Effect = (EffectKind)7,
                    EffectYear = 2201,
                    SubProject = "PFV2",
                }
            )
        );
        var wrong = Reduction();
        wrong.AmountMax = Nok(59_999_999, 990_000_000);
        wrong.SubProject = "programmes/indre-ostfold/subProjects/a4";
        Assert.Equal(
            [("goal.amount_max", "AMOUNT_MAX_BELOW_AMOUNT"), ("goal.sub_project", "OTHER_PROGRAMME")],
            await RefusedAsync(wrong)
        );
        wrong = Reduction();
        wrong.SubProject = $"{Programme}/subProjects/pfv9";
        Assert.Equal([("goal.sub_project", "NOT_FOUND")], await RefusedAsync(wrong));
        wrong = Reduction();
        wrong.Amount = null;
        Assert.Equal([("goal.amount", "AMOUNT_REQUIRED_WITH_MAX")], await RefusedAsync(wrong));
        Assert.Empty((await client.ListGoalsAsync(new() { Parent = Programme })).Goals);

        // The rule holds for what an update makes of the whole, not only for what it names.
        var created = await client.CreateGoalAsync(new() { Parent = Programme, Goal = Reduction() });
        Assert.Equal(
            [("goal.amount_max", "AMOUNT_MAX_BELOW_AMOUNT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.UpdateGoalAsync(
                        new()
                        {
                            Goal = new() { Name = created.Name, Amount = Nok(80_000_001) },
                            UpdateMask = new FieldMask { Paths = { "amount" } },
                        }
                    )
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.ListGoalsAsync(new() { Parent = "programmes/finnes-ikke" })
        );
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        return new(host.Invoker(transport));
    }

    private static Money Nok(long units, int nanos = 0) =>
        new()
        {
            CurrencyCode = "NOK",
            Units = units,
            Nanos = nanos,
        };

    private static Goal Reduction() =>
        new()
        {
            Kind = GoalKind.Main,
            Text = "Redusere kostnadene i helse og omsorg",
            Amount = Nok(60_000_000),
            AmountMax = Nok(80_000_000),
            Effect = EffectKind.FullYear,
            EffectYear = 2016,
            SubProject = $"{Programme}/subProjects/pfv2",
        };
}
