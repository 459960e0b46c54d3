using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ListImportBlocksResponse> ListImportBlocks(ListImportBlocksRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ImportTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var rows = await session.QueryAsync<ImportBlock>(
                    """
                    SELECT number, start, text, kind, section FROM import_blocks
                    WHERE import = @Parent AND number > @After AND (@Section = '' OR section = CASE WHEN @Section = '-' THEN '' ELSE @Section END)
                    ORDER BY number LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Section,
                        After = page.Number(0, 0),
                        page.Limit,
                    }
                );
                var response = new ListImportBlocksResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Blocks,
                    block => [block.Number.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
}
