using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Courses;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListMeasureCoursesResponse> ListMeasureCourses(
        ListMeasureCoursesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var response = new ListMeasureCoursesResponse();
                const string Chosen =
                    "parent = @Parent AND (@SubProject = '' OR sub_project = @SubProject) AND state <> @Dropped";
                var places = await session.QueryAsync<long>(
                    $"SELECT position FROM measures WHERE {Chosen} AND position > @After ORDER BY position LIMIT @Limit",
                    new
                    {
                        request.Parent,
                        request.SubProject,
                        MeasureState.Dropped,
                        After = page.Number(0, 0),
                        page.Limit,
                    }
                );
                if (places.Count == 0)
                    return response;
                var measures = await session.QueryAsync<Measure>(
                    $"""
                    SELECT {MeasureTable.Columns} FROM measures WHERE {Chosen} AND position BETWEEN @First AND @Last ORDER BY position
                    """,
                    new
                    {
                        request.Parent,
                        request.SubProject,
                        MeasureState.Dropped,
                        First = places[0],
                        Last = places[^1],
                    }
                );
                var entries = await LedgerTable.OfMeasuresAsync(session, request.Parent, places[0], places[^1]);
                var today = clock.Today();
                response.NextPageToken = page.Fill(
                    [.. measures.Zip(places)],
                    response.MeasureCourses,
                    row => Row(row.First),
                    row => [row.Second.ToString(CultureInfo.InvariantCulture)]
                );
                return response;

                MeasureCourses Row(Measure measure) =>
                    new()
                    {
                        Measure = measure.Name,
                        MeasureTitle = measure.Title,
                        Owner = measure.Owner,
                        Courses = { CourseRules.Of(measure, LedgerTable.Of(entries[measure.Name]).Verified, today) },
                        Tertials =
                        {
                            entries[measure.Name]
                                .OrderBy(e => (e.Year, e.Tertial))
                                .Select(e => new CourseTertial
                                {
                                    StartDate = new Tertial(e.Year, e.Tertial).FirstDay.ToDate(),
                                    Realised = Ore.ToMoney(e.Realised),
                                    Verified = Ore.ToMoney(e.Verified),
                                }),
                        },
                    };
            },
            context.CancellationToken
        );
    }
}
