using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Consultation> WithdrawConsultation(WithdrawConsultationRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("consultations", request.Name);
                var current = await ConsultationTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (ConsultationRules.WhyNotWithdrawn(current) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var next = current.Clone();
                (next.State, next.Conclusion, next.CloseDate) = (
                    ConsultationState.Withdrawn,
                    request.Reason,
                    current.CloseDate ?? NorwegianTime.DateIn(session.Now).ToDate()
                );
                return await ConsultationTable.UpdateAsync(session, next, current.Etag, "withdrawn");
            }
        );
}
