using Grpc.Core;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Consultation> GetConsultation(GetConsultationRequest request, ServerCallContext context) =>
        database.ReadAsync(session => ConsultationTable.GetAsync(session, request.Name), context.CancellationToken);
}
