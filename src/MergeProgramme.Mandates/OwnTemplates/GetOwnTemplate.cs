using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<OwnTemplate> GetOwnTemplate(GetOwnTemplateRequest request, ServerCallContext context) =>
        database.ReadAsync(session => OwnTemplateTable.GetAsync(session, request.Name), context.CancellationToken);
}
