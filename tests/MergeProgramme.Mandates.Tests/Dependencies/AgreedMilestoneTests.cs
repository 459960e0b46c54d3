using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Testing.Refusals;

namespace MergeProgramme.Mandates.Tests.Dependencies;

/// <summary>The milestones that agreements name: of the right end, there, told of where they come late, and kept while the agreement is open.</summary>
[Collection("hosts")]
public sealed class AgreedMilestoneTests(SharedHosts hosts)
{
    private const string A2 = $"{A4Programme.Programme}/subProjects/a2";
    private const string A4 = SampleMandates.SubProject;
    private const string At = "dependency_agreement.taker_milestone";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    private static DateOnly Today => TimeProvider.System.Today();

    [Theory, MemberData(nameof(All))]
    public async Task Each_end_names_a_milestone_of_its_own_that_exists(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var (giver, taker) = (await PlanAsync(it, A2, "Kontoplan", 20), await PlanAsync(it, A4, "Budsjett", 40));
        foreach (
            var (named, reason) in ((string, string)[])
                [(giver, "MILESTONE_ELSEWHERE"), ($"{A4}/milestones/ingen", "MILESTONE_UNKNOWN")]
        )
        {
            Assert.Equal([(At, reason)], await RefusedAsync(StatusCode.InvalidArgument, async () => await AskAsync(it, named)));
        }
        foreach (
            var (language, text) in ((string, string)[])
                [("nb", "Velg en milepæl som hører til A4."), ("en", "Choose a milestone of A4.")]
        )
        {
            // In-process calls speak as their caller's thread, others as their header says.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(it, giver, language));
            Assert.Equal(text, Assert.Single(refused.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Description);
        }
        var asked = await AskAsync(it, "");
        async Task<DependencyAgreement> NameAsync(string milestone) =>
            await it.Mandates.UpdateDependencyAgreementAsync(
                new()
                {
                    DependencyAgreement = new() { Name = asked.Name, TakerMilestone = milestone },
                    UpdateMask = new() { Paths = { "taker_milestone" } },
                    Taker = A4,
                }
            );
        Assert.Equal([(At, "MILESTONE_ELSEWHERE")], await RefusedAsync(StatusCode.InvalidArgument, () => NameAsync(giver)));
        Assert.Equal(
            [(At, "MILESTONE_UNKNOWN")],
            await RefusedAsync(StatusCode.InvalidArgument, () => NameAsync($"{A4}/milestones/ingen"))
        );
        Assert.Equal(taker, (await NameAsync(taker)).TakerMilestone);
        Assert.Equal("", (await NameAsync("")).TakerMilestone);
        Assert.Equal(
            [("giver_milestone", "MILESTONE_ELSEWHERE")],
            await RefusedAsync(StatusCode.InvalidArgument, () => PromiseAsync(it, asked, 15, taker))
        );
        Assert.Equal(
            [("giver_milestone", "MILESTONE_UNKNOWN")],
            await RefusedAsync(StatusCode.InvalidArgument, () => PromiseAsync(it, asked, 15, $"{A2}/milestones/ingen"))
        );
        Assert.Equal(giver, (await PromiseAsync(it, asked, 15, giver)).GiverMilestone);

        // The same day by another milestone is another promise; by the same one it is none.
        Assert.Equal(
            [("promised_date", "PROMISE_UNCHANGED")],
            await RefusedAsync(StatusCode.InvalidArgument, () => PromiseAsync(it, asked, 15, giver))
        );
        var other = await PlanAsync(it, A2, "Kontoplan, første del", 12);
        Assert.Equal(other, (await PromiseAsync(it, asked, 15, other)).GiverMilestone);
        // Whichever stands there stays where none is named.
        Assert.Equal(other, (await PromiseAsync(it, asked, 16, "")).GiverMilestone);
        // The same day without one is another promise too.
        Assert.Equal("", (await PromiseAsync(it, asked, 16, "", without: true)).GiverMilestone);
        Assert.Equal(
            [("without_giver_milestone", "MILESTONE_BOTH")],
            await RefusedAsync(StatusCode.InvalidArgument, () => PromiseAsync(it, asked, 17, giver, without: true))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_milestone_planned_for_after_the_promise_is_a_finding_until_it_is_moved_or_done(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var giver = await PlanAsync(it, A2, "Kontoplan", 20);
        var asked = await AskAsync(it, "");
        await PromiseAsync(it, asked, 15, giver);
        async Task<IReadOnlyList<DependencyFinding>> LateAsync(string parent) =>
            [
                .. (await it.Mandates.CheckDependencyAgreementsAsync(new() { Parent = parent })).Findings.Where(f =>
                    f.Kind == DependencyFindingKind.MilestoneLate
                ),
            ];
        async Task MoveAsync(int day) =>
            await it.Mandates.UpdateMilestoneAsync(
                new()
                {
                    Milestone = new() { Name = giver, PlannedEndDate = Today.AddDays(day).ToDate() },
                    UpdateMask = new() { Paths = { "planned_end_date" } },
                }
            );
        foreach (var parent in (string[])[A2, A4, $"{A4Programme.Programme}/subProjects/-"])
        {
            var late = Assert.Single(await LateAsync(parent));
            Assert.Equal((asked.Name, 5), (late.DependencyAgreement, late.Days));
            Assert.Contains(NorwegianTime.Format(Today.AddDays(20)), late.Message, StringComparison.Ordinal);
        }
        await MoveAsync(15);
        Assert.Empty(await LateAsync(A4));
        await MoveAsync(16);
        Assert.Equal(1, Assert.Single(await LateAsync(A4)).Days);
        await it.Mandates.CompleteMilestoneAsync(new() { Name = giver, DoneDate = Today.ToDate() });
        Assert.Empty(await LateAsync(A4));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_milestone_that_an_open_agreement_names_is_not_deleted(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var (giver, taker) = (await PlanAsync(it, A2, "Kontoplan", 20), await PlanAsync(it, A4, "Budsjett", 40));
        var asked = await AskAsync(it, taker);
        await PromiseAsync(it, asked, 25, giver);
        foreach (var milestone in (string[])[giver, taker])
        {
            async Task DeleteAsync() => await it.Mandates.DeleteMilestoneAsync(new() { Name = milestone });
            Assert.Equal([(milestone, "MILESTONE_AGREED")], await RefusedAsync(StatusCode.FailedPrecondition, DeleteAsync));
            var e = await Assert.ThrowsAsync<RpcException>(DeleteAsync);
            Assert.Contains("A2 → A4 «Kontoplan»", e.Status.Detail, StringComparison.Ordinal);
        }
        await it.Mandates.WithdrawDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Taker = A4,
                Reason = "Vi bruker den gamle",
            }
        );
        await it.Mandates.DeleteMilestoneAsync(new() { Name = giver });
        await it.Mandates.DeleteMilestoneAsync(new() { Name = taker });
        // What is finished says what it said.
        var withdrawn = await it.Mandates.GetDependencyAgreementAsync(new() { Name = asked.Name });
        Assert.Equal((giver, taker), (withdrawn.GiverMilestone, withdrawn.TakerMilestone));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Named_and_deleted_at_once_one_of_the_two_is_refused(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        for (var i = 0; i < 5; i++)
        {
            var milestone = await PlanAsync(it, A4, $"Budsjett {i}", 40);
            bool[] done = await Task.WhenAll(
                DoneAsync(() => AskAsync(it, milestone)),
                DoneAsync(async () => await it.Mandates.DeleteMilestoneAsync(new() { Name = milestone }))
            );
            Assert.Single(done, d => d);
        }

        static async Task<bool> DoneAsync(Func<Task> act)
        {
            try
            {
                await act();
                return true;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
            {
                return false;
            }
        }
    }

    private static async Task<string> PlanAsync(A4Programme it, string subProject, string title, int day) =>
        (
            await it.Mandates.CreateMilestoneAsync(
                new()
                {
                    Parent = subProject,
                    Milestone = new()
                    {
                        Kind = MilestoneKind.Milestone,
                        Title = title,
                        PlannedEndDate = Today.AddDays(day).ToDate(),
                    },
                }
            )
        ).Name;

    private static async Task<DependencyAgreement> AskAsync(A4Programme it, string milestone, string language = "nb") =>
        await it.Mandates.CreateDependencyAgreementAsync(
            new()
            {
                Parent = A4Programme.Programme,
                DependencyAgreement = new()
                {
                    Deliverable = "Kontoplan",
                    GiverSubProject = A2,
                    TakerSubProject = A4,
                    TakerMilestone = milestone,
                    NeededByDate = Today.AddDays(30).ToDate(),
                },
            },
            new Metadata { { "accept-language", language } }
        );

    private static async Task<DependencyAgreement> PromiseAsync(
        A4Programme it,
        DependencyAgreement asked,
        int day,
        string milestone,
        bool without = false
    ) =>
        await it.Mandates.PromiseDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Giver = A2,
                PromisedDate = Today.AddDays(day).ToDate(),
                Reason = "Slik står planen",
                GiverMilestone = milestone,
                WithoutGiverMilestone = without,
            }
        );
}
