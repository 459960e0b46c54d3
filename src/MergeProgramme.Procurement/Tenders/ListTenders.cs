using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListTendersResponse> ListTenders(ListTendersRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Parent), context);
        return await database.ReadAsync(
            async session =>
            {
                await CaseTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var tenders = await session.QueryAsync<Tender>(
                    """
                    SELECT * FROM tenders WHERE procurement_case = @Parent AND (receive_time, name) > (@AfterTime, @After)
                    ORDER BY receive_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterTime = page.Number(0, long.MinValue),
                        After = page.Key(1),
                        page.Limit,
                    }
                );
                var member = MemberRules.Of(await MemberTable.AllAsync(session, request.Parent), own);
                if (MemberRules.WhyNot(member, request.Parent) is null)
                    await TenderTable.ShowAsync(session, seal, tenders);
                var response = new ListTendersResponse();
                response.NextPageToken = page.Fill(
                    tenders,
                    response.Tenders,
                    t => [Instants.ToMicroseconds(t.ReceiveTime).ToString(CultureInfo.InvariantCulture), t.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
