using CsCheck;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.ChangeRequests;

public sealed class ChangeRequestLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2018, 3, 10);

    public enum Act
    {
        Edit,
        Assess,
        Approve,
        Reject,
        Defer,
        Withdraw,
    }

    private static Mandate Approved(int version = 1)
    {
        var document = A4(MandateState.Decided);
        (document.Name, document.Version) = ($"{SampleMandates.SubProject}/mandates/{version}", version);
        document.Decision = Start();
        return document;
    }

    private static ChangeRequest New() =>
        new()
        {
            Name = $"{SampleMandates.SubProject}/changeRequests/1",
            Number = 1,
            Document = Name,
            Title = "Lønnssystemet tas ut",
            Sections = { "items" },
            RaiseDate = Day(2018, 2, 1),
        };

    private static ChangeAssessment Assessment() =>
        new()
        {
            TimeDays = -14,
            Cost = Nok(500_000),
            Recommendation = "Anbefales.",
            AssessDate = Day(2018, 2, 10),
        };

    private static ChangeDecision Decision(ChangeVerdict verdict, Action<ChangeDecision>? change = null)
    {
        var decision = new ChangeDecision
        {
            Verdict = verdict,
            DecisionDate = Day(2018, 3, 1),
            Body = SteeringGroup().Name,
            Wording = "Vedtatt som innstilt.",
        };
        change?.Invoke(decision);
        return decision;
    }

    private static ChangeRequest In(string state) =>
        state switch
        {
            "Raised" => Raise().NextOrThrow(),
            "Assessed" => Do(Act.Assess, In("Raised")).NextOrThrow(),
            "Approved" => Do(Act.Approve, In("Assessed")).NextOrThrow(),
            "Rejected" => Do(Act.Reject, In("Assessed")).NextOrThrow(),
            "Deferred" => Do(Act.Defer, In("Assessed")).NextOrThrow(),
            _ => Do(Act.Withdraw, In("Raised")).NextOrThrow(),
        };

    private static Ruling<ChangeRequest> Raise(Action<ChangeRequest>? change = null, params Mandate[] versions)
    {
        var asked = New();
        change?.Invoke(asked);
        var all = versions.Length == 0 ? [Approved()] : versions;
        return ChangeRequestLifecycle.Raise(asked, Array.Find(all, one => one.Name == asked.Document), all, Today);
    }

    private static Ruling<ChangeRequest> Do(Act act, ChangeRequest current) =>
        act switch
        {
            Act.Edit => ChangeRequestLifecycle.Edit(current),
            Act.Assess => ChangeRequestLifecycle.Assess(current, Assessment(), Today),
            Act.Withdraw => ChangeRequestLifecycle.Withdraw(current, "Løst på annen måte."),
            _ => Decide(current, Decision((ChangeVerdict)(act - Act.Approve + 1))),
        };

    private static Ruling<ChangeRequest> Decide(
        ChangeRequest current,
        ChangeDecision decision,
        Body? body = null,
        params Mandate[] versions
    ) =>
        ChangeRequestLifecycle.Decide(
            current,
            decision,
            Approved(),
            versions.Length == 0 ? [Approved()] : versions,
            body ?? SteeringGroup(),
            5,
            Now
        );

    [Theory]
    [InlineData("Raised", Act.Edit, "Raised")]
    [InlineData("Raised", Act.Assess, "Assessed")]
    [InlineData("Raised", Act.Approve, "CHANGE_NOT_ASSESSED")]
    [InlineData("Raised", Act.Reject, "CHANGE_NOT_ASSESSED")]
    [InlineData("Raised", Act.Defer, "CHANGE_NOT_ASSESSED")]
    [InlineData("Raised", Act.Withdraw, "Withdrawn")]
    [InlineData("Assessed", Act.Edit, "Assessed")]
    [InlineData("Assessed", Act.Assess, "Assessed")]
    [InlineData("Assessed", Act.Approve, "Approved")]
    [InlineData("Assessed", Act.Reject, "Rejected")]
    [InlineData("Assessed", Act.Defer, "Deferred")]
    [InlineData("Assessed", Act.Withdraw, "Withdrawn")]
    [InlineData("Deferred", Act.Edit, "Deferred")]
    [InlineData("Deferred", Act.Assess, "Assessed")]
    [InlineData("Deferred", Act.Approve, "CHANGE_DECIDED")]
    [InlineData("Deferred", Act.Reject, "CHANGE_DECIDED")]
    [InlineData("Deferred", Act.Defer, "CHANGE_DECIDED")]
    [InlineData("Deferred", Act.Withdraw, "Withdrawn")]
    [InlineData("Approved", Act.Edit, "CHANGE_DECIDED")]
    [InlineData("Approved", Act.Assess, "CHANGE_DECIDED")]
    [InlineData("Approved", Act.Approve, "CHANGE_DECIDED")]
    [InlineData("Approved", Act.Reject, "CHANGE_DECIDED")]
    [InlineData("Approved", Act.Defer, "CHANGE_DECIDED")]
    [InlineData("Approved", Act.Withdraw, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Edit, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Assess, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Approve, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Reject, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Defer, "CHANGE_DECIDED")]
    [InlineData("Rejected", Act.Withdraw, "CHANGE_DECIDED")]
    [InlineData("Withdrawn", Act.Edit, "CHANGE_WITHDRAWN")]
    [InlineData("Withdrawn", Act.Assess, "CHANGE_WITHDRAWN")]
    [InlineData("Withdrawn", Act.Approve, "CHANGE_WITHDRAWN")]
    [InlineData("Withdrawn", Act.Reject, "CHANGE_WITHDRAWN")]
    [InlineData("Withdrawn", Act.Defer, "CHANGE_WITHDRAWN")]
    [InlineData("Withdrawn", Act.Withdraw, "CHANGE_WITHDRAWN")]
    public void Every_act_is_taken_or_refused_by_the_state(string state, Act act, string outcome)
    {
        var ruling = Do(act, In(state));
        var became =
            ruling.Next is not { } next ? Assert.Single(ruling.Violations).Reason
            : next.State == ChangeRequestState.Decided ? ChangeRequestLifecycle.VerdictOf(next).ToString()
            : next.State.ToString();
        Assert.Equal(outcome, became);
    }

    [Fact]
    public void It_is_about_the_newest_approved_document()
    {
        var draft = A4();
        Assert.Equal(["DOCUMENT_NOT_YET_APPROVED"], Reasons(Raise(null, draft)));
        var newer = Approved(2);
        newer.Title = "Prosjektforslag for A4";
        var violation = Assert.Single(Raise(null, Approved(), newer).Broken);
        Assert.Equal(("DOCUMENT_SUPERSEDED", Name), (violation.Reason, violation.Field));
        Assert.Equal([1, "Prosjektforslag for A4", 2], violation.Args);
        // One that was turned down, or is being written, does not take its place.
        var turnedDown = Approved(2);
        turnedDown.Decision.Verdict = Verdict.DoNotStart;
        Assert.True(Raise(null, Approved(), turnedDown).Allowed);
        Assert.Equal(["DOCUMENT_UNKNOWN"], Reasons(Raise(asked => asked.Document = $"{Name}7")));
        // It may have been superseded since it was raised.
        Assert.Equal(
            ["DOCUMENT_SUPERSEDED"],
            Reasons(Decide(In("Assessed"), Decision(ChangeVerdict.Approved), null, Approved(), newer))
        );
    }

    [Fact]
    public void Sections_and_dates_are_those_of_the_document()
    {
        Assert.Equal(["SECTION_TWICE", "SECTION_UNKNOWN"], Reasons(Raise(asked => asked.Sections.Add(["items", "budsjett"]))));
        Assert.Equal(["RAISED_BEFORE_DECISION"], Reasons(Raise(asked => asked.RaiseDate = Day(2017, 12, 12))));
        Assert.Equal(["DAY_IN_FUTURE"], Reasons(Raise(asked => asked.RaiseDate = Day(2018, 3, 11))));
        var early = Assessment();
        early.AssessDate = Day(2018, 1, 31);
        Assert.Equal(["ASSESSED_BEFORE_RAISED"], Reasons(ChangeRequestLifecycle.Assess(In("Raised"), early, Today)));
        Assert.Equal(
            ["DECIDED_BEFORE_ASSESSED"],
            Reasons(Decide(In("Assessed"), Decision(ChangeVerdict.Approved, d => d.DecisionDate = Day(2018, 2, 9))))
        );
    }

    [Fact]
    public void The_body_is_entitled_where_the_document_was_decided()
    {
        string[] Refused(Action<Body> change)
        {
            var body = SteeringGroup();
            change(body);
            return [.. Reasons(Decide(In("Assessed"), Decision(ChangeVerdict.Approved), body))];
        }
        Assert.Equal(["BODY_ADVISORY"], Refused(body => body.Authority = BodyAuthority.Advisory));
        Assert.Equal(
            ["BODY_NOT_ENTITLED"],
            Refused(body =>
            {
                body.Decides.Clear();
                body.Decides.Add(DecisionPoint.Bp2);
            })
        );
        Assert.Equal(["BODY_NO_LONGER"], Refused(body => body.EndDate = Day(2018, 2, 1)));
        ChangeDecision Votes(int votesFor, int against) =>
            Decision(ChangeVerdict.Approved, d => (d.VotesFor, d.VotesAgainst) = (votesFor, against));
        Assert.Equal(["NO_QUORUM"], Reasons(Decide(In("Assessed"), Votes(2, 0))));
        Assert.Equal(["NO_MAJORITY"], Reasons(Decide(In("Assessed"), Votes(2, 2))));
        Assert.True(Decide(In("Assessed"), Votes(2, 1)).Allowed);
    }

    [Fact]
    public void What_is_approved_is_carried_out_by_a_version_at_the_same_point_that_says_so()
    {
        var approved = In("Approved");
        approved.Reason = "Det anskaffes\nfelles.";
        var next = MandateLifecycle.Change(Approved(), [Approved()], [approved], Today).NextOrThrow();
        Assert.Equal((2, MandateState.Draft, Name, 0), (next.Version, next.State, next.Predecessor, next.PhaseChange));
        Assert.Equal([approved.Name], next.ChangeRequests);
        Assert.Equal(
            "Endring 1: Lønnssystemet tas ut. Det anskaffes felles. Vedtatt av Styringsgruppen for A4 1.3.2018.",
            next.ChangeSummary
        );
        Assert.Equal(A4().Sections[3].Items, next.Sections[3].Items);

        var governing = Approved();
        (governing.DecisionPoint, governing.PhaseChange) = (DecisionPoint.Bp3, 1);
        Assert.Equal(2, MandateLifecycle.Change(governing, [governing], [approved], Today).NextOrThrow().PhaseChange);

        Assert.Equal(
            "NO_CHANGE_TO_CARRY_OUT",
            Assert.Single(MandateLifecycle.Change(Approved(), [Approved()], [], Today).Broken).Reason
        );
        var open = A4();
        (open.Name, open.Version) = ($"{SampleMandates.SubProject}/mandates/2", 2);
        Assert.Equal(
            "ALREADY_CONTINUED",
            Assert.Single(MandateLifecycle.Change(Approved(), [Approved(), open], [approved], Today).Broken).Reason
        );
        Assert.Equal(
            "NOT_APPROVED",
            Assert.Single(MandateLifecycle.Change(open, [Approved(), open], [approved], Today).Broken).Reason
        );
    }

    [Fact]
    public void A_change_waits_until_a_version_carries_it_out_that_is_not_turned_down()
    {
        var change = In("Approved");
        Assert.True(ChangeRequestLifecycle.IsPending(change, [Approved()]));
        var revision = Approved(2);
        change.Revision = revision.Name;
        Assert.False(ChangeRequestLifecycle.IsPending(change, [Approved(), revision]));
        revision.Decision.Verdict = Verdict.DoNotStart;
        Assert.True(ChangeRequestLifecycle.IsPending(change, [Approved(), revision]));
        Assert.False(ChangeRequestLifecycle.IsPending(In("Deferred"), [Approved()]));
    }

    [Fact]
    public void The_sums_are_those_of_the_approved_ones_in_any_order()
    {
        var one =
            from state in Generators.OneOf("Raised", "Assessed", "Approved", "Rejected", "Deferred", "Withdrawn")
            from days in Gen.Int[-400, 400]
            from cost in Gen.Long[-1_000_000_000_00, 1_000_000_000_00]
            from benefit in Gen.Long[-1_000_000_00, 1_000_000_00]
            from stated in Gen.Bool
            select (state, days, cost, benefit, stated);
        one.Array[0, 12]
            .Sample(made =>
            {
                var requests = made.Select(m =>
                    {
                        var request = In(m.state);
                        if (request.Assessment is { } assessment)
                        {
                            assessment.TimeDays = m.days;
                            assessment.Cost = m.stated ? Ore.ToMoney(m.cost) : null;
                            assessment.YearlyBenefit = Ore.ToMoney(m.benefit);
                        }
                        return request;
                    })
                    .ToList();
                var sums = ChangeSums.Of(requests);
                var approved = made.Where(m => m.state == "Approved").ToList();
                Assert.Equal(approved.Sum(m => m.days), sums.TimeDays);
                Assert.Equal(approved.Sum(m => m.stated ? m.cost : 0), Ore.Of(sums.Cost));
                Assert.Equal(approved.Sum(m => m.benefit), Ore.Of(sums.YearlyBenefit));
                Assert.Equal(
                    made.Length,
                    sums.RaisedCount
                        + sums.AssessedCount
                        + sums.ApprovedCount
                        + sums.RejectedCount
                        + sums.DeferredCount
                        + sums.WithdrawnCount
                );
                requests.Reverse();
                Assert.Equal(sums, ChangeSums.Of(requests));
            });
    }

    private static IEnumerable<string> Reasons(Ruling<ChangeRequest> ruling) =>
        ruling.Violations.Select(violation => violation.Reason);
}
