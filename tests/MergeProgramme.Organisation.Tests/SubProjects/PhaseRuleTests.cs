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
        Assert.Equal(next, PhaseRule.After(current, verdict));

    [Theory]
    [InlineData(SubProjectPhase.Concept)]
    [InlineData(SubProjectPhase.Planning)]
    [InlineData(SubProjectPhase.Execution)]
    [InlineData(SubProjectPhase.Closing)]
    [InlineData(SubProjectPhase.Closed)]
    public void Nothing_under_way_is_thrown_back(SubProjectPhase current) =>
        Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.Null(PhaseRule.After(current, verdict)));
}
