using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Consultation> CloseConsultation(CloseConsultationRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("consultations", request.Name);
                var current = await ConsultationTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var answered = (await InputTable.OfConsultationAsync(session, current.Name))
                    .Select(i => i.Stakeholder)
                    .ToHashSet(StringComparer.Ordinal);
                var today = NorwegianTime.DateIn(session.Now);
                if (ConsultationRules.WhyNotClosed(current, answered, today) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var next = current.Clone();
                (next.State, next.CloseDate) = (ConsultationState.Closed, today.ToDate());
                return await ConsultationTable.UpdateAsync(session, next, current.Etag, "closed");
            }
        );
}
