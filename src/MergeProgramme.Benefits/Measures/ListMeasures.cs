using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListMeasuresResponse> ListMeasures(ListMeasuresRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                const string Chosen =
                    "parent = @Parent AND (@Benefit = '' OR benefit = @Benefit) AND (@SubProject = '' OR sub_project = @SubProject)";
                // By their places first: a message has none, and the last of the page before may have been deleted.
                var places = await session.QueryAsync<long>(
                    $"SELECT position FROM measures WHERE {Chosen} AND position > @After ORDER BY position LIMIT @Limit",
                    new
                    {
                        request.Parent,
                        request.Benefit,
                        request.SubProject,
                        After = page.Number(0, 0),
                        page.Limit,
                    }
                );
                var response = new ListMeasuresResponse();
                if (places.Count == 0)
                    return response;
                var measures = await session.QueryAsync<Measure>(
                    $"""
                    SELECT {MeasureTable.Columns} FROM measures WHERE {Chosen} AND position BETWEEN @First AND @Last ORDER BY position
                    """,
                    new
                    {
                        request.Parent,
                        request.Benefit,
                        request.SubProject,
                        First = places[0],
                        Last = places[^1],
                    }
                );
                await MeasureTable.AddCostsAsync(session, measures);
                response.NextPageToken = page.Fill(
                    [.. measures.Zip(places)],
                    response.Measures,
                    row => row.First,
                    row => [row.Second.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
