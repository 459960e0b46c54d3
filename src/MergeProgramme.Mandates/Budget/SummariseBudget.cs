using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<SummariseBudgetResponse> SummariseBudget(SummariseBudgetRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
                BudgetTotals.Of([
                    .. (await BudgetCells.ReadAsync(session, request.Parent, request.Year)).Where(cell =>
                        Caller.Current.May("mandates.read", cell.Place)
                    ),
                ]),
            context.CancellationToken
        );
    }
}
