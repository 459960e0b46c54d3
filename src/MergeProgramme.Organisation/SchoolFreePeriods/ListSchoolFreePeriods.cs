using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListSchoolFreePeriodsResponse> ListSchoolFreePeriods(
        ListSchoolFreePeriodsRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var periods = await session.QueryAsync<SchoolFreePeriod>(
                    """
                    SELECT * FROM school_free_periods
                    WHERE programme = @Parent AND (start_date, name) > (@AfterDate, @AfterName)
                        AND (@From = '' OR end_date >= @From) AND (@To = '' OR start_date <= @To)
                    ORDER BY start_date, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        From = Iso(request.FromDate),
                        To = Iso(request.ToDate),
                        page.Limit,
                    }
                );
                var response = new ListSchoolFreePeriodsResponse();
                response.NextPageToken = page.Fill(periods, response.SchoolFreePeriods, p => [Iso(p.StartDate), p.Name]);
                return response;
            },
            context.CancellationToken
        );
}
