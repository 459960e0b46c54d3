using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
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
    public static async Task<List<SubProjectOccurrences>> ReadAsync(
        Session session,
        string programme,
        string subProject,
        DateOnly today,
        DateOnly? from = null,
        DateOnly? to = null
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
        var (earliest, latest) = (Min(from ?? Back(today), today), Max(to ?? today, Ahead(today)));
        List<SubProjectOccurrences> found = [];
        foreach (var one in subProjects)
        {
            var cadence = IsClosed(one) ? null : cadences.GetValueOrDefault(one.Name);
            var all = CadenceOccurrences.Of(one.Name, cadence, [.. recorded[one.Name]], earliest, latest);
            ReportingStates.Fill(all, today);
            found.Add(new(one, cadence, Within(all, from, to)));
        }
        return found;
    }

    /// <summary>The occurrences of one sub-project.</summary>
    public static async Task<SubProjectOccurrences> OfAsync(Session session, string subProject, DateOnly today) =>
        (await ReadAsync(session, ResourceNames.Programme(subProject), subProject, today)).SingleOrDefault()
        ?? throw Problem.NotFound(subProject);

    /// <summary>One occurrence, and all of its sub-project.</summary>
    public static async Task<(ReportingOccurrence Occurrence, SubProjectOccurrences Beside)> GetAsync(
        Session session,
        string name,
        DateOnly today
    )
    {
        var (subProject, planned) = (ResourceNames.Parent(name), CadenceOccurrences.PlannedOf(name));
        // One that lies further off than what is looked at otherwise is found too.
        var beside = (
            await ReadAsync(
                session,
                ResourceNames.Programme(subProject),
                subProject,
                today,
                Min(planned ?? today, Back(today)),
                Max(
                    planned?.AddDays(Math.Min(DaysAhead, DateOnly.MaxValue.DayNumber - planned.Value.DayNumber)) ?? today,
                    Ahead(today)
                )
            )
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

    /// <summary>Keeps what a cadence has asked for until today, because another one takes its place: what is owed stays owed.</summary>
    public static async Task RecordPastAsync(WriteSession session, SubProject subProject, DateOnly today)
    {
        var (all, days) = ((await OfAsync(session, subProject.Name, today)).All, today);
        foreach (var occurrence in all.Where(o => !o.Recorded && Platform.Calendar.DateConversions.ToDateOnly(o.DueDate) < days))
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
            (from is null || Platform.Calendar.DateConversions.ToDateOnly(o.MeetingDate) >= from)
            && (to is null || Platform.Calendar.DateConversions.ToDateOnly(o.MeetingDate) <= to)
        );

    private static DateOnly Back(DateOnly day) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - DaysBack));

    private static DateOnly Ahead(DateOnly day) =>
        DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, day.DayNumber + DaysAhead));

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

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
