using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListPartiesResponse> ListParties(ListPartiesRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parties = await session.QueryAsync<Party>(
                    """
                    SELECT * FROM parties
                    WHERE parent = @Parent AND (kind, display_name, name) > (@AfterKind, @AfterDisplayName, @AfterName)
                    ORDER BY kind, display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterKind = page.IsFirst ? 0 : int.Parse(page.Key(0), CultureInfo.InvariantCulture),
                        AfterDisplayName = page.Key(1),
                        AfterName = page.Key(2),
                        page.Limit,
                    }
                );
                var response = new ListPartiesResponse();
                response.NextPageToken = page.Fill(
                    parties,
                    response.Parties,
                    p => [((int)p.Kind).ToString(CultureInfo.InvariantCulture), p.DisplayName, p.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
