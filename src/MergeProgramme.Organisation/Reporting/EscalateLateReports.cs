using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>
/// Takes late reports to the steering group's chair and to the programme office, by itself, whenever the host runs on a new day and every ten
/// minutes of it. However often it runs, and on however many hosts, each level of an occurrence is reached once.
/// </summary>
internal sealed class EscalateLateReports(
    [FromKeyedServices(OrganisationModule.Name)] ModuleDatabase database,
    TimeProvider time,
    ILogger<EscalateLateReports> log
) : BackgroundService
{
    // A new day is seen soon, the demonstration's clock too; a cadence that was stated with something late in it a little later.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Caller.Set(Caller.Internal("organisation.escalate-late-reports"));
        (DateOnly Day, DateTimeOffset Time, long Version) last = default;
        try
        {
            while (true)
            {
                await Task.Delay(Look, time, stoppingToken);
                var now = time.GetUtcNow();
                if (NorwegianTime.DateIn(now) == last.Day && (now - last.Time < Pause || database.Version == last.Version))
                    continue;
                if (await TryAsync(stoppingToken))
                    last = (NorwegianTime.DateIn(now), now, database.Version);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; the next start takes up what is late then.
        }
    }

    /// <summary>Takes further all that is to be taken further now.</summary>
    /// <returns>How many levels were reached.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var programmes = await database.ReadAsync(
            session =>
                session.QueryAsync<string>(
                    """
                    SELECT DISTINCT programme FROM sub_projects
                    WHERE name IN (SELECT sub_project FROM reporting_cadences)
                        OR name IN (SELECT sub_project FROM reporting_occurrences)
                    ORDER BY programme
                    """
                ),
            cancellation
        );
        var reached = 0;
        foreach (var programme in programmes)
        {
            // Looked at without a lock first: on most days there is nothing to do.
            if (await database.ReadAsync(s => HasAnyAsync(s, programme, time.Today()), cancellation))
                reached += await database.WriteAsync(session => EscalateAsync(session, programme), "", cancellation);
        }
        return reached;
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            var reached = await RunAsync(cancellation);
            if (reached > 0)
                log.LogInformation("{Count} late reports were taken further", reached);
            return true;
        }
        catch (Exception e) when (e is DatabaseBusyException or System.Data.Common.DbException)
        {
            log.LogWarning(e, "Late reports could not be looked at; tried again soon");
            return false;
        }
    }

    private static async Task<bool> HasAnyAsync(Session session, string programme, DateOnly today) =>
        (await OccurrenceTable.ReadAsync(session, programme, "", today)).Any(f =>
            f.All.Any(o => EscalationRule.Now(o, f.Cadence).Any())
        );

    private static async Task<int> EscalateAsync(WriteSession session, string programme)
    {
        var today = NorwegianTime.DateIn(session.Now);
        await ProgrammeTable.LockAsync(session, programme);
        var found = await OccurrenceTable.ReadAsync(session, programme, "", today);
        var chairOf = await OccurrenceTable.ChairsAsync(session, programme, [.. found.Select(f => f.SubProject)], today);
        var reached = 0;
        foreach (var (subProject, cadence, all) in found)
        {
            foreach (var occurrence in all)
            {
                foreach (var level in EscalationRule.Now(occurrence, cadence).ToList())
                {
                    if (!occurrence.Recorded)
                        await OccurrenceTable.RecordAsync(session, occurrence);
                    var chair = level == EscalationLevel.Chair ? chairOf(subProject) : null;
                    var escalation = new ReportEscalation
                    {
                        Level = level,
                        EscalateTime = Instants.ToTimestamp(session.Now),
                        DaysLate = occurrence.DaysLate,
                        Person = chair?.Name ?? "",
                        PersonDisplayName = chair?.DisplayName ?? "",
                    };
                    // The key is the guard: whoever comes second changes no row and says nothing.
                    var isFirst = await session.ExecuteAsync(
                        """
                        INSERT INTO reporting_occurrence_escalations (reporting_occurrence, level, escalate_time, days_late, person, person_display_name)
                        VALUES (@Name, @Level, @EscalateTime, @DaysLate, @Person, @PersonDisplayName)
                        ON CONFLICT (reporting_occurrence, level) DO NOTHING
                        """,
                        new
                        {
                            occurrence.Name,
                            escalation.Level,
                            escalation.EscalateTime,
                            escalation.DaysLate,
                            escalation.Person,
                            escalation.PersonDisplayName,
                        }
                    );
                    if (isFirst == 0)
                        continue;
                    occurrence.Escalations.Add(escalation);
                    session.Append("organisation.reportingOccurrence.escalated", occurrence.Name, occurrence.Clone());
                    reached++;
                }
            }
        }
        return reached;
    }
}
