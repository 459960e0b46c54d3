using System.Globalization;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>The SQL and the checks that several rpcs on meetings share.</summary>
internal static class MeetingTable
{
    /// <summary>Meetings with what they are called: <c>m</c> the meeting, <c>b</c> its body. Hand the rows to <see cref="Complete"/>.</summary>
    public const string Select = """
        SELECT m.*, b.display_name AS body_display_name,
            (SELECT COUNT(*) FROM agenda_items i WHERE i.meeting = m.name) AS agenda_count
        FROM meetings m
        JOIN bodies b ON b.name = m.body
        """;

    /// <summary>Everything about a meeting.</summary>
    public static async Task<Meeting> GetAsync(Session session, string name)
    {
        var meeting = await FindAsync(session, name) ?? throw Problem.NotFound(name);
        var body = await BodyTable.GetAsync(session, meeting.Body);
        await FillAgendaAsync(session, meeting);
        meeting.Attendances.AddRange(
            await session.QueryAsync<Attendance>(
                """
                SELECT a.*, p.display_name AS person_display_name, d.display_name AS deputy_display_name
                FROM attendances a
                JOIN persons p ON p.name = a.person
                LEFT JOIN persons d ON d.name = a.deputy
                WHERE a.meeting = @name ORDER BY a.position
                """,
                new { name }
            )
        );
        meeting.Quorum = await QuorumAsync(session, meeting, body);
        meeting.Approval = await session.FindAsync<MinutesApproval>(
            """
            SELECT a.*, c.display_name AS chair_display_name, s.display_name AS secretary_display_name
            FROM minutes_approvals a
            LEFT JOIN persons c ON c.name = a.chair
            LEFT JOIN persons s ON s.name = a.secretary
            WHERE a.meeting = @name
            """,
            new { name }
        );
        meeting.Corrections.AddRange(
            await session.QueryAsync<MinutesCorrection>(
                "SELECT * FROM meeting_corrections WHERE meeting = @name ORDER BY number",
                new { name }
            )
        );
        meeting.NextCaseNumber = CaseNumber.Next(
            await CaseNumbersAsync(session, meeting.Body),
            meeting.Date.ToDateOnly()!.Value.Year
        );
        return meeting;
    }

    /// <summary>A meeting without its agenda, attendance and minutes; null where there is none.</summary>
    public static async Task<Meeting?> FindAsync(Session session, string name) =>
        await session.FindAsync<Meeting>($"{Select} WHERE m.name = @name", new { name }) is { } meeting
            ? Complete(meeting)
            : null;

    /// <summary>Meetings of a body that were not cancelled, by date, without agenda, attendance and minutes.</summary>
    public static Task<List<Meeting>> OfBodyAsync(Session session, string body) =>
        session.QueryAsync<Meeting>(
            $"{Select} WHERE m.body = @body AND m.state <> @Cancelled ORDER BY m.date, m.start_time, m.name",
            new { body, Cancelled = MeetingState.Cancelled }
        );

    /// <summary>Locks the programme, then reads: what a write is about to change.</summary>
    public static async Task<(Meeting Meeting, Body Body)> GetForWriteAsync(WriteSession session, string name, string etag)
    {
        await Programmes.ProgrammeTable.LockAsync(session, ResourceNames.Programme(name));
        var meeting = await GetAsync(session, name);
        // A form that was left open on what nobody can change any more: that somebody was first would only have them try again.
        if (etag.Length > 0 && etag != meeting.Etag && MeetingRules.CheckUnlocked(meeting).ToList() is { Count: > 0 } locked)
            throw Problem.Precondition(locked);
        Etags.Require(etag, meeting.Etag, meeting.Name);
        return (meeting, await BodyTable.GetAsync(session, meeting.Body));
    }

    /// <summary>Gives a row what is computed and never stored.</summary>
    public static Meeting Complete(Meeting meeting)
    {
        var due = PapersDue.Of(meeting.Date.ToDateOnly()!.Value, meeting.PapersDays, meeting.PapersDayKind);
        meeting.PapersDueDate = due.Date.ToDate();
        meeting.PapersSkippedDates.AddRange(due.Skipped.Select(d => d.ToDate()));
        return meeting;
    }

