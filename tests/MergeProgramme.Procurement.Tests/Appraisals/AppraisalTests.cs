using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

namespace MergeProgramme.Procurement.Tests.Appraisals;

[Collection("hosts")]
public sealed class AppraisalTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Journal = $"{Programme}/serviceFunctions/journal";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Options_are_compared_recommended_and_changed_until_it_is_decided(TestDatabase database, Transport transport)
    {
        var (host, client) = await ClientAsync(database, transport);
        var claimed = Sample();
        (claimed.DecisionCase, claimed.DecidedOption) = ($"{Programme}/cases/x", 1);
        var appraisal = await client.CreateOptionAppraisalAsync(new() { Parent = Programme, OptionAppraisal = claimed });
        Assert.Equal(("", 0), (appraisal.DecisionCase, appraisal.DecidedOption));
        Assert.Equal([(1, true, -31), (2, false, 0)], appraisal.Options.Select(o => (o.Number, o.HasSlackDays, o.SlackDays)));
        Assert.Equal(appraisal, await client.GetOptionAppraisalAsync(new() { Name = appraisal.Name }));
        Assert.Equal([appraisal], (await client.ListOptionAppraisalsAsync(new() { Parent = Programme })).OptionAppraisals);

        var next = appraisal.Clone();
        next.Options.RemoveAt(1);
        next.Options.Add(
            new AppraisalOption
            {
                Kind = AppraisalOptionKind.Extend,
                Title = "Utvide Askims avtale",
                Permitted = PermittedAnswer.No,
                PermittedReason = "Vesentlig endring",
                Cost = new() { CurrencyCode = "NOK", Units = 4_000_000 },
            }
        );
        next = await client.UpdateOptionAppraisalAsync(new() { OptionAppraisal = next });
        Assert.Equal([1, 3], next.Options.Select(o => o.Number));
        var wrong = next.Clone();
        (wrong.RecommendedOption, wrong.Etag) = (3, "");
        Assert.Equal(
            [("option_appraisal.recommended_option", "RECOMMENDED_NOT_PERMITTED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.UpdateOptionAppraisalAsync(new() { OptionAppraisal = wrong })
            )
        );
        Assert.Equal(
            [(Journal, "FUNCTION_HAS_APPRAISAL")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteServiceFunctionAsync(new() { Name = Journal })
            )
        );

        var link = new LinkAppraisalDecisionRequest
        {
            Name = next.Name,
            DecisionCase = $"{Programme}/cases/finnes-ikke",
            DecisionTreatment = 1,
            DecidedOption = 1,
        };
        Assert.Equal(
            [("decision_case", "NOT_FOUND")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await client.LinkAppraisalDecisionAsync(link))
        );
        var (open, decided) = await CasesAsync(host);
        link.DecisionCase = open;
        Assert.Equal(
            [(next.Name, "TREATMENT_NOT_DECIDED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await client.LinkAppraisalDecisionAsync(link))
        );
        (link.DecisionCase, link.RequestId) = (decided, "vedtak");
        var locked = await client.LinkAppraisalDecisionAsync(link);
        Assert.Equal((decided, 1, 1), (locked.DecisionCase, locked.DecisionTreatment, locked.DecidedOption));
        Assert.Equal(locked, await client.LinkAppraisalDecisionAsync(link));
        foreach (
            var write in (Func<Task>[])
                [
                    async () => await client.UpdateOptionAppraisalAsync(new() { OptionAppraisal = locked }),
                    async () => await client.DeleteOptionAppraisalAsync(new() { Name = locked.Name }),
                ]
        )
            Assert.Equal([(next.Name, "APPRAISAL_DECIDED")], await Refusals.RefusedAsync(StatusCode.FailedPrecondition, write));
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_that_is_not_decided_can_go(TestDatabase database, Transport transport)
    {
        var (_, client) = await ClientAsync(database, transport);
        var appraisal = await client.CreateOptionAppraisalAsync(new() { Parent = Programme, OptionAppraisal = Sample() });
        await client.DeleteOptionAppraisalAsync(new() { Name = appraisal.Name, Etag = appraisal.Etag });
        Assert.Empty((await client.ListOptionAppraisalsAsync(new() { Parent = Programme })).OptionAppraisals);
    }

    // A case that nobody has treated, and one that a body has adopted.
    private static async Task<(string Open, string Decided)> CasesAsync(RunningHost host)
    {
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var body = await organisation.CreateBodyAsync(
            new()
            {
                Parent = Programme,
                Body = new()
                {
                    DisplayName = "Fellesnemnda",
                    Kind = BodyKind.JointCommittee,
                    Authority = BodyAuthority.Deciding,
                },
            }
        );
        async Task<string> CaseAsync(string title)
        {
            var made = await organisation.CreateCaseAsync(
                new()
                {
                    Parent = Programme,
                    Case = new() { Title = title, Proposal = "Konkurranse" },
                }
            );
            var routed = await organisation.SetRouteAsync(
                new()
                {
                    Name = made.Name,
                    Treatments =
                    {
                        new Treatment { Stage = 1, Body = body.Name },
                    },
                }
            );
            return routed.Name;
        }

        var (open, decided) = (await CaseAsync("Åpen sak"), await CaseAsync("Journalsystem"));
        await organisation.RecordTreatmentAsync(
            new()
            {
                Name = decided,
                Number = 1,
                Date = new()
                {
                    Year = 2019,
                    Month = 2,
                    Day = 1,
                },
                Outcome = Outcome.Adopted,
                Wording = "Konkurranse",
            }
        );
        return (open, decided);
    }

    private async Task<(RunningHost Host, Client Client)> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await SampleMatrix.WriteAsync(host);
        return (host, new(host.Invoker(transport)));
    }

    private static OptionAppraisal Sample() =>
        new()
        {
            Question = "Hvilket journalsystem?",
            ServiceFunction = Journal,
            Options =
            {
                new AppraisalOption
                {
                    Kind = AppraisalOptionKind.Tender,
                    Title = "Konkurranse",
                    Cost = new() { CurrencyCode = "NOK", Units = 12_000_000 },
                    CostText = "Lisenser i fem år",
                    CostLevel = 3,
                    RiskText = "Tiden",
                    RiskLevel = 4,
                    BenefitText = "Ett system",
                    BenefitLevel = 5,
                    UsableDate = new()
                    {
                        Year = 2020,
                        Month = 2,
                        Day = 1,
                    },
                    Drawbacks = "Alle må læres opp",
                    Permitted = PermittedAnswer.Yes,
                    PermittedReason = "Åpen anbudskonkurranse",
                },
                new AppraisalOption { Kind = AppraisalOptionKind.Develop, Title = "Utvikle sammen" },
            },
            RecommendedOption = 1,
            RecommendationReason = "Likeverdig for alle",
        };
}
