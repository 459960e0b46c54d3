using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<BudgetBase> UpdateBudgetBase(UpdateBudgetBaseRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.BudgetBase.Name);
                var current = await BudgetBaseTable.GetAsync(session, request.BudgetBase.Name);
                Etags.Require(request.BudgetBase.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.BudgetBase, current);
                List<Violation> wrong = [.. BudgetLineRules.Check(programme, next)];
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong);
                await BudgetBaseTable.LockAsync(
                    session,
                    programme,
                    current.Year,
                    current.BudgetFunction,
                    current.BudgetAccount,
                    current.Municipality
                );
                var line = await LedgerTable.LineAsync(
                    session,
                    programme,
                    current.Year,
                    current.BudgetFunction,
                    current.BudgetAccount,
                    current.Municipality
                );
                if (BudgetLineRules.CheckChange(current, next, line) is { } broken)
                    throw Problem.Precondition([broken]);
                next.Etag = Etags.New();
                await session.UpdateAsync(
                    "UPDATE budget_bases SET amount = @Amount, source = @Source, etag = @Etag WHERE name = @Name",
                    next,
                    current.Etag
                );
                session.Append("benefits.budgetBase.updated", next.Name, next);
                return next;
            }
        );
}
