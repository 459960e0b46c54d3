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
    /// <summary>Appointments with what they are called: <c>a</c> the appointment, <c>p</c> its person, <c>b</c> its body.</summary>
    public const string Select = """
        SELECT a.*, p.display_name AS person_display_name, p.title AS person_title, b.display_name AS body_display_name,
            m.display_name AS municipality_display_name
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
            new Reference("appointment.municipality", appointment.Municipality, "municipalities")
        );
        var body = await BodyTable.GetAsync(session, appointment.Body);
        violations.AddRange(AppointmentRules.CheckAgainst(body, appointment));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        var overlapping = (await OfBodyAsync(session, appointment.Body)).Find(other =>
            other.Name != appointment.Name && other.Person == appointment.Person && AppointmentRules.Overlap(other, appointment)
        );
        if (overlapping is not null)
            throw Problem.Precondition(
                overlapping.Name,
                overlapping.EndDate is null ? "APPOINTMENT_OVERLAPS_OPEN" : "APPOINTMENT_OVERLAPS",
                overlapping.PersonDisplayName,
                overlapping.BodyDisplayName,
                NorwegianTime.Format(overlapping.StartDate.ToDateOnly()!.Value),
                overlapping.EndDate.ToDateOnly() is { } end ? NorwegianTime.Format(end) : ""
            );
    }
}