    /// <summary>Refuses a second meeting of the body at the same time.</summary>
    public static async Task RequireFreeAsync(Session session, Meeting meeting, string field)
    {
        var other = await session.FindAsync<string>(
            """
            SELECT MIN(name) FROM meetings
            WHERE body = @Body AND date = @Date AND start_time = @StartTime AND state <> @Cancelled AND name <> @Name
            """,
            new
            {
                meeting.Body,
                meeting.Date,
                meeting.StartTime,
                Cancelled = MeetingState.Cancelled,
                meeting.Name,
            }
        );
        if (other is not null)
            throw Problem.Taken(field, "MEETING_TWICE", NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value));
    }

    /// <summary>Writes a new meeting of a body.</summary>
    /// <returns>As it then is.</returns>
    public static async Task<Meeting> InsertAsync(
        WriteSession session,
        Body body,
        Meeting meeting,
        string series,
        string dateField
    )
    {
        meeting = meeting.Clone();
        (meeting.Name, meeting.Body) = ("", body.Name);
        await RequireFreeAsync(session, meeting, dateField);
        meeting.Name = await NewNames.ChooseAsync(
            session,
            "meetings",
            $"{body.Name}/meetings",
            "",
            "",
            meeting.Date.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        await session.ExecuteAsync(
            """
            INSERT INTO meetings (name, programme, body, series, title, date, start_time, end_time, place, papers_days, papers_day_kind,
                note, state, papers_sent_date, original_date, move_reason, cancel_reason, others_present, votes_required, item_numbers,
                calendar_uid, calendar_sequence, etag, update_time)
            VALUES (@Name, @programme, @Body, NULLIF(@series, ''), @Title, @Date, @StartTime, @EndTime, @Place, @PapersDays,
                @PapersDayKind, @Note, @State, NULL, NULL, '', '', '', 0, 0, @uid, 0, @etag, @now)
            """,
            new
            {
                meeting.Name,
                programme = ResourceNames.Programme(body.Name),
                meeting.Body,
                series,
                meeting.Title,
                meeting.Date,
                meeting.StartTime,
                meeting.EndTime,
                meeting.Place,
                meeting.PapersDays,
                PapersDayKind = meeting.PapersDays == 0 ? PapersDayKind.Unspecified : meeting.PapersDayKind,
                meeting.Note,
                State = MeetingState.Planned,
                // Not made of the name: two installations may have the same names, and calendars keep one event for each UID.
                uid = Guid.CreateVersion7(session.Now).ToString("D"),
                etag = Etags.New(),
                now = Instants.ToMicroseconds(session.Now),
            }
        );
        return await GetAsync(session, meeting.Name);
    }

    /// <summary>Writes the row of a meeting.</summary>
    public static async Task UpdateAsync(WriteSession session, Meeting meeting, string currentEtag)
    {
        meeting.Etag = Etags.New();
        meeting.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.UpdateAsync(
            """
            UPDATE meetings SET title = @Title, date = @Date, start_time = @StartTime, end_time = @EndTime, place = @Place,
                papers_days = @PapersDays, papers_day_kind = @PapersDayKind, note = @Note, state = @State,
                papers_sent_date = @PapersSentDate, original_date = @OriginalDate, move_reason = @MoveReason,
                cancel_reason = @CancelReason, others_present = @OthersPresent, calendar_sequence = @CalendarSequence, etag = @Etag,
                update_time = @UpdateTime
            WHERE name = @Name
            """,
            meeting,
            currentEtag
        );
    }

    /// <summary>Reads it again and says what happened to it.</summary>
    public static async Task<Meeting> SayAsync(WriteSession session, string type, string name)
    {
        var meeting = await GetAsync(session, name);
        session.Append(type, name, meeting);
        return meeting;
    }

    /// <summary>Appointments to a body that hold on a day.</summary>
    public static async Task<List<Appointment>> AppointedAsync(Session session, Body body, DateOnly day) =>
        [.. AttendanceRules.On(day, body, await AppointmentTable.OfBodyAsync(session, body.Name))];

    /// <summary>Refuses a case number that the body has given to something else in that year.</summary>
    /// <param name="meeting">Items of this meeting do not count: whoever writes them holds them against each other.</param>
    /// <param name="treatment">Case and number of the treatment that may have it; none where null.</param>
    public static async Task RequireUnusedAsync(
        Session session,
        string body,
        int year,
        string caseNumber,
        string field,
        string meeting = "",
        (string Case, int Number)? treatment = null
    )
    {
        var used = await session.FindAsync<string>(
            """
            SELECT MIN(title) FROM (
                SELECT title FROM agenda_items
                WHERE body = @body AND year = @year AND case_number = @caseNumber AND meeting <> @meeting
                UNION ALL
                SELECT c.title FROM treatments t JOIN cases c ON c.name = t.case_name
                WHERE t.body = @body AND t.year = @year AND t.case_number = @caseNumber AND t.meeting IS NULL
                    AND NOT (t.case_name = @ofCase AND t.number = @number)
            ) AS given
            """,
            new
            {
                body,
                year,
                caseNumber,
                meeting,
                ofCase = treatment?.Case ?? "",
                number = treatment?.Number ?? 0,
            }
        );
        if (used is not null)
            throw Problem.Taken(field, "CASE_NUMBER_TAKEN", caseNumber, used);
    }

    /// <summary>What is wrong with a case number; nothing where it is empty.</summary>
    public static IEnumerable<Violation> CheckCaseNumber(string field, string caseNumber, int year)
    {
        if (caseNumber.Length == 0)
            yield break;
        if (CaseNumber.Read(caseNumber) is not { } number)
            yield return new(field, "CASE_NUMBER_MALFORMED", caseNumber);
        else if (!number.IsOf(year))
            yield return new(field, "CASE_NUMBER_YEAR", caseNumber, year);
    }

    private static async Task<List<(string Number, int Year)>> CaseNumbersAsync(Session session, string body) =>
        await session.QueryAsync<(string Number, int Year)>(
            """
            SELECT case_number, year FROM agenda_items WHERE body = @body AND case_number <> ''
            UNION
            SELECT case_number, year FROM treatments WHERE body = @body AND case_number <> ''
            """,
            new { body }
        );

    private static async Task<Quorum> QuorumAsync(Session session, Meeting meeting, Body body)
    {
        var deciding = body.Authority == BodyAuthority.Deciding;
        if (meeting.State is MeetingState.Held or MeetingState.MinutesApproved)
        {
            return QuorumCount.Held(deciding, meeting.VotesRequired, meeting.Attendances);
        }
        var members = (await AppointedAsync(session, body, meeting.Date.ToDateOnly()!.Value)).Count(a =>
            CompositionCheck.IsMember(a.Role)
        );
        return QuorumCount.Expected(deciding, body.Quorum, members, meeting.Attendances);
    }

    private static async Task FillAgendaAsync(Session session, Meeting meeting)
    {
        meeting.Agenda.AddRange(
            await session.QueryAsync<AgendaItem>(
                """SELECT i.*, i.case_name AS "case" FROM agenda_items i WHERE i.meeting = @Name ORDER BY i.position""",
                new { meeting.Name }
            )
        );
        var decisions = await session.QueryAsync<DecisionRow>(
            "SELECT * FROM item_decisions WHERE meeting = @Name",
            new { meeting.Name }
        );
        if (decisions.Count == 0)
            return;
        var dissents = (
            await session.QueryAsync<DissentRow>(
                """
                SELECT d.*, p.display_name AS person_display_name
                FROM decision_dissents d JOIN persons p ON p.name = d.person
                WHERE d.meeting = @Name ORDER BY d.agenda_item, d.position
                """,
                new { meeting.Name }
            )
        ).ToLookup(d => d.AgendaItem);
        var conditions = (
            await session.QueryAsync<(int AgendaItem, string Text)>(
                "SELECT agenda_item, text FROM decision_conditions WHERE meeting = @Name ORDER BY agenda_item, position",
                new { meeting.Name }
            )
        ).ToLookup(c => c.AgendaItem, c => new DecisionCondition { Text = c.Text });
        foreach (var row in decisions)
        {
            var decision = new ItemDecision
            {
                Outcome = row.Outcome,
                Wording = row.Wording,
                VotesFor = row.VotesFor,
                VotesAgainst = row.VotesAgainst,
                VotesAbstaining = row.VotesAbstaining,
            };
            decision.Dissents.AddRange(
                dissents[row.AgendaItem]
                    .Select(d => new ItemDissent
                    {
                        Person = d.Person,
                        Words = d.Words,
                        PersonDisplayName = d.PersonDisplayName,
                    })
            );
            decision.Conditions.AddRange(conditions[row.AgendaItem]);
            meeting.Agenda.Single(i => i.Number == row.AgendaItem).Decision = decision;
        }
    }

    private sealed class DecisionRow
    {
        public int AgendaItem { get; set; }
        public Outcome Outcome { get; set; }
        public string Wording { get; set; } = "";
        public int VotesFor { get; set; }
        public int VotesAgainst { get; set; }
        public int VotesAbstaining { get; set; }
    }

    private sealed class DissentRow
    {
        public int AgendaItem { get; set; }
        public string Person { get; set; } = "";
        public string Words { get; set; } = "";
        public string PersonDisplayName { get; set; } = "";
    }
}
