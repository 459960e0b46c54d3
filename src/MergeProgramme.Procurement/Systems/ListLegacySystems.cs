using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListLegacySystemsResponse> ListLegacySystems(
        ListLegacySystemsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var systems = await session.QueryAsync<LegacySystem>(
                    """
                    SELECT * FROM legacy_systems
                    WHERE parent = @Parent AND (@ServiceFunction = '' OR service_function = @ServiceFunction)
                      AND (@Municipality = '' OR municipality = @Municipality)
                      AND (create_time, name) > (@After, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.ServiceFunction,
                        request.Municipality,
                        After = page.Number(0, 0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListLegacySystemsResponse();
                response.NextPageToken = page.Fill(
                    systems,
                    response.LegacySystems,
                    s => [Instants.ToMicroseconds(s.CreateTime).ToString(CultureInfo.InvariantCulture), s.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
