using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.Register;

[Collection("hosts")]
public sealed class BenefitTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Other = "programmes/bodo";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_registered_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var goal = await GoalAsync(client, Programme);
        var created = await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = FullTime(goal) });

        Assert.Equal($"{Programme}/benefits/flere-i-hele-stillinger", created.Name);
        var expected = FullTime(goal);
        (expected.Name, expected.CreateTime, expected.Etag) = (created.Name, created.CreateTime, created.Etag);
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetBenefitAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListBenefitsAsync(new() { Parent = Programme })).Benefits);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_benefit_may_have_no_goal_yet_get_one_and_lose_it_again(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var goal = await GoalAsync(client, Programme);
        var benefit = await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = FullTime("") });
        Assert.Equal("", (await client.GetBenefitAsync(new() { Name = benefit.Name })).Goal);
        foreach (var now in (string[])[goal, ""])
        {
            benefit = await client.UpdateBenefitAsync(
                new()
                {
                    Benefit = new()
                    {
                        Name = benefit.Name,
                        Goal = now,
                        Etag = benefit.Etag,
                    },
                    UpdateMask = new FieldMask { Paths = { "goal" } },
                }
            );
            Assert.Equal(now, benefit.Goal);
            Assert.Equal(benefit, await client.GetBenefitAsync(new() { Name = benefit.Name }));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_list_is_in_the_order_of_registration(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        string[] texts = ["C", "A", "B", "Æ", "a"];
        foreach (var text in texts)
        {
            var benefit = FullTime("");
            benefit.Text = text;
            await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = benefit });
        }
        var found = new List<string>();
        var token = "";
        do
        {
            var page = await client.ListBenefitsAsync(
                new()
                {
                    Parent = Programme,
                    PageSize = 2,
                    PageToken = token,
                }
            );
            Assert.InRange(page.Benefits.Count, 1, 2);
            found.AddRange(page.Benefits.Select(b => b.Text));
            token = page.NextPageToken;
        } while (token.Length > 0);
        Assert.Equal(texts, found);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_goal_is_of_the_same_programme_and_exists(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var elsewhere = await GoalAsync(client, Other);
        (string Goal, string Reason)[] wrong =
        [
            (elsewhere, "OTHER_PROGRAMME"),
            ($"{Programme}/goals/finnes-ikke", "NOT_FOUND"),
            ("Hovedmål 1", "NAME_MALFORMED"),
        ];
        var created = await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = FullTime("") });
        foreach (var (goal, reason) in wrong)
        {
            Assert.Equal(
                [("benefit.goal", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = FullTime(goal) })
                )
            );
            var changed = created.Clone();
            changed.Goal = goal;
            Assert.Equal(
                [("benefit.goal", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.UpdateBenefitAsync(new() { Benefit = changed })
                )
            );
        }
        Assert.Equal([created], (await client.ListBenefitsAsync(new() { Parent = Programme })).Benefits);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Bad_input_is_named_at_its_field(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        Assert.Equal(
            [
                ("benefit.text", "TEXT_TOO_LONG"),
                ("benefit.kind", "REQUIRED"),
                ("benefit.owner", "CONTROL_CHARACTER"),
                ("benefit.sub_project", "NAME_MALFORMED"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateBenefitAsync(
                        new()
                        {
                            Parent = Programme,
                            Benefit = new()
                            {
                                Text = new string('x', 2001),
                                Owner = "a\nb",
                                SubProject = "x",
                            },
                        }
                    )
            )
        );
        foreach (
            var (subProject, reason) in ((string, string)[])
                [($"{Other}/subProjects/a4", "OTHER_PROGRAMME"), ($"{Programme}/subProjects/a99", "NOT_FOUND")]
        )
        {
            var wrong = FullTime("");
            wrong.SubProject = subProject;
            Assert.Equal(
                [("benefit.sub_project", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.CreateBenefitAsync(new() { Parent = Programme, Benefit = wrong })
                )
            );
        }
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.CreateBenefitAsync(new() { Parent = "programmes/nei", Benefit = FullTime("") })
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.ListBenefitsAsync(new() { Parent = "programmes/nei" })
        );
        Assert.Empty((await client.ListBenefitsAsync(new() { Parent = Programme })).Benefits);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stale_etag_and_another_body_under_a_request_id_are_refused(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var request = new CreateBenefitRequest
        {
            Parent = Programme,
            Benefit = FullTime(""),
            RequestId = "77",
        };
        var created = await client.CreateBenefitAsync(request);
        Assert.Equal(created, await client.CreateBenefitAsync(request));
        request.Benefit.Text = "Noe annet";
        Assert.Equal(
            [("request_id", "REQUEST_ID_REUSED")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await client.CreateBenefitAsync(request))
        );
        await client.UpdateBenefitAsync(new() { Benefit = created });
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await client.UpdateBenefitAsync(new() { Benefit = created })
            )
        );
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold", "a4");
        await host.ProgrammeAsync("bodo", "a4");
        return new(host.Invoker(transport));
    }

    private static async Task<string> GoalAsync(Client client, string programme) =>
        (
            await client.CreateGoalAsync(
                new()
                {
                    Parent = programme,
                    Goal = new() { Text = "Heltidskultur", Kind = GoalKind.Result },
                }
            )
        ).Name;

    private static Benefit FullTime(string goal) =>
        new()
        {
            Text = "Flere i hele stillinger",
            Kind = BenefitKind.Quality,
            Beneficiary = "Innbyggere og ansatte",
            Owner = "Kommunalsjef helse og velferd",
            Goal = goal,
            SubProject = $"{Programme}/subProjects/a4",
        };
}
