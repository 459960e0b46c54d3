using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Criterion> CreateCriterion(CreateCriterionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                CriterionTable.RequireOpen(await CaseTable.GetAsync(session, request.Parent, NorwegianTime.DateIn(session.Now)));
                var all = await CriterionTable.AllAsync(session, request.Parent);
                var criterion = request.Criterion.Clone();
                criterion.Name = "";
                CriterionTable.Require(all, criterion);
                criterion.Name = await NewNames.ChooseAsync(
                    session,
                    "criteria",
                    $"{request.Parent}/criteria",
                    request.CriterionId,
                    "criterion_id",
                    criterion.Title
                );
                criterion.Position = all.Select(c => c.Position).DefaultIfEmpty(0).Max() + 1;
                criterion.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO criteria (name, procurement_case, title, description, kind, parent_criterion, weight, price_formula,
                        environment, position, etag)
                    VALUES (@Name, @Parent, @Title, @Description, @Kind, NULLIF(@ParentCriterion, ''), @Weight, @PriceFormula,
                        @Environment, @Position, @Etag)
                    """,
                    new
                    {
                        criterion.Name,
                        request.Parent,
                        criterion.Title,
                        criterion.Description,
                        criterion.Kind,
                        criterion.ParentCriterion,
                        criterion.Weight,
                        criterion.PriceFormula,
                        Environment = criterion.Environment ? 1 : 0,
                        criterion.Position,
                        criterion.Etag,
                    }
                );
                criterion.EffectiveWeightHundredths = CriteriaRules.Effective([.. all, criterion], criterion);
                session.Append("procurement.criterion.created", criterion.Name, criterion);
                return criterion;
            }
        );
}
