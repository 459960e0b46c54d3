using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Organisation.Reporting;

/// <summary>A sub-project with its occurrences.</summary>
/// <param name="Cadence">Null where it has none, or is closed and owes nothing more.</param>
/// <param name="All">By meeting day, with their states.</param>
internal sealed record SubProjectOccurrences(
    SubProject SubProject,
    ReportingCadence? Cadence,
    IReadOnlyList<ReportingOccurrence> All
);

/// <summary>The SQL that several rpcs on occurrences share.</summary>
internal static class OccurrenceTable
{
    // Far enough back for all that anybody still owes, and ahead for the next meeting of the longest cadence.
    private const int DaysBack = 3660;
    private const int DaysAhead = 800;

    /// <summary>The occurrences of a programme's sub-projects, with their states.</summary>
    /// <param name="subProject">Only of this one; empty: all, in the order of their codes.</param>
    /// <param name="from">The first meeting day; null: as far back as anybody still owes.</param>
    /// <param name="to">The last meeting day; null: as far ahead as the next meeting.</param>
    /// <param name="near">A day whose neighbourhood is wanted too; null: none.</param>
    public static async Task<List<SubProjectOccurrences>> ReadAsync(
        Session session,
        string programme,
        string subProject,
        DateOnly today,
        DateOnly? from = null,
        DateOnly? to = null,
        DateOnly? near = null
    )
    {
        var arguments = new { programme, subProject };
        var subProjects = await session.QueryAsync<SubProject>(
            "SELECT * FROM sub_projects WHERE programme = @programme AND (@subProject = '' OR name = @subProject) ORDER BY sort_key, name",
            arguments
        );
        var cadences = (
            await session.QueryAsync<SubProjectTable.CadenceRow>($"SELECT c.* FROM reporting_cadences c {Of("c")}", arguments)
        ).ToDictionary(c => c.SubProject, c => c.ToMessage(), StringComparer.Ordinal);
        var recorded = await RecordedAsync(session, arguments);
        // What is ahead of today is looked at in any case: which one is due is told by those beside it. Not what lies between, which may be ages.
        List<(DateOnly From, DateOnly To)> windows =
        [
            (from ?? Plus(today, -DaysBack), to ?? Plus(today, DaysAhead)),
            (today, Plus(today, DaysAhead)),
        ];
        if (near is { } day)
            windows.Add((Plus(day, -DaysAhead), Plus(day, DaysAhead)));
        List<SubProjectOccurrences> found = [];
        foreach (var one in subProjects)
        {
            var cadence = IsClosed(one) ? null : cadences.GetValueOrDefault(one.Name);
            List<ReportingOccurrence> kept = [.. recorded[one.Name]];
            List<ReportingOccurrence> all =
            [
                .. windows
                    .SelectMany(w => CadenceOccurrences.Of(one.Name, cadence, kept, w.From, w.To))
                    .DistinctBy(o => o.Name, StringComparer.Ordinal)
                    .OrderBy(o => o.MeetingDate.ToDateOnly())
                    .ThenBy(o => o.Name, StringComparer.Ordinal),
            ];
            ReportingStates.Fill(all, today);
            found.Add(new(one, cadence, Within(all, from, to)));
        }
        return found;
    }

    /// <summary>The occurrences of one sub-project.</summary>
    /// <param name="near">A day whose neighbourhood is wanted, however far off it is.</param>
    public static async Task<SubProjectOccurrences> OfAsync(
        Session session,
        string subProject,
        DateOnly today,
        DateOnly? near = null
    ) =>
        (await ReadAsync(session, ResourceNames.Programme(subProject), subProject, today, near: near)).SingleOrDefault()
        ?? throw Problem.NotFound(subProject);

    /// <summary>One occurrence, and all of its sub-project.</summary>
    public static async Task<(ReportingOccurrence Occurrence, SubProjectOccurrences Beside)> GetAsync(
        Session session,
        string name,
        DateOnly today
    )
    {
        var planned = CadenceOccurrences.PlannedOf(name);
        var beside = (
            await ReadAsync(session, ResourceNames.Programme(name), ResourceNames.Parent(name), today, near: planned)
        ).SingleOrDefault();
        return beside?.All.FirstOrDefault(o => o.Name == name) is { } occurrence
            ? (occurrence, beside)
            : throw Problem.NotFound(name);
    }

