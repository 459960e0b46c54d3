using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.ChangeRequests;

[Collection("hosts")]
public sealed class ChangeRequestTests(SharedHosts hosts)
{
    private const string Group = "programmes/indre-ostfold/bodies/styringsgruppe-a4";
    private const string AllOf = $"{A4Programme.Programme}/subProjects/-";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_change_is_raised_assessed_approved_and_carried_out_by_a_version_that_is_decided_again(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var mandate = await it.DecideReadyAsync(decision => decision.Conditions.Clear());
        var raised = await RaiseAsync(it);
        Assert.Equal(
            (1, $"{SampleMandates.SubProject}/changeRequests/1", ChangeRequestState.Raised, "Arne Bakke"),
            (raised.Number, raised.Name, raised.State, raised.RaisedByDisplayName)
        );
        Assert.Equal(raised, await GetAsync(it, raised));
        var waiting = await RaiseAsync(it, "Flere bygg tas med");

        Assert.Equal(
            [(raised.Name, "CHANGE_NOT_ASSESSED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DecideChangeRequestAsync(Decide(raised))
            )
        );
        Assert.Equal(
            [("assessment.cost", "CURRENCY_NOT_NOK")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.AssessChangeRequestAsync(Assess(raised, assessment => assessment.Cost.CurrencyCode = "EUR"))
            )
        );
        var assessed = await it.Mandates.AssessChangeRequestAsync(Assess(raised));
        Assert.Equal(assessed, await GetAsync(it, raised));
        // Changed, it is another change: it is assessed anew.
        assessed.Title = "Lønnssystemet går ut";
        var changed = await it.Mandates.UpdateChangeRequestAsync(new() { ChangeRequest = assessed });
        Assert.Equal((ChangeRequestState.Raised, null), (changed.State, changed.Assessment));
        Assert.Equal(changed, await GetAsync(it, raised));
        assessed = await it.Mandates.AssessChangeRequestAsync(Assess(changed));
        var approved = await it.Mandates.DecideChangeRequestAsync(Decide(assessed));
        Assert.Equal(
            (ChangeRequestState.Decided, ChangeVerdict.Approved, "Styringsgruppen for A4"),
            (approved.State, approved.Decisions[0].Verdict, approved.Decisions[0].BodyDisplayName)
        );
        Assert.Equal(approved, await GetAsync(it, raised));
        Assert.Equal(
            StatusCode.Aborted,
            (
                await Assert.ThrowsAsync<RpcException>(async () => await it.Mandates.DecideChangeRequestAsync(Decide(assessed)))
            ).StatusCode
        );
        Assert.Equal(
            [(raised.Name, "CHANGE_DECIDED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DecideChangeRequestAsync(Decide(approved))
            )
        );
        var sums = await it.Mandates.SummariseChangeRequestsAsync(new() { Parent = AllOf });
        Assert.Equal((1, 1, 1, -14), (sums.ApprovedCount, sums.RaisedCount, sums.PendingCount, sums.TimeDays));
        Assert.Equal((Nok(-500_000), Nok(1_200_000)), (sums.Cost, sums.YearlyBenefit));

        var draft = await it.Mandates.ReviseByChangeRequestsAsync(new() { Name = mandate.Name });
        Assert.Equal(
            ($"{SampleMandates.SubProject}/mandates/2", mandate.Name, DecisionPoint.Bp1),
            (draft.Name, draft.Predecessor, draft.DecisionPoint)
        );
        Assert.Equal([raised.Name], draft.ChangeRequests);
        Assert.Contains("Endring 1: Lønnssystemet går ut.", draft.ChangeSummary, StringComparison.Ordinal);
        Assert.Equal(draft, await it.GetAsync(draft.Name));
        Assert.Equal(draft.Name, (await GetAsync(it, raised)).Revision);
        // Nothing waits for a version now, and only one is written at a time.
        Assert.Equal(
            [(draft.Name, "ALREADY_CONTINUED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.ReviseByChangeRequestsAsync(new() { Name = mandate.Name })
            )
        );
        // What was decided stays as it was.
        Assert.Equal(mandate, await it.GetAsync(mandate.Name));

        // Thrown away, the draft leaves the change waiting for another.
        await it.Mandates.DeleteMandateAsync(new() { Name = draft.Name });
        Assert.Equal("", (await GetAsync(it, raised)).Revision);
        draft = await it.Mandates.ReviseByChangeRequestsAsync(new() { Name = mandate.Name });
        await it.HearBothAsync(draft.Name);
        await it.AnswerGateAsync(draft.Name);
        var submitted = await SubmitAsync(it, draft);
        var decided = await it.Mandates.DecideMandateAsync(
            A4Programme.Decide(
                submitted,
                decision =>
                {
                    decision.DecisionDate = Day(2018, 5, 2);
                    decision.Conditions.Clear();
                }
            )
        );
        Assert.Equal([raised.Name], decided.ChangeRequests);
        Assert.Equal(decided, await it.GetAsync(decided.Name));

        // The other change was asked for in what has been superseded since.
        Assert.Equal(
            [(mandate.Name, "DOCUMENT_SUPERSEDED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Mandates.DecideChangeRequestAsync(
                        Decide(await it.Mandates.AssessChangeRequestAsync(Assess(waiting)))
                    )
            )
        );
        Assert.Equal(
            [(mandate.Name, "DOCUMENT_SUPERSEDED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await RaiseAsync(it, "For sent"))
        );
        waiting = await GetAsync(it, waiting);
        waiting.Document = decided.Name;
        waiting = await it.Mandates.UpdateChangeRequestAsync(new() { ChangeRequest = waiting });
        await it.Mandates.WithdrawChangeRequestAsync(new() { Name = waiting.Name, Reason = "Løst på annen måte." });
        Assert.Equal(
            [(2, ChangeRequestState.Withdrawn), (1, ChangeRequestState.Decided)],
            (await it.Mandates.ListChangeRequestsAsync(new() { Parent = AllOf })).ChangeRequests.Select(one =>
                (one.Number, one.State)
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_that_is_to_be_adjusted_goes_on_in_the_next_version(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var mandate = await it.DecideReadyAsync(decision => decision.Conditions.Clear());
        var raised = await RaiseAsync(it);
        var approved = await it.Mandates.DecideChangeRequestAsync(
            Decide(await it.Mandates.AssessChangeRequestAsync(Assess(raised)))
        );
        var draft = await it.Mandates.ReviseByChangeRequestsAsync(new() { Name = mandate.Name });
        var submitted = await SubmitAsync(it, draft);
        var adjust = await it.Mandates.DecideMandateAsync(
            A4Programme.Decide(
                submitted,
                decision =>
                {
                    (decision.Verdict, decision.DecisionDate) = (Verdict.Adjust, Day(2018, 5, 2));
                    decision.Conditions.Clear();
                }
            )
        );
        var next = await it.Mandates.ReviseMandateAsync(new() { Name = adjust.Name });
        Assert.Equal([approved.Name], next.ChangeRequests);
        Assert.Equal(next.Name, (await GetAsync(it, approved)).Revision);
        await it.Mandates.DeleteMandateAsync(new() { Name = next.Name });
        Assert.Equal(adjust.Name, (await GetAsync(it, approved)).Revision);
    }

    // Dated while the steering group sits.
    private static async Task<Mandate> SubmitAsync(A4Programme it, Mandate draft)
    {
        await it.Mandates.UpdateMandateAsync(
            new()
            {
                Mandate = new() { Name = draft.Name, DocumentDate = Day(2018, 4, 16) },
                UpdateMask = new() { Paths = { "document_date" } },
            }
        );
        return await it.Mandates.SubmitMandateAsync(new() { Name = draft.Name });
    }

    private static async Task<ChangeRequest> RaiseAsync(A4Programme it, string title = "Lønnssystemet tas ut") =>
        await it.Mandates.CreateChangeRequestAsync(
            new()
            {
                Parent = SampleMandates.SubProject,
                ChangeRequest = new()
                {
                    Document = Name,
                    Title = title,
                    Description = "Punktet går ut.",
                    Reason = "Alle delprosjektene anskaffer det sammen.",
                    Sections = { "items" },
                    RaisedBy = A4Programme.Arne,
                    RaiseDate = Day(2018, 2, 1),
                },
            }
        );

    private static AssessChangeRequestRequest Assess(ChangeRequest current, Action<ChangeAssessment>? change = null)
    {
        var assessment = new ChangeAssessment
        {
            TimeDays = -14,
            Cost = Nok(-500_000),
            YearlyBenefit = Nok(1_200_000),
            Recommendation = "Anbefales.",
            AssessedBy = A4Programme.Mona,
            AssessDate = Day(2018, 2, 10),
        };
        change?.Invoke(assessment);
        return new()
        {
            Name = current.Name,
            Etag = current.Etag,
            Assessment = assessment,
        };
    }

    private static DecideChangeRequestRequest Decide(ChangeRequest current) =>
        new()
        {
            Name = current.Name,
            Etag = current.Etag,
            Decision = new()
            {
                Verdict = ChangeVerdict.Approved,
                DecisionDate = Day(2018, 3, 1),
                Body = Group,
                Wording = "Endringen godkjennes.",
                CaseNumber = "4/18",
                VotesFor = 3,
            },
        };

    private static async Task<ChangeRequest> GetAsync(A4Programme it, ChangeRequest change) =>
        await it.Mandates.GetChangeRequestAsync(new() { Name = change.Name });
}
