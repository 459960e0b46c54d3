using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.SubProjects;

public sealed class PhaseRuleTests
{
    [Theory]
    [InlineData(SubProjectPhase.Idea, Verdict.Start, SubProjectPhase.Concept)]
    [InlineData(SubProjectPhase.NotStarted, Verdict.Start, SubProjectPhase.Concept)]
    [InlineData(SubProjectPhase.Idea, Verdict.DoNotStart, SubProjectPhase.NotStarted)]
    [InlineData(SubProjectPhase.Idea, Verdict.Adjust, null)]
    [InlineData(SubProjectPhase.Idea, Verdict.AssessFurther, null)]
    [InlineData(SubProjectPhase.NotStarted, Verdict.DoNotStart, null)]
    [InlineData(SubProjectPhase.Unspecified, Verdict.Start, null)]
    public void A_verdict_moves_the_phase(SubProjectPhase current, Verdict verdict, SubProjectPhase? next) =>
        Assert.Equal(next, PhaseRule.After(current, DecisionPoint.Bp1, verdict));

    [Theory]
    [InlineData(SubProjectPhase.Concept)]
    [InlineData(SubProjectPhase.Planning)]
    [InlineData(SubProjectPhase.Execution)]
    [InlineData(SubProjectPhase.Closing)]
    [InlineData(SubProjectPhase.Closed)]
    public void Nothing_under_way_is_thrown_back(SubProjectPhase current) =>
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.Null(PhaseRule.After(current, DecisionPoint.Bp1, verdict)));

    [Theory]
    [InlineData(SubProjectPhase.Concept, DecisionPoint.Bp2, SubProjectPhase.Planning)]
    [InlineData(SubProjectPhase.Planning, DecisionPoint.Bp3, SubProjectPhase.Execution)]
    [InlineData(SubProjectPhase.Execution, DecisionPoint.Bp3, null)]
    [InlineData(SubProjectPhase.Execution, DecisionPoint.Bp4, SubProjectPhase.Closing)]
    [InlineData(SubProjectPhase.Closing, DecisionPoint.Bp5, SubProjectPhase.Closed)]
    [InlineData(SubProjectPhase.Closed, DecisionPoint.Bp2, null)]
    [InlineData(SubProjectPhase.Execution, DecisionPoint.Unspecified, null)]
    public void Each_decision_point_leads_into_its_phase(SubProjectPhase current, DecisionPoint point, SubProjectPhase? next) =>
        Assert.Equal(next, PhaseRule.After(current, point, Verdict.Start));

    [Fact]
    public void A_later_no_leaves_the_phase_as_it_is() =>
        Assert.Null(PhaseRule.After(SubProjectPhase.Concept, DecisionPoint.Bp2, Verdict.DoNotStart));
}