    /// <summary>Whether a sub-project owes no reports any more, whatever its cadence says.</summary>
    public static bool IsClosed(SubProject subProject) =>
        subProject.Phase is SubProjectPhase.Closed or SubProjectPhase.NotStarted;

    /// <summary>Keeps an occurrence as it is now: from here on the cadence's rule does not change it.</summary>
    public static async Task RecordAsync(WriteSession session, ReportingOccurrence occurrence)
    {
        occurrence.Recorded = true;
        occurrence.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO reporting_occurrences (name, sub_project, planned_meeting_date, meeting_date, due_date, skipped, reason, meeting, etag)
            VALUES (@Name, @SubProject, @PlannedMeetingDate, @MeetingDate, @DueDate, @Skipped, @Reason, @Meeting, @Etag)
            ON CONFLICT (name) DO UPDATE SET meeting_date = excluded.meeting_date, due_date = excluded.due_date,
                skipped = excluded.skipped, reason = excluded.reason, meeting = excluded.meeting, etag = excluded.etag
            """,
            new
            {
                occurrence.Name,
                SubProject = ResourceNames.Parent(occurrence.Name),
                occurrence.PlannedMeetingDate,
                occurrence.MeetingDate,
                occurrence.DueDate,
                Skipped = occurrence.Skipped ? 1 : 0,
                occurrence.Reason,
                occurrence.Meeting,
                occurrence.Etag,
            }
        );
    }

    /// <summary>Keeps an occurrence as it was changed to: its due date goes with its meeting, and so does the draft of its report.</summary>
    public static async Task ChangeAsync(
        WriteSession session,
        ReportingOccurrence current,
        ReportingOccurrence changed,
        ReportingCadence? cadence
    )
    {
        changed.DueDate = CadenceOccurrences.DueDate(changed.MeetingDate.ToDateOnly()!.Value, cadence).ToDate();
        await RecordAsync(session, changed);
        if (current.Report.Length > 0)
            await Reports.ReportTable.RescheduleAsync(session, current.Report, changed);
        session.Append("organisation.reportingOccurrence.updated", changed.Name, changed);
    }

    /// <summary>Keeps what a cadence has asked for until today, because another one takes its place: what is owed stays owed.</summary>
    public static async Task RecordPastAsync(WriteSession session, SubProject subProject, DateOnly today)
    {
        var all = (await OfAsync(session, subProject.Name, today)).All;
        foreach (var occurrence in all.Where(o => !o.Recorded && o.DueDate.ToDateOnly() < today))
        {
            await RecordAsync(session, occurrence);
            session.Append("organisation.reportingOccurrence.recorded", occurrence.Name, occurrence);
        }
    }

    /// <summary>Who chairs the steering group of each sub-project of a programme on a day; of those above it where it has none.</summary>
    public static async Task<Func<SubProject, Person?>> ChairsAsync(
        Session session,
        string programme,
        IReadOnlyCollection<SubProject> subProjects,
        DateOnly today
    )
    {
        var rows = await session.QueryAsync<ChairRow>(
            """
            SELECT b.sub_project, p.name, p.display_name, p.email
            FROM appointments a
            JOIN bodies b ON b.name = a.body
            JOIN persons p ON p.name = a.person
            WHERE b.programme = @programme AND b.kind = @SteeringGroup AND a.role = @Chair AND b.sub_project IS NOT NULL
                AND a.start_date <= @day AND COALESCE(a.end_date, @day) >= @day AND COALESCE(b.end_date, @day) >= @day
            ORDER BY b.name, a.start_date, a.name
            """,
            new
            {
                programme,
                BodyKind.SteeringGroup,
                AppointmentRole.Chair,
                day = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            }
        );
        var chairs = rows.GroupBy(r => r.SubProject, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var above = subProjects.ToDictionary(s => s.Name, s => s.ParentSubProject, StringComparer.Ordinal);
        return subProject =>
        {
            for (var at = subProject.Name; !string.IsNullOrEmpty(at); at = above.GetValueOrDefault(at) ?? "")
            {
                if (chairs.TryGetValue(at, out var chair))
                    return new()
                    {
                        Name = chair.Name,
                        DisplayName = chair.DisplayName,
                        Email = chair.Email,
                    };
            }
            return null;
        };
    }

    private static async Task<ILookup<string, ReportingOccurrence>> RecordedAsync(Session session, object arguments)
    {
        var occurrences = await session.QueryAsync<OccurrenceRow>(
            $"SELECT o.* FROM reporting_occurrences o {Of("o")}",
            arguments
        );
        var escalations = (
            await session.QueryAsync<EscalationRow>(
                $"""
                SELECT e.* FROM reporting_occurrence_escalations e
                JOIN reporting_occurrences o ON o.name = e.reporting_occurrence {Of("o")}
                ORDER BY e.level
                """,
                arguments
            )
        ).ToLookup(e => e.ReportingOccurrence);
        var reports = (
            await session.QueryAsync<ReportRow>(
                $"SELECT r.name, r.reporting_occurrence, r.state, r.submit_time FROM reports r {Of("r")} ORDER BY r.version",
                arguments
            )
        ).ToLookup(r => r.ReportingOccurrence);
        return occurrences.ToLookup(o => o.SubProject, o => o.ToMessage(escalations[o.Name], [.. reports[o.Name]]));
    }

    // Rows of the sub-projects that are asked for.
    private static string Of(string alias) =>
        $"JOIN sub_projects s ON s.name = {alias}.sub_project AND s.programme = @programme AND (@subProject = '' OR s.name = @subProject)";

    private static List<ReportingOccurrence> Within(List<ReportingOccurrence> all, DateOnly? from, DateOnly? to) =>
        all.FindAll(o =>
            (from is null || o.MeetingDate.ToDateOnly() >= from) && (to is null || o.MeetingDate.ToDateOnly() <= to)
        );

    private static DateOnly Plus(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, 0, DateOnly.MaxValue.DayNumber));

    private sealed class ChairRow
    {
        public string SubProject { get; set; } = "";
        public string Name { get; set; } = "";
        public string DisplayName { get; set; } = "";
        public string Email { get; set; } = "";
    }

    private sealed class ReportRow
    {
        public string Name { get; set; } = "";
        public string ReportingOccurrence { get; set; } = "";
        public ReportState State { get; set; }
        public Timestamp? SubmitTime { get; set; }
    }

    private sealed class EscalationRow
    {
        public string ReportingOccurrence { get; set; } = "";
        public EscalationLevel Level { get; set; }
        public Timestamp? EscalateTime { get; set; }
        public int DaysLate { get; set; }
        public string Person { get; set; } = "";
        public string PersonDisplayName { get; set; } = "";

        public ReportEscalation ToMessage() =>
            new()
            {
                Level = Level,
                EscalateTime = EscalateTime,
                DaysLate = DaysLate,
                Person = Person,
                PersonDisplayName = PersonDisplayName,
            };
    }

    private sealed class OccurrenceRow
    {
        public string Name { get; set; } = "";
        public string SubProject { get; set; } = "";
        public Date? PlannedMeetingDate { get; set; }
        public Date? MeetingDate { get; set; }
        public Date? DueDate { get; set; }
        public int Skipped { get; set; }
        public string Reason { get; set; } = "";
        public string Meeting { get; set; } = "";
        public string Etag { get; set; } = "";

        /// <param name="reports">The versions of its report, the first one first.</param>
        public ReportingOccurrence ToMessage(IEnumerable<EscalationRow> escalations, IReadOnlyList<ReportRow> reports) =>
            new()
            {
                Name = Name,
                PlannedMeetingDate = PlannedMeetingDate,
                MeetingDate = MeetingDate,
                DueDate = DueDate,
                Skipped = Skipped != 0,
                Reason = Reason,
                Meeting = Meeting,
                Report = reports.Count > 0 ? reports[^1].Name : "",
                ReportState = reports.Count > 0 ? reports[^1].State : ReportState.Unspecified,
                FirstSubmitTime = reports.FirstOrDefault(r => r.SubmitTime is not null)?.SubmitTime,
                Escalations = { escalations.Select(e => e.ToMessage()) },
                Recorded = true,
                Etag = Etag,
            };
    }
}
