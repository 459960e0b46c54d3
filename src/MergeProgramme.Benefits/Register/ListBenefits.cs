using Grpc.Core;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListBenefitsResponse> ListBenefits(ListBenefitsRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                // The last benefit of the page before gives its place by its name: benefits are never deleted.
                var benefits = await session.QueryAsync<Benefit>(
                    $"""
                    SELECT {BenefitTable.Columns} FROM benefits
                    WHERE parent = @Parent AND (@SourceMandate = '' OR source_mandate = @SourceMandate)
                      AND (@After = '' OR (position, name) > (SELECT b.position, b.name FROM benefits b WHERE b.name = @After))
                    ORDER BY position, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.SourceMandate,
                        After = page.Key(0),
                        page.Limit,
                    }
                );
                var response = new ListBenefitsResponse();
                response.NextPageToken = page.Fill(benefits, response.Benefits, b => [b.Name]);
                return response;
            },
            context.CancellationToken
        );
    }
}
