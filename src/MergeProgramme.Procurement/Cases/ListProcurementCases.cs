using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListProcurementCasesResponse> ListProcurementCases(
        ListProcurementCasesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var cases = await session.QueryAsync<ProcurementCase>(
                    """
                    SELECT * FROM procurement_cases WHERE parent = @Parent AND (create_time, name) < (@BeforeTime, @BeforeName)
                    ORDER BY create_time DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        BeforeTime = page.Number(0, first: long.MaxValue),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                await CaseTable.CompleteAsync(session, cases, request.Parent, clock.Today());
                var response = new ListProcurementCasesResponse();
                response.NextPageToken = page.Fill(
                    cases,
                    response.ProcurementCases,
                    c => [Instants.ToMicroseconds(c.CreateTime).ToString(CultureInfo.InvariantCulture), c.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
