using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteParticipationStep(DeleteParticipationStepRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await StepTable.GetAsync(session, request.Name, NorwegianTime.DateIn(session.Now));
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State == ParticipationState.Done)
                    throw Problem.Precondition(current.Name, "STEP_DONE", current.PartyDisplayName);
                if (current.State == ParticipationState.Waived)
                    throw Problem.Precondition(current.Name, "STEP_WAIVED", current.PartyDisplayName);
                await session.ExecuteAsync("DELETE FROM participation_steps WHERE name = @Name", new { current.Name });
                session.Append("stakeholders.participation-step.deleted", current.Name, current);
                return new Empty();
            }
        );
}
