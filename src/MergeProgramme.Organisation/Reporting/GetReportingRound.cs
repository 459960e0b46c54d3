using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ReportingRound> GetReportingRound(GetReportingRoundRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var today = time.Today();
                await ProgrammeTable.RequireAsync(session, request.Name);
                var found = await OccurrenceTable.ReadAsync(session, request.Name, "", today);
                var chairOf = await OccurrenceTable.ChairsAsync(
                    session,
                    request.Name,
                    [.. found.Select(f => f.SubProject)],
                    today
                );
                var leads = (
                    await session.QueryAsync<Person>(
                        "SELECT p.* FROM persons p WHERE p.programme = @Name AND p.name IN (SELECT lead FROM sub_projects WHERE programme = @Name)",
                        new { request.Name }
                    )
                ).ToDictionary(p => p.Name, StringComparer.Ordinal);
                var reports = await ReportTable.LatestAsync(session, request.Name, null);
                var round = new ReportingRound
                {
                    Date = today.ToDate(),
                    SubProjects =
                    {
                        found.Select(f =>
                            RoundRules.Of(
                                f,
                                leads.GetValueOrDefault(f.SubProject.Lead),
                                chairOf(f.SubProject),
                                reports.GetValueOrDefault(f.SubProject.Name),
                                today
                            )
                        ),
                    },
                };
                RoundRules.Count(round);
                return round;
            },
            context.CancellationToken
        );
}
