using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const string CommunicationItemsOfPage = """
        SELECT name FROM communication_items WHERE parent = @Parent AND (title, name) > (@AfterTitle, @AfterName)
        ORDER BY title, name LIMIT @Limit
        """;

    public override async Task<ListCommunicationItemsResponse> ListCommunicationItems(
        ListCommunicationItemsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parameters = new
                {
                    request.Parent,
                    AfterTitle = page.Key(0),
                    AfterName = page.Key(1),
                    page.Limit,
                };
                var items = await session.QueryAsync<CommunicationItem>(
                    $"SELECT * FROM communication_items WHERE name IN ({CommunicationItemsOfPage}) ORDER BY title, name",
                    parameters
                );
                await CommunicationTable.FillAsync(session, items, CommunicationItemsOfPage, parameters);
                var response = new ListCommunicationItemsResponse();
                response.NextPageToken = page.Fill(items, response.CommunicationItems, i => [i.Title, i.Name]);
                return response;
            },
            context.CancellationToken
        );
    }
}
