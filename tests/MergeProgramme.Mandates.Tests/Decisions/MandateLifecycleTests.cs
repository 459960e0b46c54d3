using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Decisions;

public sealed class MandateLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2017, 12, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2017, 12, 14);

    private static DecisionContext Context(
        Body? body = null,
        int members = 5,
        IReadOnlyList<ParticipationRecord>? participation = null,
        Gate? gate = null
    ) => new(body ?? SteeringGroup(), members, participation ?? BothHeard(), gate ?? new Gate { Open = true }, Now, Today);

    private static Ruling Decide(Action<Decision>? change = null, DecisionContext? context = null)
    {
        var decision = Start();
        change?.Invoke(decision);
        return MandateLifecycle.Decide(A4(MandateState.Submitted), decision, context ?? Context());
    }

    private static Mandate Decided(Verdict verdict)
    {
        var decision = Start();
        decision.Verdict = verdict;
        return MandateLifecycle.Decide(A4(MandateState.Submitted), decision, Context()).NextOrThrow();
    }

    private static IEnumerable<string> Reasons(Ruling ruling) => ruling.Violations.Select(violation => violation.Reason);

    [Fact]
    public void A_complete_draft_can_be_submitted_and_withdrawn()
    {
        var submitted = MandateLifecycle.Submit(A4(), Now).NextOrThrow();
        Assert.Equal(MandateState.Submitted, submitted.State);
        Assert.Equal(Now, submitted.SubmitTime.ToDateTimeOffset());

        var draft = MandateLifecycle.Withdraw(submitted).NextOrThrow();
        Assert.Equal(A4(), draft);
    }

    [Fact]
    public void A_draft_that_misses_something_cannot_be_submitted()
    {
        var mandate = A4();
        mandate.Sections[3].Items.Clear();
        var violation = Assert.Single(MandateLifecycle.Submit(mandate, Now).Broken);
        Assert.Equal((Reason.MandateIncomplete, Name), (violation.Reason, violation.Field));
        Assert.Equal([1], violation.Args);
    }

    [Fact]
    public void What_has_been_decided_can_be_neither_edited_deleted_submitted_withdrawn_nor_decided_again()
    {
        foreach (var verdict in new[] { Verdict.Start, Verdict.DoNotStart, Verdict.AssessFurther, Verdict.Adjust })
        {
            var decided = Decided(verdict);
            foreach (
                var ruling in new[]
                {
                    MandateLifecycle.Edit(decided),
                    MandateLifecycle.Delete(decided),
                    MandateLifecycle.Submit(decided, Now),
                    MandateLifecycle.Withdraw(decided),
                    MandateLifecycle.Decide(decided, Start(), Context()),
                }
            )
            {
                Assert.False(ruling.Allowed);
                Assert.Equal([Reason.MandateDecided], Reasons(ruling));
            }
        }
    }

    [Fact]
    public void A_submitted_mandate_is_not_edited_before_it_is_withdrawn()
    {
        Assert.Equal([Reason.MandateSubmitted], Reasons(MandateLifecycle.Edit(A4(MandateState.Submitted))));
        Assert.Equal([Reason.MandateSubmitted], Reasons(MandateLifecycle.Delete(A4(MandateState.Submitted))));
        Assert.Equal([Reason.MandateNotSubmitted], Reasons(MandateLifecycle.Withdraw(A4())));
        Assert.Equal([Reason.MandateNotSubmitted], Reasons(MandateLifecycle.Decide(A4(), Start(), Context())));
    }

    [Fact]
    public void An_approval_binds_itself_to_the_text_the_evidence_and_the_gate()
    {
        var gate = new Gate
        {
            Points =
            {
                new GatePoint
                {
                    Point = "financing",
                    Mandatory = true,
                    Kind = GatePointKind.Answered,
                    Answer = GateAnswer.Met,
                },
            },
        };
        var current = A4(MandateState.Submitted);
        var next = MandateLifecycle.Decide(current, Start(), Context(gate: gate)).NextOrThrow();

        Assert.Equal(MandateState.Decided, next.State);
        Assert.Equal(CanonicalText.Of(current).Hash, next.Decision.TextHash);
        Assert.Equal(next.Decision.TextHash, CanonicalText.Of(next).Hash);
        Assert.Equal(DecisionPoint.Bp1, next.Decision.DecisionPoint);
        Assert.Equal("Styringsgruppen for A4", next.Decision.BodyDisplayName);
        Assert.Equal(["Fagforbundet", "Hovedverneombudet"], next.Decision.Participation.Select(evidence => evidence.Party));
        Assert.Equal(gate.Points, next.Decision.GatePoints);
        Assert.Equal(1, Assert.Single(next.Decision.Conditions).Number);
        Assert.Equal(Now, next.Decision.RecordTime.ToDateTimeOffset());
        // The answer holds nothing of what went in, so that nobody can change the one through the other.
        Assert.Equal(A4(MandateState.Submitted), current);
    }

    [Fact]
    public void What_the_service_fills_in_cannot_be_given_by_the_caller()
    {
        var decision = Decide(asked =>
            {
                asked.TextHash = "0000";
                asked.BodyDisplayName = "Kongen i statsråd";
                asked.Participation.Add(new ParticipationEvidence { Party = "Ingen" });
                asked.GatePoints.Add(new GatePoint { Point = "own" });
                asked.Conditions[0].Number = 7;
                asked.Conditions[0].MetDate = Day(2017, 12, 13);
            })
            .NextOrThrow()
            .Decision;
        Assert.NotEqual("0000", decision.TextHash);
        Assert.Equal("Styringsgruppen for A4", decision.BodyDisplayName);
        Assert.Equal(2, decision.Participation.Count);
        Assert.Empty(decision.GatePoints);
        Assert.Equal(1, decision.Conditions[0].Number);
        Assert.Null(decision.Conditions[0].MetDate);
    }

    public static TheoryData<string, string, Action<Decision>> InvalidDecisions =>
        new()
        {
            { Reason.Required, "decision.verdict", decision => decision.Verdict = Verdict.Unspecified },
            { Reason.VerdictUnknown, "decision.verdict", decision => decision.Verdict = (Verdict)9 },
            { Reason.Required, "decision.decision_date", decision => decision.DecisionDate = null },
            { Reason.DateInvalid, "decision.decision_date", decision => decision.DecisionDate = Day(2017, 2, 30) },
            { Reason.DecisionDateInFuture, "decision.decision_date", decision => decision.DecisionDate = Day(2017, 12, 15) },
            {
                Reason.DecisionBeforeDocument,
                "decision.decision_date",
                decision => (decision.DecisionDate, decision.ParticipationWaiver) = (Day(2017, 12, 5), "Haster")
            },
            { Reason.Required, "decision.place", decision => decision.Place = " " },
            { Reason.Required, "decision.wording", decision => decision.Wording = "" },
            { Reason.Required, "decision.signatories", decision => decision.Signatories.Clear() },
            { Reason.Required, "decision.present[3].display_name", decision => decision.Present[3].DisplayName = "" },
            {
                Reason.AttendeeTwice,
                "decision.present[1].person",
                decision => decision.Present[0].Person = decision.Present[1].Person = "programmes/x/persons/y"
            },
            { Reason.VotesNegative, "decision.votes_for", decision => decision.VotesFor = -1 },
            { Reason.VotesExceedPresent, "decision.votes_for", decision => decision.VotesFor = 3 },
            { Reason.VotesExceedPresent, "decision.votes_for", decision => decision.VotesFor = int.MaxValue },
            { Reason.NoMajority, "decision.votes_for", decision => decision.VotesFor = 1 },
            { Reason.DissentInUnanimity, "decision.votes_against", decision => decision.VotesFor = decision.VotesAgainst = 0 },
            {
                Reason.DissentsExceedVotesAgainst,
                "decision.dissents",
                decision => decision.Dissents.Add(new Dissent { DisplayName = "Arne Bakke" })
            },
            { Reason.Required, "decision.conditions[0].owner", decision => decision.Conditions[0].Owner = "" },
            { Reason.Required, "decision.conditions[0].due_date", decision => decision.Conditions[0].DueDate = null },
            {
                Reason.ConditionDueBeforeDecision,
                "decision.conditions[0].due_date",
                decision => decision.Conditions[0].DueDate = Day(2017, 12, 12)
            },
        };

    [Theory]
    [MemberData(nameof(InvalidDecisions))]
    public void A_decision_that_is_wrong_in_itself_is_refused_at_its_field(string reason, string field, Action<Decision> change)
    {
        var ruling = Decide(change);
        Assert.False(ruling.Allowed);
        Assert.Empty(ruling.Broken);
        var violation = Assert.Single(ruling.Invalid);
        Assert.Equal((reason, field), (violation.Reason, violation.Field));
    }

    public static TheoryData<string, Action<Body>> BodiesThatMayNot =>
        new()
        {
            { Reason.BodyOfOtherProgramme, body => body.Name = "programmes/indre/bodies/x" },
            { Reason.BodyOfOtherSubProject, body => body.SubProject = "programmes/indre-ostfold/subProjects/a2" },
            { Reason.BodyAdvisory, body => body.Authority = BodyAuthority.Advisory },
            { Reason.BodyNotEntitled, body => body.Decides[0] = DecisionPoint.Bp2 },
            { Reason.BodyNotYet, body => body.StartDate = Day(2017, 12, 14) },
            { Reason.BodyNoLonger, body => body.EndDate = Day(2017, 12, 12) },
            { Reason.NoQuorum, body => body.Quorum = 4 },
        };

    [Theory]
    [MemberData(nameof(BodiesThatMayNot))]
    public void A_body_that_is_not_entitled_cannot_decide(string reason, Action<Body> change)
    {
        var body = SteeringGroup();
        change(body);
        var ruling = Decide(context: Context(body));
        Assert.Empty(ruling.Invalid);
        var violation = Assert.Single(ruling.Broken);
        Assert.Equal((reason, body.Name), (violation.Reason, violation.Field));
    }

    [Fact]
    public void A_body_of_the_whole_programme_decides_for_every_sub_project()
    {
        var body = SteeringGroup();
        body.SubProject = "";
        Assert.True(Decide(context: Context(body)).Allowed);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Without_a_stated_quorum_more_than_half_of_the_members_must_be_there(int members, bool allowed)
    {
        var body = SteeringGroup();
        body.Quorum = 0;
        Assert.Equal(allowed, Decide(context: Context(body, members)).Allowed);
    }

    [Fact]
    public void Informing_the_unions_is_not_hearing_them()
    {
        var ruling = Decide(
            context: Context(
                participation:
                [
                    Heard(PartyKind.Union, "Fagforbundet", ParticipationForm.Informed),
                    Heard(PartyKind.SafetyService, "Hovedverneombudet", ParticipationForm.Heard),
                ]
            )
        );
        Assert.Equal([Reason.UnionNotHeard], Reasons(ruling));
    }

    [Fact]
    public void Evidence_on_another_matter_or_from_after_the_decision_does_not_count()
    {
        var records = BothHeard();
        records[0].Matter = $"{Name}0";
        records[1].HeardDate = Day(2017, 12, 14);
        Assert.Equal(
            [Reason.UnionNotHeard, Reason.SafetyServiceNotHeard],
            Reasons(Decide(context: Context(participation: records)))
        );
    }

    [Fact]
    public void An_approval_without_evidence_must_say_why_and_the_others_need_none()
    {
        Assert.False(Decide(context: Context(participation: [])).Allowed);
        Assert.True(Decide(decision => decision.ParticipationWaiver = "Drøftes 20.12.", Context(participation: [])).Allowed);
        Assert.True(Decide(decision => decision.Verdict = Verdict.Adjust, Context(participation: [])).Allowed);
    }

    [Fact]
    public void A_mandatory_point_that_is_not_met_blocks_approval_and_is_named()
    {
        var gate = new Gate
        {
            Points =
            {
                new GatePoint
                {
                    Point = "benefit-owner",
                    Text = "Linjen har en eier",
                    Kind = GatePointKind.Answered,
                    Mandatory = true,
                },
                new GatePoint { Point = "lessons", Kind = GatePointKind.Answered },
            },
        };
        var violation = Assert.Single(Decide(context: Context(gate: gate)).Broken);
        Assert.Equal(Reason.GatePointNotMet, violation.Reason);
        Assert.Equal("Linjen har en eier", violation.Args[0]);
        Assert.True(Decide(decision => decision.Verdict = Verdict.DoNotStart, Context(gate: gate)).Allowed);
    }

    [Theory]
    [InlineData(Verdict.Adjust)]
    [InlineData(Verdict.AssessFurther)]
    public void After_adjustment_or_further_assessment_the_next_version_begins_with_the_sections_copied(Verdict verdict)
    {
        var decided = Decided(verdict);
        var next = MandateLifecycle.Revise(decided, 1, new DateOnly(2018, 1, 10)).NextOrThrow();
        Assert.Equal(
            (MandateState.Draft, 2, $"{SampleMandates.SubProject}/mandates/2", Name),
            (next.State, next.Version, next.Name, next.Predecessor)
        );
        Assert.Null(next.Decision);
        Assert.Equal(Day(2018, 1, 10), next.DocumentDate);
        Assert.Equal($"{SampleMandates.SubProject}/mandates/2/sections/background", next.Sections[0].Name);
        Assert.Equal(decided.Sections.Select(CanonicalText.Content), next.Sections.Select(CanonicalText.Content));
        Assert.True(MandateLifecycle.Edit(next).Allowed);
        Assert.Equal([Reason.AlreadyRevised], Reasons(MandateLifecycle.Revise(decided, 2, Today)));
    }

    [Fact]
    public void A_final_verdict_or_none_gives_no_next_version()
    {
        Assert.Equal([Reason.VerdictFinal], Reasons(MandateLifecycle.Revise(Decided(Verdict.Start), 1, Today)));
        Assert.Equal([Reason.VerdictFinal], Reasons(MandateLifecycle.Revise(Decided(Verdict.DoNotStart), 1, Today)));
        Assert.Equal([Reason.MandateNotDecided], Reasons(MandateLifecycle.Revise(A4(), 1, Today)));
    }

    [Fact]
    public void A_new_mandate_waits_while_another_is_open_approved_or_to_be_revised()
    {
        Assert.Equal((1, 0), (MandateLifecycle.Create([]).Version, MandateLifecycle.Create([]).Broken.Count));
        Assert.Equal(Reason.MandateOpen, Assert.Single(MandateLifecycle.Create([A4()]).Broken).Reason);
        Assert.Equal(Reason.MandateApproved, Assert.Single(MandateLifecycle.Create([Decided(Verdict.Start)]).Broken).Reason);
        Assert.Equal(Reason.MandateToRevise, Assert.Single(MandateLifecycle.Create([Decided(Verdict.Adjust)]).Broken).Reason);
        var (version, broken) = MandateLifecycle.Create([Decided(Verdict.DoNotStart)]);
        Assert.Empty(broken);
        Assert.Equal(2, version);
    }

    private static Ruling Meet(Action<MeetConditionRequest>? change = null, Mandate? mandate = null)
    {
        var request = new MeetConditionRequest
        {
            Number = 1,
            MetDate = Day(2018, 1, 8),
            Evidence = "2013/6984-4",
        };
        change?.Invoke(request);
        return MandateLifecycle.MeetCondition(mandate ?? Decided(Verdict.Start), request, new DateOnly(2018, 1, 10));
    }

    [Fact]
    public void Meeting_a_condition_changes_nothing_else()
    {
        var decided = Decided(Verdict.Start);
        var next = Meet(mandate: decided).NextOrThrow();
        Assert.Equal("2013/6984-4", next.Decision.Conditions[0].MetEvidence);
        Assert.Equal([Reason.ConditionAlreadyMet], Reasons(Meet(mandate: next)));
        next.Decision.Conditions[0].MetDate = null;
        next.Decision.Conditions[0].MetEvidence = "";
        Assert.Equal(decided, next);
    }

    [Fact]
    public void A_condition_is_met_between_the_decision_and_today_with_evidence()
    {
        Assert.Equal([Reason.ConditionUnknown], Reasons(Meet(request => request.Number = 2)));
        Assert.Equal([Reason.MetDateInFuture], Reasons(Meet(request => request.MetDate = Day(2018, 1, 11))));
        Assert.Equal([Reason.MetBeforeDecision], Reasons(Meet(request => request.MetDate = Day(2017, 12, 12))));
        Assert.Equal([Reason.Required], Reasons(Meet(request => request.Evidence = " ")));
        Assert.Equal([Reason.MandateNotDecided], Reasons(Meet(mandate: A4())));
    }
}
