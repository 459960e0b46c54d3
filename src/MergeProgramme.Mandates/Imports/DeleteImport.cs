using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteImport(DeleteImportRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var import = await ImportTable.GetForWriteAsync(session, request.Name);
                Etags.Require(request.Etag, import.Etag, import.Name);
                await ImportTable.DeleteAsync(session, import.Name);
                session.Append("mandates.import.deleted", import.Name, Logged(import));
                return new Empty();
            }
        );
}
