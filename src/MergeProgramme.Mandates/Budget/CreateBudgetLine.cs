using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<BudgetLine> CreateBudgetLine(CreateBudgetLineRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                Violation[] wrong = [.. BudgetRules.Check(request.Change, NorwegianTime.DateIn(session.Now))];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var line = new BudgetLine
                {
                    Year = request.BudgetLine.Year,
                    Tertial = request.BudgetLine.Tertial,
                    Kind = request.BudgetLine.Kind,
                };
                await BudgetLineTable.InsertAsync(session, request.Parent, line);
                var change = request.Change.Clone();
                change.Mandate = "";
                await BudgetLineTable.ChangeAsync(session, line, change);
                session.Append("mandates.budgetLine.created", line.Name, line);
                return line;
            }
        );
    }
}
