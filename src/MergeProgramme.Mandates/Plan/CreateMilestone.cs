using Grpc.Core;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Milestone> CreateMilestone(CreateMilestoneRequest request, ServerCallContext context)
    {
        await RequireSubProjectAsync(request.Parent, context);
        var programme = ResourceNames.Programme(request.Parent);
        var person = await MilestoneReading.UnknownPersonAsync(organisation, programme, request.Milestone.Responsible, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var milestone = FieldMasks.Apply(null, request.Milestone, new Milestone());
                milestone.Name = await NewNames.ChooseAsync(
                    session,
                    "milestones",
                    $"{request.Parent}/milestones",
                    request.MilestoneId,
                    "milestone_id",
                    displayName: ""
                );
                await MilestoneReading.RequireValidAsync(session, milestone, null, person);
                await MilestoneTable.InsertAsync(session, milestone);
                session.Append("mandates.milestone.created", milestone.Name, milestone);
                return milestone;
            }
        );
    }

    /// <summary>Refuses what is not one sub-project that there is.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT or NOT_FOUND.</exception>
    private async Task<Organisation.V1.SubProject> RequireSubProjectAsync(string parent, ServerCallContext context)
    {
        if (ResourceNames.Id(parent) == "-" || ResourceNames.Programme(parent).EndsWith("/-", StringComparison.Ordinal))
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", parent);
        return await organisation.GetSubProjectAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
    }
}
