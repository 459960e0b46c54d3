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
    public override async Task<ListAccountEntriesResponse> ListAccountEntries(
        ListAccountEntriesRequest request,
        ServerCallContext context
    )
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                var entries = await session.QueryAsync<AccountEntry>(
                    $"""
                    SELECT * FROM account_entries
                    WHERE {RegisterPlace.Condition} AND (@Year = 0 OR year = @Year) AND (@First = 1 OR (date, name) < (@BeforeDate, @BeforeName))
                    ORDER BY date DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        request.Year,
                        First = page.IsFirst ? 1 : 0,
                        BeforeDate = page.Key(0),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListAccountEntriesResponse();
                response.NextPageToken = page.Fill(
                    entries,
                    response.AccountEntries,
                    entry => [$"{entry.Date.ToDateOnly():yyyy-MM-dd}", entry.Name],
                    entry => Caller.Current.May("mandates.read", entry.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
