using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListOwnTemplatesResponse> ListOwnTemplates(
        ListOwnTemplatesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<OwnTemplate>(
                    "SELECT * FROM own_templates WHERE programme = @Parent AND name > @After ORDER BY name LIMIT @Limit",
                    new
                    {
                        request.Parent,
                        After = page.Key(0),
                        page.Limit,
                    }
                );
                var response = new ListOwnTemplatesResponse();
                response.NextPageToken = page.Fill(rows, response.OwnTemplates, one => [one.Name]);
                await OwnTemplateTable.FillAsync(session, response.OwnTemplates);
                return response;
            },
            context.CancellationToken
        );
    }
}
