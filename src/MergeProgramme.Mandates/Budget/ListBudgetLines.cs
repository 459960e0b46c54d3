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
    public override async Task<ListBudgetLinesResponse> ListBudgetLines(ListBudgetLinesRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                // Last parts of names begin with the year, so they sort as they are read.
                var lines = await session.QueryAsync<BudgetLine>(
                    $"""
                    SELECT * FROM budget_lines
                    WHERE {RegisterPlace.Condition} AND (@Year = 0 OR year = @Year) AND (parent, name) > (@AfterParent, @AfterName)
                    ORDER BY parent, name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        request.Year,
                        AfterParent = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                await BudgetLineTable.FillAsync(session, lines);
                var response = new ListBudgetLinesResponse();
                response.NextPageToken = page.Fill(
                    lines,
                    response.BudgetLines,
                    line => [ResourceNames.Parent(line.Name), line.Name],
                    line => Caller.Current.May("mandates.read", line.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
