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
    public override Task<Risk> CloseRisk(CloseRiskRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var risk = await RiskTable.GetOpenAsync(session, request.Name, request.Etag, today);
                var (current, end) = (risk.Etag, request.EndDate.ToDateOnly() ?? today);
                Violation[] wrong = [.. RiskRules.CheckEnd(risk, request.State, end, today)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                (risk.State, risk.EndDate, risk.Outcome) = (request.State, end.ToDate(), request.Outcome);
                risk.Etag = Etags.New();
                await session.UpdateAsync(
                    "UPDATE risks SET state = @State, end_date = @EndDate, outcome = @Outcome, etag = @Etag WHERE name = @Name",
                    risk,
                    current
                );
                RiskRules.Describe(risk, today);
                session.Append(
                    risk.State == RiskState.Occurred ? "mandates.risk.occurred" : "mandates.risk.closed",
                    risk.Name,
                    risk
                );
                return risk;
            }
        );
}
