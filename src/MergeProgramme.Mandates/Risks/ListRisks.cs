using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListRisksResponse> ListRisks(ListRisksRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                // Last parts of names hold the time, so they sort as risks were registered.
                var risks = await session.QueryAsync<Risk>(
                    $"""
                    SELECT * FROM risks
                    WHERE {RegisterPlace.Condition} AND (@State = 0 OR state = @State) AND (@Owner = '' OR owner = @Owner)
                        AND (create_time, name) > (@AfterTime, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        State = (int)request.State,
                        request.Owner,
                        AfterTime = page.Number(0, long.MinValue),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                await RiskTable.FillAsync(session, risks, time.Today());
                var response = new ListRisksResponse();
                response.NextPageToken = page.Fill(
                    risks,
                    response.Risks,
                    r => [Instants.ToMicroseconds(r.CreateTime).ToString(CultureInfo.InvariantCulture), r.Name],
                    // Across sub-projects a caller sees those of its own.
                    r => Caller.Current.May("mandates.read", r.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
