using Grpc.Core;
using MergeProgramme.Access.RoleAssignments;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Access.Grants;

/// <summary>Keeps what roles follow from: appointments, the sub-projects of bodies, and who leads what. Whoever creates a programme is its programme office.</summary>
internal sealed class FollowAppointments(OrganisationService.OrganisationServiceClient organisation) : IEventConsumer
{
    internal const string ConsumerName = "access.follow-appointments";

    public string Name => ConsumerName;

    public AsyncServerStreamingCall<Event> Open(StreamEventsRequest request, CallOptions options) =>
        organisation.StreamEvents(request, options);

    public Task HandleAsync(Event e, WriteSession session) =>
        e.Type switch
        {
            "organisation.programme.created" => GiveOfficeAsync(e, session),
            "organisation.appointment.created" or "organisation.appointment.updated" => KeepAsync(
                e.DataAs<Appointment>(),
                session
            ),
            "organisation.appointment.deleted" => session.ExecuteAsync(
                "DELETE FROM known_appointments WHERE name = @Subject",
                new { e.Subject }
            ),
            "organisation.body.created" or "organisation.body.updated" => KeepAsync(e.DataAs<Body>(), session),
            "organisation.subProject.created" or "organisation.subProject.updated" => KeepAsync(e.DataAs<SubProject>(), session),
            _ => Task.CompletedTask,
        };

    private static async Task GiveOfficeAsync(Event e, WriteSession session)
    {
        // The installation's own work has no principal.
        if (await session.FindAsync<string>("SELECT name FROM principals WHERE name = @Actor", new { e.Actor }) is null)
            return;
        var given = new RoleAssignment
        {
            Name = $"{e.Subject}/roleAssignments/{e.Id}",
            Principal = e.Actor,
            Role = Role.ProgrammeOffice,
            Scope = e.Subject,
        };
        await AssignmentTable.InsertAsync(session, given, "access.roleAssignment.created");
    }

    private static Task KeepAsync(Appointment appointment, WriteSession session) =>
        session.ExecuteAsync(
            """
            INSERT INTO known_appointments (name, person, body, role, representation, start_date, end_date)
            VALUES (@Name, @Person, @Body, @Role, @Representation, @StartDate, @EndDate)
            ON CONFLICT (name) DO UPDATE SET person = excluded.person, body = excluded.body, role = excluded.role,
                representation = excluded.representation, start_date = excluded.start_date, end_date = excluded.end_date
            """,
            new
            {
                appointment.Name,
                appointment.Person,
                appointment.Body,
                appointment.Role,
                appointment.Representation,
                appointment.StartDate,
                appointment.EndDate,
            }
        );

    private static Task KeepAsync(Body body, WriteSession session) =>
        session.ExecuteAsync(
            """
            INSERT INTO known_bodies (name, sub_project) VALUES (@Name, @SubProject)
            ON CONFLICT (name) DO UPDATE SET sub_project = excluded.sub_project
            """,
            new { body.Name, body.SubProject }
        );

    private static Task KeepAsync(SubProject subProject, WriteSession session) =>
        session.ExecuteAsync(
            """
            INSERT INTO known_sub_projects (name, programme, parent_sub_project, lead)
            VALUES (@Name, @Programme, @ParentSubProject, @Lead)
            ON CONFLICT (name) DO UPDATE SET parent_sub_project = excluded.parent_sub_project, lead = excluded.lead
            """,
            new
            {
                subProject.Name,
                Programme = ResourceNames.Programme(subProject.Name),
                subProject.ParentSubProject,
                subProject.Lead,
            }
        );
}
