using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.FromMandates;

/// <summary>
/// What somebody registered by hand before the mandate was approved, found again in what the mandate states: it is the same thing, and is not
/// registered twice. Pure.
/// </summary>
internal static class Recognition
{
    /// <summary>The goal that a stated one is; null where nobody has registered it.</summary>
    /// <param name="byHand">Goals of the programme without a source, in their order.</param>
    public static Goal? Find(Goal stated, IEnumerable<Goal> byHand)
    {
        var candidates = byHand
            .Where(goal => goal.Kind == stated.Kind && (goal.SubProject.Length == 0 || goal.SubProject == stated.SubProject))
            .ToList();
        return candidates.Find(goal => Words(goal.Text) == Words(stated.Text))
            // People word it their own way; the amount, its year and how it counts are what the goal is held to.
            ?? candidates.Find(goal =>
                stated.Amount is not null
                && stated.EffectYear > 0
                && (stated.Amount, stated.Effect, stated.EffectYear).Equals((goal.Amount, goal.Effect, goal.EffectYear))
            );
    }

    /// <summary>The benefit that an expected one is; null where nobody has registered it.</summary>
    /// <param name="byHand">Benefits of the programme without a source, in their order.</param>
    public static Benefit? Find(Benefit expected, IEnumerable<Benefit> byHand) =>
        byHand.FirstOrDefault(benefit =>
            benefit.Kind == expected.Kind
            && (benefit.SubProject.Length == 0 || benefit.SubProject == expected.SubProject)
            && Words(benefit.Text) == Words(expected.Text)
        );

    /// <summary>The registered goal with what was decided on in place of what stood there.</summary>
    public static Goal Adopt(Goal registered, Goal stated)
    {
        var goal = stated.Clone();
        (goal.Name, goal.CreateTime, goal.Etag) = (registered.Name, registered.CreateTime, registered.Etag);
        return goal;
    }

    /// <summary>The registered benefit with what was decided on; its owner and goal, which a mandate does not state, stay.</summary>
    public static Benefit Adopt(Benefit registered, Benefit expected)
    {
        var benefit = registered.Clone();
        (benefit.Text, benefit.SubProject) = (expected.Text, expected.SubProject);
        if (expected.Beneficiary.Length > 0)
            benefit.Beneficiary = expected.Beneficiary;
        (benefit.SourceMandate, benefit.SourceMandateTitle) = (expected.SourceMandate, expected.SourceMandateTitle);
        return benefit;
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.').ToUpperInvariant();
}
