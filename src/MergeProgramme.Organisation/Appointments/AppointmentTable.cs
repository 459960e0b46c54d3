using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Appointments;

/// <summary>The SQL and the checks that several rpcs on appointments share.</summary>
internal static class AppointmentTable
{
    /// <summary>
    /// Appointments with what they are called: <c>a</c> the appointment, <c>p</c> its person, <c>b</c> its body. The seat that a deputy is for goes from
    /// holder to holder, and the last of them gives it its name.
    /// </summary>
    public const string Select = """
        SELECT a.*, p.display_name AS person_display_name, p.title AS person_title, b.display_name AS body_display_name,
            m.display_name AS municipality_display_name,
            CASE WHEN a.predecessor IS NULL THEN NULL ELSE
                (SELECT pp.display_name FROM appointments pa JOIN persons pp ON pp.name = pa.person WHERE pa.name = a.predecessor)
            END AS predecessor_display_name,
            CASE WHEN a.deputy_for IS NULL THEN NULL ELSE
                (WITH RECURSIVE holders (holder, number) AS (
                    SELECT a.deputy_for, 0 UNION ALL
                    SELECT n.name, h.number + 1 FROM appointments n JOIN holders h ON n.predecessor = h.holder
                ) SELECT sp.display_name FROM holders h JOIN appointments sa ON sa.name = h.holder JOIN persons sp ON sp.name = sa.person
                ORDER BY h.number DESC LIMIT 1)
            END AS deputy_for_display_name
        FROM appointments a
        JOIN persons p ON p.name = a.person
        JOIN bodies b ON b.name = a.body
        LEFT JOIN municipalities m ON m.name = a.municipality
        """;

    public static async Task<Appointment> GetAsync(Session session, string name) =>
        await session.FindAsync<Appointment>($"{Select} WHERE a.name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>All of a body, the ended ones too.</summary>
    public static Task<List<Appointment>> OfBodyAsync(Session session, string body) =>
        session.QueryAsync<Appointment>($"{Select} WHERE a.body = @body", new { body });

    /// <summary>
    /// Refuses what contradicts, references that lead nowhere or elsewhere, days outside the life of the body, and a person who would
    /// sit twice in the same body at the same time.
    /// </summary>
    public static async Task RequireValidAsync(Session session, string programme, Appointment appointment)
    {
        List<Violation> violations = [.. AppointmentRules.Check(appointment)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        await References.RequireAsync(
            session,
            programme,
            new Reference("appointment.person", appointment.Person, "persons"),
            new Reference("appointment.body", appointment.Body, "bodies"),
            new Reference("appointment.municipality", appointment.Municipality, "municipalities"),
            new Reference("appointment.deputy_for", appointment.DeputyFor, "appointments")
        );
        var body = await BodyTable.GetAsync(session, appointment.Body);
        violations.AddRange(AppointmentRules.CheckAgainst(body, appointment));
        if (appointment.DeputyFor.Length > 0)
            violations.AddRange(AppointmentRules.CheckSeat(appointment, await GetAsync(session, appointment.DeputyFor)));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        if (AppointmentRules.Conflict(appointment, await OfBodyAsync(session, appointment.Body)) is { } conflict)
            throw Problem.Precondition([conflict]);
    }

    /// <summary>Writes a new one under a name of its own, and says so in the log.</summary>
    public static async Task<Appointment> InsertAsync(WriteSession session, string programme, Appointment appointment)
    {
        // No name of a person in it: it stands in addresses and logs, and people can ask to be forgotten.
        var name = $"{programme}/appointments/{Guid.CreateVersion7(session.Now):N}";
        await session.ExecuteAsync(
            """
            INSERT INTO appointments (name, programme, person, body, role, representation, municipality, organisation, start_date,
                end_date, percent, deputy_for, call_order, predecessor, etag, create_time)
            VALUES (@name, @programme, @Person, @Body, @Role, @Representation, NULLIF(@Municipality, ''), @Organisation, @StartDate,
                @EndDate, @Percent, NULLIF(@DeputyFor, ''), @CallOrder, NULLIF(@Predecessor, ''), @Etag, @CreateTime)
            """,
            new
            {
                name,
                programme,
                appointment.Person,
                appointment.Body,
                appointment.Role,
                appointment.Representation,
                appointment.Municipality,
                appointment.Organisation,
                appointment.StartDate,
                appointment.EndDate,
                appointment.Percent,
                appointment.DeputyFor,
                appointment.CallOrder,
                appointment.Predecessor,
                Etag = Etags.New(),
                CreateTime = Instants.ToMicroseconds(session.Now),
            }
        );
        var created = await GetAsync(session, name);
        session.Append("organisation.appointment.created", name, created);
        return created;
    }

    /// <summary>Gives one that runs on a last day, and says so in the log.</summary>
    public static async Task<Appointment> EndAsync(WriteSession session, Appointment current, DateOnly last)
    {
        var ended = current.Clone();
        (ended.EndDate, ended.Etag) = (last.ToDate(), Etags.New());
        await session.UpdateAsync(
            "UPDATE appointments SET end_date = @EndDate, etag = @Etag WHERE name = @Name",
            ended,
            current.Etag
        );
        session.Append("organisation.appointment.updated", ended.Name, ended);
        return ended;
    }
}
