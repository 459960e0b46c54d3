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
    public override async Task<Risk> UpdateRisk(UpdateRiskRequest request, ServerCallContext context)
    {
        var owner = FieldMasks.Takes(request.UpdateMask, "owner")
            ? await PersonReading.DisplayNameAsync(organisation, "risk.owner", request.Risk.Owner, request.Risk.Name, context)
            : null;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var current = await RiskTable.GetOpenAsync(session, request.Risk.Name, request.Risk.Etag, today);
                var risk = FieldMasks.Apply(request.UpdateMask, request.Risk, current);
                Violation[] wrong = [.. RiskRules.Check(risk)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                risk.OwnerDisplayName = owner ?? current.OwnerDisplayName;
                risk.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE risks SET title = @Title, cause = @Cause, effect = @Effect, response = @Response, action = @Action, owner = @Owner,
                        owner_display_name = @OwnerDisplayName, due_date = @DueDate, target_probability = @TargetProbability,
                        target_consequence = @TargetConsequence, etag = @Etag
                    WHERE name = @Name
                    """,
                    risk,
                    current.Etag
                );
                session.Append("mandates.risk.updated", risk.Name, risk);
                return risk;
            }
        );
    }
}
