using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Risks;

/// <summary>What holds of risks. Pure.</summary>
internal static class RiskRules
{
    /// <summary>Steps of probability, and of consequence.</summary>
    public const int Steps = 5;

    /// <summary>Days after which an open risk should be assessed again.</summary>
    public const int StaleAfterDays = 60;

    private const int FirstMedium = 5;
    private const int FirstHigh = 10;

    /// <summary>Probability times consequence, as three levels.</summary>
    /// <param name="probability">1–5.</param>
    /// <param name="consequence">1–5.</param>
    public static RiskLevel Level(int probability, int consequence) =>
        (probability * consequence) switch
        {
            >= FirstHigh => RiskLevel.High,
            >= FirstMedium => RiskLevel.Medium,
            _ => RiskLevel.Low,
        };

    /// <summary>Fills in what follows from the assessments: where the risk stands, where it is going, and whether it has been left.</summary>
    public static Risk Describe(Risk risk, DateOnly today)
    {
        var last = risk.Assessments[^1];
        (risk.Probability, risk.Consequence) = (last.Probability, last.Consequence);
        risk.Level = Level(last.Probability, last.Consequence);
        risk.Trend = risk.Assessments.Count < 2 ? RiskTrend.Unspecified : Trend(risk.Assessments[^2], last);
        risk.Stale = risk.State == RiskState.Open && last.Date.ToDateOnly()!.Value.AddDays(StaleAfterDays) <= today;
        return risk;
    }

    /// <summary>What is wrong with what is said of a risk.</summary>
    public static IEnumerable<Violation> Check(Risk risk)
    {
        if (risk.Response != RiskResponse.Accept && string.IsNullOrWhiteSpace(risk.Action))
            yield return new("risk.action", "RISK_ACTION_MISSING");
        if (risk.TargetProbability == 0 != (risk.TargetConsequence == 0))
            yield return new(
                risk.TargetProbability == 0 ? "risk.target_probability" : "risk.target_consequence",
                "RISK_TARGET_HALF"
            );
    }

    /// <summary>What is wrong with closing a risk.</summary>
    public static IEnumerable<Violation> CheckEnd(Risk risk, RiskState state, DateOnly end, DateOnly today)
    {
        if (state is not (RiskState.Closed or RiskState.Occurred))
            yield return new("state", "RISK_STATE_NOT_END");
        if (AssessmentDates.Check("end_date", end, risk.Assessments[0].Date, today) is { } wrong)
            yield return wrong;
    }

    private static RiskTrend Trend(RiskAssessment before, RiskAssessment last) =>
        (last.Probability * last.Consequence).CompareTo(before.Probability * before.Consequence) switch
        {
            < 0 => RiskTrend.Falling,
            > 0 => RiskTrend.Rising,
            _ => RiskTrend.Steady,
        };
}
