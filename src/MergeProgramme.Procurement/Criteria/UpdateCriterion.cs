using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Criterion> UpdateCriterion(UpdateCriterionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Criterion.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var current = await CriterionTable.GetAsync(session, request.Criterion.Name);
                Etags.Require(request.Criterion.Etag, current.Etag, current.Name);
                CriterionTable.RequireOpen(await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now)));
                var all = await CriterionTable.AllAsync(session, procurementCase);
                var next = FieldMasks.Apply(request.UpdateMask, request.Criterion, current);
                CriterionTable.Require(all, next);
                next.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE criteria SET title = @Title, description = @Description, kind = @Kind,
                        parent_criterion = NULLIF(@ParentCriterion, ''), weight = @Weight, price_formula = @PriceFormula,
                        environment = CASE WHEN @Environment THEN 1 ELSE 0 END, etag = @Etag
                    WHERE name = @Name
                    """,
                    next,
                    current.Etag
                );
                next.EffectiveWeightHundredths = CriteriaRules.Effective(all, next);
                session.Append("procurement.criterion.updated", next.Name, next);
                return next;
            }
        );
}
