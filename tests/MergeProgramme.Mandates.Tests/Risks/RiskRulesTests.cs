using CsCheck;
using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Tests.Risks;

public sealed class RiskRulesTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);

    [Theory]
    [InlineData(1, 1, RiskLevel.Low)]
    [InlineData(2, 2, RiskLevel.Low)]
    [InlineData(1, 5, RiskLevel.Medium)]
    [InlineData(3, 3, RiskLevel.Medium)]
    [InlineData(2, 5, RiskLevel.High)]
    [InlineData(5, 5, RiskLevel.High)]
    public void A_level_is_probability_times_consequence(int probability, int consequence, RiskLevel level) =>
        Assert.Equal(level, RiskRules.Level(probability, consequence));

    [Fact]
    public void More_of_either_is_never_a_lower_level() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 4])
            .Sample(
                (fixedStep, step) =>
                    RiskRules.Level(fixedStep, step) <= RiskRules.Level(fixedStep, step + 1)
                    && RiskRules.Level(step, fixedStep) <= RiskRules.Level(step + 1, fixedStep)
            );

    [Fact]
    public void Where_a_risk_stands_and_where_it_goes_is_what_its_last_two_assessments_say() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5])
            .List[1, 8]
            .Sample(steps =>
            {
                var risk = Of([.. steps.Select(s => (s.Item1, s.Item2, Today))]);
                var last = steps[^1];
                Assert.Equal((last.Item1, last.Item2), (risk.Probability, risk.Consequence));
                var move = steps.Count < 2 ? 0 : (last.Item1 * last.Item2) - (steps[^2].Item1 * steps[^2].Item2);
                Assert.Equal(
                    steps.Count < 2 ? RiskTrend.Unspecified
                        : move > 0 ? RiskTrend.Rising
                        : move < 0 ? RiskTrend.Falling
                        : RiskTrend.Steady,
                    risk.Trend
                );
            });

    [Theory]
    [InlineData(59, RiskState.Open, false)]
    [InlineData(60, RiskState.Open, true)]
    [InlineData(600, RiskState.Closed, false)]
    public void An_open_risk_is_left_when_nobody_has_assessed_it_for_sixty_days(int days, RiskState state, bool stale)
    {
        var risk = Of([(3, 3, Today.AddDays(-days))]);
        risk.State = state;

        Assert.Equal(stale, RiskRules.Describe(risk, Today).Stale);
    }

    [Fact]
    public void What_is_not_accepted_has_an_action_and_a_target_has_both_parts()
    {
        var risk = new Risk { Response = RiskResponse.Reduce, TargetProbability = 2 };

        Assert.Equal(
            [("risk.action", "RISK_ACTION_MISSING"), ("risk.target_consequence", "RISK_TARGET_HALF")],
            RiskRules.Check(risk).Select(v => (v.Field, v.Reason))
        );
        Assert.Empty(RiskRules.Check(new Risk { Response = RiskResponse.Accept }));
    }

    private static Risk Of((int Probability, int Consequence, DateOnly Date)[] assessments)
    {
        var risk = new Risk { State = RiskState.Open };
        risk.Assessments.AddRange(
            assessments.Select(a => new RiskAssessment
            {
                Probability = a.Probability,
                Consequence = a.Consequence,
                Date = a.Date.ToDate(),
            })
        );
        return RiskRules.Describe(risk, Today);
    }
}
