using Grpc.Core;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Milestone> UpdateMilestone(UpdateMilestoneRequest request, ServerCallContext context)
    {
        var given = request.Milestone;
        var person = IsMasked(request.UpdateMask, "responsible")
            ? await MilestoneReading.UnknownPersonAsync(
                organisation,
                ResourceNames.Programme(given.Name),
                given.Responsible,
                context
            )
            : null;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MilestoneTable.GetForWriteAsync(session, given.Name);
                Etags.Require(given.Etag, current.Etag, current.Name);
                var milestone = FieldMasks.Apply(request.UpdateMask, given, current);
                await MilestoneReading.RequireValidAsync(session, milestone, current, person);
                await MilestoneTable.UpdateAsync(session, milestone, current);
                session.Append("mandates.milestone.updated", milestone.Name, milestone);
                return milestone;
            }
        );
    }
}
