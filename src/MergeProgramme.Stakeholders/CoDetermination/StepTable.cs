using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>The SQL that several rpcs on steps share.</summary>
internal static class StepTable
{
    /// <summary>
    /// Steps with their parties and the first record that fulfils each: of the party itself or of the one that speaks for it, as far or farther.
    /// A record from before the party was registered is known by kind and name.
    /// </summary>
    public const string Steps = """
        SELECT s.name, s.parent, s.matter, s.party, p.display_name AS party_display_name, p.kind AS party_kind, s.form, s.due_date, s.basis,
            s.waiver, s.waive_date, s.etag, r.name AS participation_record, r.heard_date AS done_date
        FROM participation_steps s
        JOIN parties p ON p.name = s.party
        LEFT JOIN participation_records r ON r.name = (
            SELECT x.name FROM participation_records x
            LEFT JOIN parties spokes ON spokes.name = p.spokes_party
            WHERE x.matter = s.matter AND x.form >= s.form AND (
                x.registered_party IN (p.name, p.spokes_party)
                OR x.registered_party IS NULL AND (
                    x.party_kind = p.kind AND x.party = p.display_name
                    OR x.party_kind = spokes.kind AND x.party = spokes.display_name))
            ORDER BY x.heard_date, x.name LIMIT 1)
        """;

    public static async Task<ParticipationStep> GetAsync(Session session, string name, DateOnly today)
    {
        var step =
            await session.FindAsync<ParticipationStep>($"SELECT * FROM ({Steps}) t WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        step.State = StepState.Of(step, today);
        return step;
    }

    /// <summary>Writes what has changed of a step, with its event.</summary>
    public static async Task<ParticipationStep> WriteAsync(
        WriteSession session,
        ParticipationStep step,
        string currentEtag,
        string type
    )
    {
        step.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE participation_steps SET form = @Form, due_date = @DueDate, basis = @Basis, waiver = @Waiver,
                waive_date = @WaiveDate, etag = @Etag
            WHERE name = @Name
            """,
            step,
            currentEtag
        );
        var written = await GetAsync(session, step.Name, NorwegianTime.DateIn(session.Now));
        session.Append(type, written.Name, written);
        return written;
    }
}
