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
    public override Task<BudgetLine> AdjustBudgetLine(AdjustBudgetLineRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                Violation[] wrong = [.. BudgetRules.Check(request.Change, NorwegianTime.DateIn(session.Now))];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var line = await BudgetLineTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, line.Etag, line.Name);
                if (Equals(line.Frame, request.Change.ToAmount))
                    throw Problem.Invalid("change.to_amount", "FRAME_UNCHANGED");
                var change = request.Change.Clone();
                change.Mandate = "";
                await BudgetLineTable.ChangeAsync(session, line, change);
                session.Append("mandates.budgetLine.adjusted", line.Name, line);
                return line;
            }
        );
}
