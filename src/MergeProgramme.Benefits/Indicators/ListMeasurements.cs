using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    // Sorts after every period that there is.
    private const string AfterAllPeriods = "9999";

    public override Task<ListMeasurementsResponse> ListMeasurements(ListMeasurementsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await IndicatorTable.GetAsync(session, request.Parent);
                var page = Page.Of(request);
                var measurements = await session.QueryAsync<Measurement>(
                    $"""
                    SELECT {MeasurementTable.Columns} FROM measurements m
                    WHERE m.indicator = @Parent
                      AND {(
                        request.AllMunicipalities ? "m.municipality >= @AfterMunicipality" : "m.municipality = @Municipality"
                    )}
                      AND (m.municipality > @AfterMunicipality
                        OR (m.period_start, m.revision) < (@AfterPeriod, @AfterRevision))
                      {(request.PeriodStart is null ? "" : "AND m.period_start = @PeriodStart")}
                      {(request.CountingOnly ? $"AND {MeasurementTable.Counts}" : "")}
                    ORDER BY m.municipality, m.period_start DESC, m.revision DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Municipality,
                        request.PeriodStart,
                        AfterMunicipality = page.IsFirst && !request.AllMunicipalities ? request.Municipality : page.Key(0),
                        AfterPeriod = page.IsFirst ? AfterAllPeriods : page.Key(1),
                        AfterRevision = page.Number(2, 0),
                        page.Limit,
                    }
                );
                var response = new ListMeasurementsResponse();
                response.NextPageToken = page.Fill(
                    measurements,
                    response.Measurements,
                    m =>
                        [
                            m.Municipality,
                            MeasuredPeriod.Column(m.PeriodStart.ToDateOnly()!.Value),
                            m.Revision.ToString(CultureInfo.InvariantCulture),
                        ]
                );
                return response;
            },
            context.CancellationToken
        );
}
