using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Empty> DeleteMeasure(DeleteMeasureRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var measure = await MeasureTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, measure.Etag, measure.Name);
                if (measure.State != MeasureState.Proposed)
                    throw Problem.Precondition(measure.Name, "MEASURE_NOT_PROPOSED");
                await HandoverTable.DeleteOfAsync(session, measure.Name);
                await MeasureTable.DeleteAsync(session, measure);
                session.Append("benefits.measure.deleted", measure.Name, measure);
                return new Empty();
            }
        );
}
