using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
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
                await MandateTable.DeleteAsync(session, current.Name);
                await ImportTable.ReopenAsync(session, current.Name);
                session.Append("mandates.mandate.deleted", current.Name, current);
                return new Empty();
            }
        );
}
