using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Mandate> ReviseByChangeRequests(ReviseByChangeRequestsRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                var subProject = ResourceNames.Parent(request.Name);
                var versions = await MandateTable.OfSubProjectAsync(session, subProject);
                var changes = await ChangeRequestTable.AllAsync(session, ResourceNames.Programme(subProject), subProject);
                // One of a version that was turned down may be taken up again.
                var pending = changes.Where(one => ChangeRequestLifecycle.IsPending(one, versions)).ToList();
                var mandate = MandateLifecycle
                    .Change(current, versions, pending, NorwegianTime.DateIn(session.Now))
                    .NextOrThrow();
                await MandateTable.InsertAsync(session, mandate);
                await ChangeRequestTable.SetRevisionAsync(session, mandate.ChangeRequests, mandate.Name);
                session.Append("mandates.mandate.revised", mandate.Name, mandate);
                return mandate;
            }
        );
}
