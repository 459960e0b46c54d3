using Google.Type;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Goals;

/// <summary>What holds for a goal beyond the shape of its fields.</summary>
internal static class GoalRules
{
    /// <summary>What is wrong with a goal as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, Goal goal)
    {
        if (goal.AmountMax is { } most)
        {
            if (goal.Amount is not { } least)
                yield return new("goal.amount", "AMOUNT_REQUIRED_WITH_MAX");
            else if (IsLess(most, least))
                yield return new("goal.amount_max", "AMOUNT_MAX_BELOW_AMOUNT");
        }
        if (goal.SubProject.Length > 0 && ResourceNames.Programme(goal.SubProject) != programme)
            yield return new("goal.sub_project", "OTHER_PROGRAMME", goal.SubProject);
    }

    /// <exception cref="Problem">INVALID_ARGUMENT where <see cref="Check"/> finds something.</exception>
    public static void Require(string programme, Goal goal)
    {
        if (Check(programme, goal).ToList() is { Count: > 0 } violations)
            throw Problem.Invalid(violations);
    }

    private static bool IsLess(Money one, Money other) => (one.Units, one.Nanos).CompareTo((other.Units, other.Nanos)) < 0;
}
