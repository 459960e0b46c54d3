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
    public override Task<Risk> AssessRisk(AssessRiskRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var risk = await RiskTable.GetOpenAsync(session, request.Name, request.Etag, today);
                var current = risk.Etag;
                await RiskTable.AddAsync(session, risk, request.Assessment, today);
                risk.Etag = Etags.New();
                await session.UpdateAsync("UPDATE risks SET etag = @Etag WHERE name = @Name", risk, current);
                session.Append("mandates.risk.assessed", risk.Name, risk);
                return risk;
            }
        );
}
