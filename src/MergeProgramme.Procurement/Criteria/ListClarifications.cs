using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListClarificationsResponse> ListClarifications(
        ListClarificationsRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var clarifications = await session.QueryAsync<Clarification>(
                    """
                    SELECT * FROM clarifications WHERE procurement_case = @Parent AND (send_time, name) > (@AfterTime, @After)
                    ORDER BY send_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterTime = page.Number(0, long.MinValue),
                        After = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListClarificationsResponse();
                response.NextPageToken = page.Fill(
                    clarifications,
                    response.Clarifications,
                    c => [Instants.ToMicroseconds(c.SendTime).ToString(CultureInfo.InvariantCulture), c.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
