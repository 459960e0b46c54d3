using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    /// <summary>The plan is frozen with the day of the decision, not with the day that was planned for it.</summary>
    public override Task<Measure> DecideMeasure(DecideMeasureRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MeasureTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State != MeasureState.Proposed)
                    throw Problem.Precondition(current.Name, "MEASURE_NOT_PROPOSED");
                var today = NorwegianTime.DateIn(session.Now);
                if (request.DecisionDate.ToDateOnly() > today)
                    throw Problem.Invalid("decision_date", "DATE_IN_FUTURE", NorwegianTime.Format(today));
                var next = current.Clone();
                next.State = MeasureState.Decided;
                next.DecisionDate = request.DecisionDate;
                next.DecisionCaseNumber = request.CaseNumber;
                await MeasureTable.UpdateAsync(session, current, next);
                session.Append("benefits.measure.decided", next.Name, next);
                return next;
            }
        );
}
