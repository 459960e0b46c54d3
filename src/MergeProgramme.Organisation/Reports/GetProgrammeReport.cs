using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ProgrammeReport> GetProgrammeReport(GetProgrammeReportRequest request, ServerCallContext context) =>
        CombinedAsync(request.Name, request.Date.ToDateOnly() ?? time.Today(), context.CancellationToken);

    /// <summary>The programme's report as it stood at the end of a day.</summary>
    private Task<ProgrammeReport> CombinedAsync(string name, DateOnly date, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var programme = await ProgrammeTable.GetAsync(session, name);
                var endOfDay = date == DateOnly.MaxValue ? DateTimeOffset.MaxValue : NorwegianTime.StartOfDay(date.AddDays(1));
                var found = await OccurrenceTable.ReadAsync(session, name, "", time.Today());
                var latest = await ReportTable.LatestAsync(session, name, endOfDay);
                var leads = (
                    await session.QueryAsync<Person>("SELECT * FROM persons WHERE programme = @name", new { name })
                ).ToDictionary(p => p.Name, p => p.DisplayName, StringComparer.Ordinal);
                return ProgrammeReportRules.Of(
                    programme,
                    date,
                    found,
                    latest,
                    subProject => leads.GetValueOrDefault(subProject.Lead) ?? ""
                );
            },
            cancellation
        );
}
