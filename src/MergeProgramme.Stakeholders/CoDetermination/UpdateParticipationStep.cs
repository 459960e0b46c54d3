using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ParticipationStep> UpdateParticipationStep(
        UpdateParticipationStepRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var current = await StepTable.GetAsync(session, request.ParticipationStep.Name, today);
                Etags.Require(request.ParticipationStep.Etag, current.Etag, current.Name);
                var step = FieldMasks.Apply(request.UpdateMask, request.ParticipationStep, current);
                List<Violation> violations = [];
                if (step.Matter != current.Matter)
                    violations.Add(new("participation_step.matter", "STEP_MATTER_STAYS"));
                if (step.Party != current.Party)
                    violations.Add(new("participation_step.party", "STEP_PARTY_STAYS", current.PartyDisplayName));
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                if (current.State == ParticipationState.Waived)
                    throw Problem.Precondition(current.Name, "STEP_WAIVED", current.PartyDisplayName);
                return await StepTable.WriteAsync(session, step, current.Etag, "stakeholders.participation-step.updated");
            }
        );
}
