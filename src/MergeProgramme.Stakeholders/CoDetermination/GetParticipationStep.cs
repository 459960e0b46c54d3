using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ParticipationStep> GetParticipationStep(
        GetParticipationStepRequest request,
        ServerCallContext context
    ) => database.ReadAsync(session => StepTable.GetAsync(session, request.Name, time.Today()), context.CancellationToken);
}
