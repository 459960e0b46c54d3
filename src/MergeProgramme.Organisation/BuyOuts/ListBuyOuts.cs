using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListBuyOutsResponse> ListBuyOuts(ListBuyOutsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var buyOuts = await session.QueryAsync<BuyOut>(
                    $"""
                    {BuyOutTable.Select}
                    WHERE o.programme = @Parent AND (o.first_month, o.name) > (@AfterMonth, @AfterName)
                        AND (@Person = '' OR a.person = @Person) AND (@Body = '' OR a.body = @Body)
                    ORDER BY o.first_month, o.name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterMonth = page.Key(0),
                        AfterName = page.Key(1),
                        request.Person,
                        request.Body,
                        page.Limit,
                    }
                );
                buyOuts.ForEach(b => BuyOutTable.Priced(b));
                var response = new ListBuyOutsResponse();
                response.NextPageToken = page.Fill(
                    buyOuts,
                    response.BuyOuts,
                    b => [b.FirstMonth.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), b.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
