using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteOwnTemplate(DeleteOwnTemplateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await OwnTemplateTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                OwnTemplateRules.Delete(current).NextOrThrow();
                await OwnTemplateTable.DeleteAsync(session, current.Name);
                session.Append("mandates.ownTemplate.deleted", current.Name, current);
                return new Empty();
            }
        );
}
