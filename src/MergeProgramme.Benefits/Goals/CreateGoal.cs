using Grpc.Core;
using MergeProgramme.Benefits.Goals;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Goal> CreateGoal(CreateGoalRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        GoalRules.Require(request.Parent, request.Goal);
        await RequireSubProjectAsync("goal.sub_project", request.Goal.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var goal = request.Goal.Clone();
                goal.Name = await NewNames.ChooseAsync(
                    session,
                    "goals",
                    $"{request.Parent}/goals",
                    request.GoalId,
                    "goal_id",
                    goal.Text
                );
                // Only the decision on a mandate says that a mandate states it.
                goal.SourceMandate = goal.SourceMandateTitle = "";
                await GoalTable.InsertAsync(session, request.Parent, goal);
                return goal;
            }
        );
    }
}
