using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

namespace MergeProgramme.Procurement.Tests.Cutover;

[Collection("hosts")]
public sealed class CutoverTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Journal = $"{Programme}/serviceFunctions/journal";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_cut_over_is_planned_answered_and_decided(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var claimed = Plan();
        (claimed.Verdict, claimed.Checks[0].Answer) = (CutoverVerdict.Go, CutoverAnswer.Yes);
        var plan = await client.CreateCutoverPlanAsync(new() { Parent = Programme, CutoverPlan = claimed });
        Assert.Equal($"{Programme}/cutoverPlans/ny-journal-i-hobol", plan.Name);
        Assert.Equal((CutoverVerdict.Unspecified, CutoverAnswer.Unspecified), (plan.Verdict, plan.Checks[0].Answer));
        Assert.Equal([1, 2], plan.Checks.Select(c => c.Number));
        // The training ends after the cut-over, eleven days before vesting day.
        Assert.Equal((true, 11), (plan.HasSlackDays, plan.SlackDays));
        Assert.Contains(plan.Findings, f => f.Kind == CutoverFindingKind.StepAfterCutover && f.Step == 2);
        Assert.Equal(plan, await client.GetCutoverPlanAsync(new() { Name = plan.Name }));
        Assert.Equal([plan], (await client.ListCutoverPlansAsync(new() { Parent = Programme })).CutoverPlans);

        async Task<IReadOnlyList<string>> AgainstGoAsync() =>
            [
                .. (
                    await Refusals.RefusedAsync(
                        StatusCode.FailedPrecondition,
                        async () =>
                            await client.DecideCutoverPlanAsync(
                                new()
                                {
                                    Name = plan.Name,
                                    Verdict = CutoverVerdict.Go,
                                    Reason = "Alt er klart",
                                }
                            )
                    )
                ).Select(v => v.Item2),
            ];
        Assert.Equal(["GO_NOT_ANSWERED", "GO_NOT_ANSWERED"], await AgainstGoAsync());
        Assert.Equal(
            [("comment", "ANSWER_NO_WITHOUT_COMMENT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.AnswerCutoverCheckAsync(Answer(plan, 1, CutoverAnswer.No))
            )
        );
        plan = await client.AnswerCutoverCheckAsync(Answer(plan, 1, CutoverAnswer.Yes));
        Assert.NotEmpty(plan.Checks[0].Answerer);
        Assert.NotNull(plan.Checks[0].AnswerTime);
        plan = await client.AnswerCutoverCheckAsync(Answer(plan, 2, CutoverAnswer.No, "To mangler"));
        Assert.Equal(["GO_ANSWERED_NO"], await AgainstGoAsync());
        plan = await client.AnswerCutoverCheckAsync(Answer(plan, 2, CutoverAnswer.Yes));
        var decided = await client.DecideCutoverPlanAsync(
            new()
            {
                Name = plan.Name,
                Verdict = CutoverVerdict.Go,
                Reason = "Alt er klart",
                Etag = plan.Etag,
                RequestId = "go",
            }
        );
        Assert.Equal(CutoverVerdict.Go, decided.Verdict);
        Assert.NotEmpty(decided.Decider);

        // Progress goes on; the rest stands.
        var progress = decided.Clone();
        progress.Steps[0].State = CutoverStepState.Done;
        decided = await client.UpdateCutoverPlanAsync(new() { CutoverPlan = progress });
        Assert.Equal(CutoverStepState.Done, decided.Steps[0].State);
        var moved = decided.Clone();
        moved.CutoverDate.Day = 24;
        Assert.Equal(
            [(plan.Name, "GO_STANDS")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.UpdateCutoverPlanAsync(new() { CutoverPlan = moved })
            )
        );
        Assert.Equal(
            [(plan.Name, "CUTOVER_DECIDED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteCutoverPlanAsync(new() { Name = plan.Name })
            )
        );
        await client.DecideCutoverPlanAsync(
            new()
            {
                Name = plan.Name,
                Verdict = CutoverVerdict.NoGo,
                Reason = "Strømbrudd",
            }
        );
        moved.Etag = "";
        Assert.Equal(24, (await client.UpdateCutoverPlanAsync(new() { CutoverPlan = moved })).CutoverDate.Day);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_a_plan_points_at_is_there_and_stays(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var system = await client.CreateLegacySystemAsync(
            new()
            {
                Parent = Programme,
                LegacySystem = new()
                {
                    ServiceFunction = Journal,
                    Municipality = $"{Programme}/municipalities/askim",
                    Title = "Journal A",
                },
            }
        );
        async Task<IReadOnlyList<(string, string)>> RefusedAsync(Action<CutoverPlan> spoil)
        {
            var plan = Plan();
            spoil(plan);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateCutoverPlanAsync(new() { Parent = Programme, CutoverPlan = plan })
            );
        }

        Assert.Equal(
            [("cutover_plan.legacy_system", "SYSTEM_OF_ANOTHER")],
            await RefusedAsync(p => p.LegacySystem = system.Name)
        );
        Assert.Equal(
            [("cutover_plan.steps[0].end_date", "STEP_ENDS_BEFORE")],
            await RefusedAsync(p => p.Steps[0].StartDate = Day(2020, 1, 1))
        );
        Assert.Equal([("cutover_plan.steps[1].title", "REQUIRED")], await RefusedAsync(p => p.Steps[1].Title = ""));

        var there = Plan();
        (there.LegacySystem, there.Municipality) = (system.Name, system.Municipality);
        var plan = await client.CreateCutoverPlanAsync(new() { Parent = Programme, CutoverPlan = there });
        Assert.Equal(
            [(system.Name, "SYSTEM_HAS_CUTOVER")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteLegacySystemAsync(new() { Name = system.Name })
            )
        );
        await client.DeleteCutoverPlanAsync(new() { Name = plan.Name, Etag = plan.Etag });
        await client.DeleteLegacySystemAsync(new() { Name = system.Name });
        var renamed = await client.CreateCutoverPlanAsync(new() { Parent = Programme, CutoverPlan = Plan() });
        Assert.Equal(
            [(Journal, "FUNCTION_HAS_CUTOVER")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteServiceFunctionAsync(new() { Name = Journal })
            )
        );
        Assert.Equal(
            "Alle kommuner",
            (
                await client.UpdateCutoverPlanAsync(
                    new()
                    {
                        CutoverPlan = new() { Name = renamed.Name, Target = "Alle kommuner" },
                        UpdateMask = new FieldMask { Paths = { "target" } },
                    }
                )
            ).Target
        );
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await SampleMatrix.WriteAsync(host);
        return new(host.Invoker(transport));
    }

    private static AnswerCutoverCheckRequest Answer(CutoverPlan plan, int number, CutoverAnswer answer, string comment = "") =>
        new()
        {
            Name = plan.Name,
            Number = number,
            Answer = answer,
            Comment = comment,
            Etag = plan.Etag,
        };

    private static CutoverPlan Plan() =>
        new()
        {
            Title = "Ny journal i Hobøl",
            ServiceFunction = Journal,
            Municipality = $"{Programme}/municipalities/hobol",
            Target = "Det som anskaffes",
            Responsible = "IKT-leder",
            CutoverDate = Day(2019, 12, 16),
            Steps =
            {
                new CutoverStep
                {
                    Kind = CutoverStepKind.DataMigration,
                    Title = "Flytte journaler",
                    StartDate = Day(2019, 11, 1),
                    EndDate = Day(2019, 12, 15),
                },
                new CutoverStep
                {
                    Kind = CutoverStepKind.Training,
                    Title = "Kurs",
                    EndDate = Day(2019, 12, 21),
                    Responsible = "Fagleder",
                },
            },
            Checks =
            {
                new CutoverCheck { Text = "Er data kontrollert?" },
                new CutoverCheck { Text = "Har alle fått kurs?" },
            },
            Fallback = "Beta går til 1. februar.",
        };

    private static Google.Type.Date Day(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };
}
