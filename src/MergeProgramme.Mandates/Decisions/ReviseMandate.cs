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
    public override Task<Mandate> ReviseMandate(ReviseMandateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                var versions = await MandateTable.OfSubProjectAsync(session, ResourceNames.Parent(request.Name));
                var mandate = MandateLifecycle
                    .Revise(current, versions.Max(version => version.Version), NorwegianTime.DateIn(session.Now))
                    .NextOrThrow();
                await MandateTable.InsertAsync(session, mandate);
                await ChangeRequestTable.SetRevisionAsync(session, mandate.ChangeRequests, mandate.Name);
                session.Append("mandates.mandate.revised", mandate.Name, mandate);
                return mandate;
            }
        );
}
