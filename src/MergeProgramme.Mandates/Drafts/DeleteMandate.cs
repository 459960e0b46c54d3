using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteMandate(DeleteMandateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                MandateLifecycle.Delete(current).NextOrThrow();
                Etags.Require(request.Etag, current.Etag, current.Name);
                // The version before it carries them out where it is still to be revised; else they wait for another.
                var before = await GateReading.PredecessorAsync(session, current);
                await ChangeRequestTable.SetRevisionAsync(
                    session,
                    current.ChangeRequests,
                    before is null || before.Decision?.Verdict == Verdict.Start ? "" : before.Name
                );
                await MandateTable.DeleteAsync(session, current.Name);
                await ImportTable.ReopenAsync(session, current.Name);
                session.Append("mandates.mandate.deleted", current.Name, current);
                return new Empty();
            }
        );
}
