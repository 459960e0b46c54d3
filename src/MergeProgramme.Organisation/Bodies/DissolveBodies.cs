using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<DissolveBodiesResponse> DissolveBodies(DissolveBodiesRequest request, ServerCallContext context)
    {
        if (request.ValidateOnly)
        {
            return await database.ReadAsync(
                async session => (await DissolutionAsync(session, request)).Shown(),
                context.CancellationToken
            );
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var dissolution = await DissolutionAsync(session, request);
                var response = new DissolveBodiesResponse { OrphanedBodies = { dissolution.Orphaned } };
                foreach (var current in dissolution.Bodies)
                {
                    var body = current.Clone();
                    (body.EndDate, body.Etag) = (request.LastDate, Etags.New());
                    await session.UpdateAsync(
                        "UPDATE bodies SET end_date = @EndDate, etag = @Etag WHERE name = @Name",
                        body,
                        current.Etag
                    );
                    session.Append("organisation.body.dissolved", body.Name, body);
                    response.Bodies.Add(body);
                }
                foreach (var appointment in dissolution.Ending)
                    response.EndedAppointments.Add(
                        await AppointmentTable.EndAsync(session, appointment, request.LastDate.ToDateOnly()!.Value)
                    );
                return response;
            }
        );
    }

    private static async Task<Dissolution> DissolutionAsync(Session session, DissolveBodiesRequest request)
    {
        await ProgrammeTable.RequireAsync(session, request.Parent);
        await References.RequireAsync(
            session,
            request.Parent,
            [.. request.Bodies.Index().Select(b => new Reference($"bodies[{b.Index}]", b.Item, "bodies"))]
        );
        var bodies = await session.QueryAsync<Body>(
            "SELECT * FROM bodies WHERE programme = @Parent ORDER BY kind, display_name, name",
            new { request.Parent }
        );
        await BodyTable.FillAsync(session, request.Parent, bodies);
        var appointments = await session.QueryAsync<Appointment>(
            $"{AppointmentTable.Select} WHERE a.programme = @Parent ORDER BY b.kind, b.display_name, a.body, a.role, p.display_name, a.name",
            new { request.Parent }
        );
        var dissolution = Dissolution.Of(bodies, appointments, request.Bodies, request.LastDate.ToDateOnly()!.Value);
        if (dissolution.Invalid.Count > 0)
            throw Problem.Invalid(dissolution.Invalid);
        if (dissolution.Broken.Count > 0)
            throw Problem.Precondition(dissolution.Broken.Take(MostNamedInRefusal));
        return dissolution;
    }
}
