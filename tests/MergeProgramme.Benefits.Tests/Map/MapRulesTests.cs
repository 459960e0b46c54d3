using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Tests.Map;

public sealed class MapRulesTests
{
    private static readonly HashSet<string> Nothing = [];

    [Theory]
    // 60 MNOK asked for: likely and high full-year effects of all its measures, in MNOK.
    [InlineData(60, 60, null)]
    [InlineData(59, 60, MapFindingKind.GoalAtBest)]
    [InlineData(59, 59, MapFindingKind.GoalOutOfReach)]
    [InlineData(0, 0, MapFindingKind.GoalOutOfReach)]
    [InlineData(-5, 80, MapFindingKind.GoalAtBest)]
    public void A_goal_is_held_against_what_its_measures_come_to(int likely, int high, MapFindingKind? expected)
    {
        var goal = MeasureData.Goal();
        goal.Name = "g";
        var found = MapRules.Check([goal], [Gain("b", "g", "Linda")], [Act("m", "b", likely, high)], Nothing);
        Assert.Equal(expected, found.Count == 0 ? null : Assert.Single(found).Kind);
        if (expected is not null)
            Assert.Equal((60_000_000, likely * 1_000_000L), (found[0].Amount.Units, found[0].Likely.Units));
    }

    [Fact]
    public void Measures_of_several_benefits_add_up_and_those_of_other_goals_do_not()
    {
        var goal = MeasureData.Goal();
        goal.Name = "g";
        Benefit[] benefits = [Gain("b1", "g", "Linda"), Gain("b2", "g", "Linda"), Gain("b3", "", "Linda")];
        Assert.DoesNotContain(
            MapRules.Check([goal], benefits, [Act("m1", "b1", 40, 40), Act("m2", "b2", 20, 20)], Nothing),
            f => f.Subject == "g"
        );
        Assert.Contains(
            MapRules.Check([goal], benefits, [Act("m1", "b1", 40, 40), Act("m2", "b3", 20, 20)], Nothing),
            f => f.Kind == MapFindingKind.GoalOutOfReach
        );
    }

    [Fact]
    public void What_leads_nowhere_and_what_nobody_answers_for_is_named_the_gravest_first()
    {
        var money = MeasureData.Goal();
        money.Name = "g1";
        var found = MapRules.Check(
            [money, new() { Name = "g2", Text = "Tryggere tjenester" }],
            [Gain("b1", "g2", "Linda"), Gain("b2", "", "")],
            [Act("m1", "b1", 1, 1), Act("m2", "", 1, 1, owner: "")],
            new HashSet<string> { "m1" }
        );
        Assert.Equal(
            [
                (MapFindingKind.GoalWithoutBenefit, "g1"),
                (MapFindingKind.BenefitWithoutOwner, "b2"),
                (MapFindingKind.BenefitWithoutMeasure, "b2"),
                (MapFindingKind.BenefitWithoutGoal, "b2"),
                (MapFindingKind.MeasureWithoutBenefit, "m2"),
                (MapFindingKind.MeasureWithoutOwner, "m2"),
                (MapFindingKind.EnablerGone, "m1"),
            ],
            found.Select(f => (f.Kind, f.Subject))
        );
    }

    [Theory]
    [InlineData("programmes/x/subProjects/a4/deliverables/plan", MapNodeKind.Deliverable)]
    [InlineData("programmes/x/needs/journal", MapNodeKind.Need)]
    [InlineData("programmes/x/measures/m", MapNodeKind.Unspecified)]
    [InlineData("programmes/x/subProjects/a4/deliverables/", MapNodeKind.Unspecified)]
    [InlineData("", MapNodeKind.Unspecified)]
    public void A_measure_waits_for_deliverables_and_needs_only(string source, MapNodeKind kind) =>
        Assert.Equal(kind, EnablerSources.KindOf(source));

    internal static Benefit Gain(string name, string goal, string owner) =>
        new()
        {
            Name = name,
            Text = name,
            Goal = goal,
            Owner = owner,
        };

    internal static MapMeasure Act(string name, string benefit, int likely, int high, string owner = "Linda") =>
        new()
        {
            Name = name,
            Title = name,
            Benefit = benefit,
            Owner = owner,
            EffectLikely = likely * 1_000_000_00L,
            EffectHigh = high * 1_000_000_00L,
        };
}
