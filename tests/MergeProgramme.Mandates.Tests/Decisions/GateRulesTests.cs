using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Decisions;

public sealed class GateRulesTests
{
    private static GatePoint Automatic(string point) =>
        new()
        {
            Point = point,
            Kind = GatePointKind.Automatic,
            Mandatory = true,
        };

    private static GatePoint Answered(GateAnswer answer, string comment = "") =>
        new()
        {
            Point = "financing",
            Kind = GatePointKind.Answered,
            Mandatory = true,
            Answer = answer,
            Comment = comment,
        };

    private static Gate Evaluate(
        GatePoint point,
        Mandate? mandate = null,
        Mandate? predecessor = null,
        bool heard = true,
        CoveredItem[]? items = null,
        HandoverStanding[]? notHandedOver = null,
        params ParticipationStep[] missing
    ) =>
        GateRules.Evaluate(
            mandate ?? A4(),
            predecessor,
            [point],
            new GateEvidence(heard ? BothHeard() : [], missing, notHandedOver ?? []),
            items ?? [],
            obstacle => $"{obstacle.Reason} {obstacle.Count} {obstacle.Who}".TrimEnd()
        );

    [Theory]
    [InlineData(GateAnswer.Met, "", true)]
    [InlineData(GateAnswer.NotApplicable, "Ingen andre berøres", true)]
    [InlineData(GateAnswer.NotApplicable, " ", false)]
    [InlineData(GateAnswer.NotMet, "", false)]
    [InlineData(GateAnswer.Unspecified, "", false)]
    public void A_mandatory_point_opens_the_gate_only_when_met_or_explained_away(GateAnswer answer, string comment, bool open) =>
        Assert.Equal(open, Evaluate(Answered(answer, comment)).Open);

    [Fact]
    public void A_point_that_is_not_mandatory_never_closes_the_gate()
    {
        var point = Answered(GateAnswer.NotMet);
        point.Mandatory = false;
        Assert.True(Evaluate(point).Open);
    }

    [Fact]
    public void What_the_line_has_not_taken_over_closes_the_gate_and_is_named()
    {
        var point = Automatic(GateChecklist.Benefits);
        Assert.True(Evaluate(point).Open);
        HandoverStanding Standing(int number) => new() { SubjectDisplayName = $"Tiltak {number}" };

        var one = Evaluate(point, notHandedOver: [Standing(1)]);
        var many = Evaluate(point, notHandedOver: [.. Enumerable.Range(1, 12).Select(Standing)]);

        Assert.False(one.Open);
        Assert.Equal("HANDOVER_OPEN 1 Tiltak 1", one.Points[0].Obstacle);
        Assert.StartsWith("HANDOVERS_OPEN 12 Tiltak 1; Tiltak 2;", many.Points[0].Obstacle, StringComparison.Ordinal);
        Assert.EndsWith("; Tiltak 10; …", many.Points[0].Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_steps_of_co_determination_warn_and_name_the_parties_without_closing_the_gate()
    {
        var point = Automatic(GateChecklist.CoDetermination);
        point.Mandatory = false;
        Assert.Equal(GateAnswer.Met, Evaluate(point).Points[0].Answer);

        var gate = Evaluate(
            point,
            missing: [new() { PartyDisplayName = "Delta" }, new() { PartyDisplayName = "Hovedverneombudet" }]
        );

        Assert.True(gate.Open);
        Assert.Equal(GateAnswer.NotMet, gate.Points[0].Answer);
        Assert.Equal("STEPS_MISSING 2 Delta, Hovedverneombudet", gate.Points[0].Obstacle);
    }

    [Fact]
    public void The_system_finds_out_whether_the_mandate_is_complete()
    {
        Assert.True(Evaluate(Automatic(GateChecklist.Complete)).Open);
        var incomplete = A4();
        incomplete.PreparedBy = incomplete.PreparedByDisplayName = "";
        var gate = Evaluate(Automatic(GateChecklist.Complete), incomplete);
        Assert.False(gate.Open);
        Assert.Equal("INCOMPLETE 1", gate.Points[0].Obstacle);
    }

    [Fact]
    public void The_system_finds_out_whether_the_parties_were_heard()
    {
        Assert.True(Evaluate(Automatic(GateChecklist.Participation)).Open);
        Assert.Equal("NOBODY_HEARD 0", Evaluate(Automatic(GateChecklist.Participation), heard: false).Points[0].Obstacle);
    }

    [Fact]
    public void An_open_condition_of_the_version_before_closes_the_gate()
    {
        var predecessor = A4(MandateState.Decided);
        predecessor.Decision = Start();
        Assert.Equal(
            "CONDITIONS_OPEN 1",
            Evaluate(Automatic(GateChecklist.PredecessorConditions), predecessor: predecessor).Points[0].Obstacle
        );
        predecessor.Decision.Conditions[0].MetDate = Day(2018, 1, 2);
        Assert.True(Evaluate(Automatic(GateChecklist.PredecessorConditions), predecessor: predecessor).Open);
        Assert.True(Evaluate(Automatic(GateChecklist.PredecessorConditions)).Open);
    }

    [Fact]
    public void An_automatic_point_that_nothing_knows_is_not_met() => Assert.False(Evaluate(Automatic("moon-phase")).Open);

    [Fact]
    public void An_answer_from_a_caller_does_not_move_an_automatic_point()
    {
        var point = Automatic(GateChecklist.Participation);
        point.Answer = GateAnswer.Met;
        Assert.False(Evaluate(point, heard: false).Open);
    }

    private static IEnumerable<string> Answer(Action<AnswerGatePointRequest> change, MandateState state = MandateState.Submitted)
    {
        var request = new AnswerGatePointRequest
        {
            Point = "financing",
            Answer = GateAnswer.Met,
            AnsweredBy = "Arne Bakke",
        };
        change(request);
        return GateRules
            .Answer(A4(state), [Answered(GateAnswer.Unspecified), Automatic(GateChecklist.Complete)], request)
            .Violations.Select(violation => violation.Reason);
    }

    [Fact]
    public void An_answer_needs_a_point_that_people_answer_an_answer_and_a_name()
    {
        Assert.Empty(Answer(_ => { }));
        Assert.Equal([Reason.GatePointUnknown], Answer(request => request.Point = "x"));
        Assert.Equal([Reason.GatePointAutomatic], Answer(request => request.Point = GateChecklist.Complete));
        Assert.Equal([Reason.Required], Answer(request => request.Answer = GateAnswer.Unspecified));
        Assert.Equal([Reason.GateCommentMissing], Answer(request => request.Answer = GateAnswer.NotApplicable));
        Assert.Equal([Reason.Required], Answer(request => request.AnsweredBy = ""));
        Assert.Equal([Reason.MandateDecided], Answer(_ => { }, MandateState.Decided));
    }
}
