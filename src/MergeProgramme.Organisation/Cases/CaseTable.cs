using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Cases;

/// <summary>The SQL and the checks that several rpcs on cases share.</summary>
internal static class CaseTable
{
    /// <summary>Cases with what they are called: <c>c</c> the case. Hand the rows to <see cref="FillAsync"/>.</summary>
    public const string Select = """
        SELECT c.*, p.display_name AS officer_display_name
        FROM cases c
        LEFT JOIN persons p ON p.name = c.officer
        """;

    /// <param name="today">The day that the standing is seen from.</param>
    public static async Task<Case> GetAsync(Session session, string name, DateOnly today)
    {
        var found = await session.FindAsync<Case>($"{Select} WHERE c.name = @name", new { name }) ?? throw Problem.NotFound(name);
        await FillAsync(session, [found], "t.case_name = @key", name, today);
        return found;
    }

    /// <summary>Locks the programme, then reads: what a write is about to change.</summary>
    public static async Task<Case> GetForWriteAsync(WriteSession session, string name, string etag)
    {
        await ProgrammeTable.LockAsync(session, ResourceNames.Programme(name));
        var found = await GetAsync(session, name, NorwegianTime.DateIn(session.Now));
        Etags.Require(etag, found.Etag, found.Name);
        return found;
    }

    /// <summary>Gives cases of one programme their treatments and standing.</summary>
    public static Task FillAsync(Session session, string programme, IReadOnlyCollection<Case> cases, DateOnly today) =>
        FillAsync(session, cases, "t.case_name IN (SELECT name FROM cases WHERE programme = @key)", programme, today);

    /// <summary>Whether a meeting can put a treatment on its agenda: it is not done, and not on that of another meeting to come.</summary>
    public static bool CanBeTaken(Treatment treatment, string meeting) =>
        treatment.Outcome == Outcome.Deferred
        || (treatment.Outcome == Outcome.Unspecified && (treatment.Meeting.Length == 0 || treatment.Meeting == meeting));

    /// <summary>Refuses a subject elsewhere and references that lead nowhere or elsewhere.</summary>
    public static async Task RequireValidAsync(WriteSession session, string programme, Case asked)
    {
        List<Violation> violations =
        [
            .. ArchiveReference.Check("case.archive_reference", asked.ArchiveReference, NorwegianTime.DateIn(session.Now)),
        ];
        if (asked.Subject.Length > 0 && !asked.Subject.StartsWith($"{programme}/", StringComparison.Ordinal))
            violations.Add(new("case.subject", "OTHER_PROGRAMME", asked.Subject));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        await References.RequireAsync(
            session,
            programme,
            new Reference("case.sub_project", asked.SubProject, "sub_projects"),
            new Reference("case.officer", asked.Officer, "persons")
        );
    }

    /// <summary>Writes what became of a case in a body.</summary>
    /// <param name="treated">Meeting (empty: none of those kept here), outcome, wording, date and numbers.</param>
    public static async Task<Case> WriteOutcomeAsync(WriteSession session, string name, int number, Treatment treated)
    {
        await session.ExecuteAsync(
            """
            UPDATE treatments SET meeting = NULLIF(@Meeting, ''), outcome = @Outcome, wording = @Wording, date = @Date,
                case_number = @CaseNumber, archive_reference = @ArchiveReference, year = @Year
            WHERE case_name = @name AND number = @number
            """,
            new
            {
                treated.Meeting,
                treated.Outcome,
                treated.Wording,
                treated.Date,
                treated.CaseNumber,
                treated.ArchiveReference,
                Year = treated.CaseNumber.Length > 0 ? treated.Date.Year : 0,
                name,
                number,
            }
        );
        return await SayAsync(session, "organisation.case.treated", name);
    }

    /// <summary>Gives it a new etag, reads it again and says what happened to it.</summary>
    public static async Task<Case> SayAsync(WriteSession session, string type, string name)
    {
        await session.ExecuteAsync("UPDATE cases SET etag = @etag WHERE name = @name", new { etag = Etags.New(), name });
        var found = await GetAsync(session, name, NorwegianTime.DateIn(session.Now));
        session.Append(type, name, found);
        return found;
    }

    private static async Task FillAsync(
        Session session,
        IReadOnlyCollection<Case> cases,
        string condition,
        string key,
        DateOnly today
    )
    {
        var treatments = (
            await session.QueryAsync<Treatment>(
                $"""
                SELECT t.*, t.case_name AS "case", b.display_name AS body_display_name, m.date AS meeting_date
                FROM treatments t
                JOIN bodies b ON b.name = t.body
                LEFT JOIN meetings m ON m.name = t.meeting
                WHERE {condition} ORDER BY t.case_name, t.stage, t.number
                """,
                new { key }
            )
        ).ToLookup(t => t.Case);
        foreach (var one in cases)
        {
            one.Treatments.AddRange(treatments[one.Name]);
            foreach (var treatment in one.Treatments)
                treatment.Late = CaseTravel.IsLate(treatment, today);
            one.Standing = CaseTravel.On(today, one.Treatments);
            // A case that a body has stopped waits for nobody.
            if (one.Standing.State == CaseState.Stopped)
            {
                foreach (var treatment in one.Treatments)
                    treatment.Late = false;
            }
        }
    }
}
