using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteMilestone(DeleteMilestoneRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                // Nobody makes anything wait for it meanwhile.
                await MilestoneTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var current = await MilestoneTable.GetForWriteAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                await MilestoneReading.RequireNobodyWaitsAsync(session, current.Name);
                await AgreedMilestones.RequireNoneAsync(session, current.Name);
                await MilestoneTable.DeleteAsync(session, current.Name);
                session.Append("mandates.milestone.deleted", current.Name, current);
                return new Empty();
            }
        );
}
