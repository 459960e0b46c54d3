using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListOptionAppraisalsResponse> ListOptionAppraisals(
        ListOptionAppraisalsRequest request,
        ServerCallContext context
    )
    {
        var vesting = await VestingAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var appraisals = await session.QueryAsync<OptionAppraisal>(
                    """
                    SELECT * FROM option_appraisals
                    WHERE parent = @Parent AND (create_time, name) > (@After, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        After = page.Number(0, 0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListOptionAppraisalsResponse();
                response.NextPageToken = page.Fill(
                    appraisals,
                    response.OptionAppraisals,
                    a => [Instants.ToMicroseconds(a.CreateTime).ToString(CultureInfo.InvariantCulture), a.Name]
                );
                await AppraisalTable.FillAsync(
                    session,
                    response.OptionAppraisals,
                    "option_appraisal IN (SELECT name FROM option_appraisals WHERE parent = @Parent)",
                    new { request.Parent }
                );
                foreach (var appraisal in response.OptionAppraisals)
                    Told(appraisal, vesting);
                return response;
            },
            context.CancellationToken
        );
    }
}
