using Grpc.Core;
using MergeProgramme.Benefits.Goals;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Goal> GetGoal(GetGoalRequest request, ServerCallContext context) =>
        database.ReadAsync(session => GoalTable.GetAsync(session, request.Name), context.CancellationToken);
}
