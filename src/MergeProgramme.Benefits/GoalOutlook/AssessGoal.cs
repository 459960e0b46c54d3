using Grpc.Core;
using MergeProgramme.Benefits.GoalOutlook;
using MergeProgramme.Benefits.Goals;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<GoalAssessment> AssessGoal(AssessGoalRequest request, ServerCallContext context)
    {
        var (goal, measures) = await database.ReadAsync(
            async session =>
                (await GoalTable.GetAsync(session, request.Name), await MeasureTable.InScopeAsync(session, request.Name)),
            context.CancellationToken
        );
        if (goal.Amount is null)
            throw Problem.Precondition(goal.Name, "GOAL_WITHOUT_AMOUNT");
        if (goal.EffectYear == 0)
            throw Problem.Precondition(goal.Name, "GOAL_WITHOUT_YEAR");
        List<Violation> wrong = [];
        foreach (var (index, change) in request.Changes.Index())
        {
            if (measures.TrueForAll(m => m.Name != change.Measure))
                wrong.Add(new($"changes[{index}].measure", "NOT_OF_GOAL", change.Measure));
        }
        foreach (var (index, added) in request.Added.Index())
        {
            wrong.AddRange(
                MeasureRules
                    .Check(ResourceNames.Programme(goal.Name), added, smallEffectConfirmed: true)
                    .Select(v => v with { Field = v.Field.Replace("measure.", $"added[{index}].", StringComparison.Ordinal) })
            );
        }
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        return GoalAssessments.Of(goal, measures, request, context.CancellationToken);
    }
}
