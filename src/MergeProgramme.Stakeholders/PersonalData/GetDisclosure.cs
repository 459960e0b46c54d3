using Grpc.Core;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Disclosure> GetDisclosure(GetDisclosureRequest request, ServerCallContext context) =>
        database.ReadAsync(session => DisclosureTable.GetAsync(session, request.Name), context.CancellationToken);
}
