using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListNeedsResponse> ListNeeds(ListNeedsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var needs = await session.QueryAsync<Need>(
                    """
                    SELECT * FROM needs
                    WHERE parent = @Parent AND (@SourceMandate = '' OR source_mandate = @SourceMandate)
                      AND (create_time, name) < (@BeforeTime, @BeforeName)
                    ORDER BY create_time DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.SourceMandate,
                        BeforeTime = page.Number(0, first: long.MaxValue),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListNeedsResponse();
                response.NextPageToken = page.Fill(
                    needs,
                    response.Needs,
                    n => [Instants.ToMicroseconds(n.CreateTime).ToString(CultureInfo.InvariantCulture), n.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
