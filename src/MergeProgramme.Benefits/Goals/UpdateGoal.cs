using Grpc.Core;
using MergeProgramme.Benefits.Goals;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Goal> UpdateGoal(UpdateGoalRequest request, ServerCallContext context)
    {
        if (FieldMasks.Takes(request.UpdateMask, "sub_project"))
            await RequireSubProjectAsync("goal.sub_project", request.Goal.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await GoalTable.GetAsync(session, request.Goal.Name);
                Etags.Require(request.Goal.Etag, current.Etag, current.Name);
                var goal = FieldMasks.Apply(request.UpdateMask, request.Goal, current);
                GoalRules.Require(ResourceNames.Programme(goal.Name), goal);
                await GoalTable.UpdateAsync(session, goal, current.Etag);
                return goal;
            }
        );
    }
}
