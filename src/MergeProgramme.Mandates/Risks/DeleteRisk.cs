using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Empty> DeleteRisk(DeleteRiskRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var risk = await RiskTable.GetOpenAsync(session, request.Name, request.Etag, NorwegianTime.DateIn(session.Now));
                if (risk.Assessments.Count > 1)
                    throw Problem.Precondition(risk.Name, "RISK_ASSESSED", risk.Assessments.Count);
                await session.ExecuteAsync("DELETE FROM risk_assessments WHERE risk = @Name", new { request.Name });
                await session.ExecuteAsync("DELETE FROM risks WHERE name = @Name", new { request.Name });
                session.Append("mandates.risk.deleted", risk.Name, risk);
                return new Empty();
            }
        );
}
