using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteCriticalSuccessFactor(
        DeleteCriticalSuccessFactorRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var factor = await FactorTable.GetForWriteAsync(session, request.Name, request.Etag);
                if (factor.Assessments.Count > 0)
                    throw Problem.Precondition(factor.Name, "FACTOR_ASSESSED");
                await session.ExecuteAsync("DELETE FROM success_factors WHERE name = @Name", new { request.Name });
                session.Append("mandates.successFactor.deleted", factor.Name, factor);
                return new Empty();
            }
        );
}
