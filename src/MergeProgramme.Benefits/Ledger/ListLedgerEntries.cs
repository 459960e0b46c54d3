using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListLedgerEntriesResponse> ListLedgerEntries(
        ListLedgerEntriesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                const string Chosen = """
                    programme = @Parent AND (@Measure = '' OR measure = @Measure) AND (@State = 0 OR state = @State)
                    AND (@Year = 0 OR year = @Year) AND position > @After
                    """;
                var parameters = new
                {
                    request.Parent,
                    request.Measure,
                    request.State,
                    request.Year,
                    After = page.Number(0, 0),
                    page.Limit,
                };
                // Entries are never deleted and never move: both questions answer the same rows.
                var places = await session.QueryAsync<long>(
                    $"SELECT position FROM ledger_entries WHERE {Chosen} ORDER BY position LIMIT @Limit",
                    parameters
                );
                var entries = await session.QueryAsync<LedgerEntry>(
                    $"SELECT {LedgerTable.Columns} FROM ledger_entries WHERE {Chosen} ORDER BY position LIMIT @Limit",
                    parameters
                );
                var response = new ListLedgerEntriesResponse();
                response.NextPageToken = page.Fill(
                    [.. entries.Zip(places)],
                    response.LedgerEntries,
                    row => row.First,
                    row => [row.Second.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
