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
    public override Task<Google.Protobuf.WellKnownTypes.Empty> DeleteBudgetLine(
        DeleteBudgetLineRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var line = await BudgetLineTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, line.Etag, line.Name);
                if (line.Changes.Count > 1 || line.Mandate.Length > 0)
                    throw Problem.Precondition(line.Name, "BUDGET_LINE_HAS_HISTORY");
                await session.ExecuteAsync("DELETE FROM budget_line_changes WHERE budget_line = @Name", new { request.Name });
                await session.ExecuteAsync("DELETE FROM budget_lines WHERE name = @Name", new { request.Name });
                session.Append("mandates.budgetLine.deleted", line.Name, line);
                return new Google.Protobuf.WellKnownTypes.Empty();
            }
        );
}
