using Grpc.Core;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Mandate> GetMandate(GetMandateRequest request, ServerCallContext context) =>
        database.ReadAsync(session => MandateTable.GetAsync(session, request.Name), context.CancellationToken);
}
