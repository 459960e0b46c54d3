using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Consultation> OpenConsultation(OpenConsultationRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ConsultationTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var rule = await ConsultationTable.RuleAsync(session, today);
                if (ConsultationRules.WhyNotOpened(current, rule, today).ToList() is { Count: > 0 } refusals)
                    throw Problem.Precondition(refusals);
                var next = current.Clone();
                (next.State, next.OpenDate) = (ConsultationState.Open, today.ToDate());
                return await ConsultationTable.UpdateAsync(session, next, current.Etag, "opened");
            }
        );
}
