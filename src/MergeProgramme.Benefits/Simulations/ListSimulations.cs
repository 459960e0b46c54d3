using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListSimulationsResponse> ListSimulations(ListSimulationsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<SimulationRow>(
                    """
                    SELECT * FROM simulations WHERE programme = @Parent AND (create_time < @Before OR (create_time = @Before AND name < @Name))
                    ORDER BY create_time DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        Before = page.Number(0, long.MaxValue),
                        Name = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListSimulationsResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Simulations,
                    row => row.ToMessage(),
                    row => [row.CreateTime.ToString(CultureInfo.InvariantCulture), row.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
