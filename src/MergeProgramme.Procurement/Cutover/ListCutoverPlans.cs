using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListCutoverPlansResponse> ListCutoverPlans(
        ListCutoverPlansRequest request,
        ServerCallContext context
    )
    {
        var vesting = await VestingAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var plans = await session.QueryAsync<CutoverPlan>(
                    """
                    SELECT * FROM cutover_plans
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
                var response = new ListCutoverPlansResponse();
                response.NextPageToken = page.Fill(
                    plans,
                    response.CutoverPlans,
                    p => [Instants.ToMicroseconds(p.CreateTime).ToString(CultureInfo.InvariantCulture), p.Name]
                );
                await CutoverTable.FillAsync(
                    session,
                    response.CutoverPlans,
                    "cutover_plan IN (SELECT name FROM cutover_plans WHERE parent = @Parent)",
                    new { request.Parent }
                );
                foreach (var plan in response.CutoverPlans)
                    Told(plan, vesting, clock.Today());
                return response;
            },
            context.CancellationToken
        );
    }
}
