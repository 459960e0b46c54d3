using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> GetDependencyAgreement(
        GetDependencyAgreementRequest request,
        ServerCallContext context
    ) => database.ReadAsync(session => DependencyTable.GetAsync(session, request.Name), context.CancellationToken);
}
