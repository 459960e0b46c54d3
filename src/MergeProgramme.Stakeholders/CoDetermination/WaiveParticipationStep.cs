using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ParticipationStep> WaiveParticipationStep(
        WaiveParticipationStepRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var current = await StepTable.GetAsync(session, request.Name, today);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State == ParticipationState.Done)
                    throw Problem.Precondition(current.Name, "STEP_DONE", current.PartyDisplayName);
                if (current.State == ParticipationState.Waived)
                    throw Problem.Precondition(current.Name, "STEP_WAIVED", current.PartyDisplayName);
                var step = current.Clone();
                step.Waiver = request.Reason;
                step.WaiveDate = today.ToDate();
                return await StepTable.WriteAsync(session, step, current.Etag, "stakeholders.participation-step.waived");
            }
        );
}
