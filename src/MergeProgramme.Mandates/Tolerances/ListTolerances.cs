using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListTolerancesResponse> ListTolerances(ListTolerancesRequest request, ServerCallContext context)
    {
        var (programme, subProject) = await RequireOneOrAllAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var found = await session.QueryAsync<Tolerance>(
                    """
                    SELECT * FROM tolerances
                    WHERE programme = @programme AND (@subProject = '' OR sub_project = @subProject)
                        AND (@AlarmedOnly = 0 OR name IN (SELECT tolerance FROM tolerance_alarms WHERE end_time IS NULL))
                        AND (sub_project, dimension) > (@AfterSubProject, @AfterDimension)
                    ORDER BY sub_project, dimension LIMIT @Limit
                    """,
                    new
                    {
                        programme,
                        subProject,
                        AlarmedOnly = request.AlarmedOnly ? 1 : 0,
                        AfterSubProject = page.Key(0),
                        AfterDimension = page.Number(1, 0),
                        page.Limit,
                    }
                );
                await ToleranceTable.FillAsync(session, found);
                var response = new ListTolerancesResponse();
                response.NextPageToken = page.Fill(
                    found,
                    response.Tolerances,
                    one =>
                        [
                            ResourceNames.Parent(one.Name),
                            ((int)one.Dimension).ToString(System.Globalization.CultureInfo.InvariantCulture),
                        ],
                    one => Caller.Current.May("mandates.read", one.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
