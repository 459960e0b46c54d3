using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const string ProgrammePattern = "programmes/{programme}";
    private const string BodyPattern = "programmes/{programme}/bodies/{body}";

    public override Task<CheckCompositionResponse> CheckComposition(CheckCompositionRequest request, ServerCallContext context)
    {
        var isProgramme = ResourceNames.Matches(ProgrammePattern, request.Name);
        if (!isProgramme && !ResourceNames.Matches(BodyPattern, request.Name))
            throw Problem.Invalid("name", "NAME_MALFORMED", $"{ProgrammePattern}, {BodyPattern}", request.Name);
        var date = request.Date.ToDateOnly() ?? time.Today();
        return database.ReadAsync(
            async session =>
            {
                var programme = ResourceNames.Programme(request.Name);
                List<Body> bodies;
                List<Appointment> appointments;
                if (isProgramme)
                {
                    await ProgrammeTable.RequireAsync(session, programme);
                    bodies = await session.QueryAsync<Body>(
                        "SELECT * FROM bodies WHERE programme = @programme ORDER BY kind, display_name, name",
                        new { programme }
                    );
                    await BodyTable.FillAsync(session, programme, bodies);
                    appointments = await session.QueryAsync<Appointment>(
                        $"{AppointmentTable.Select} WHERE a.programme = @programme",
                        new { programme }
                    );
                }
                else
                {
                    bodies = [await BodyTable.GetAsync(session, request.Name)];
                    appointments = await AppointmentTable.OfBodyAsync(session, request.Name);
                }
                var asked = await CompositionContext.ReadAsync(session, programme);
                var byBody = appointments.ToLookup(a => a.Body);
                var response = new CheckCompositionResponse();
                response.Compositions.AddRange(bodies.Select(b => CompositionCheck.Check(b, byBody[b.Name], asked, date)));
                return response;
            },
            context.CancellationToken
        );
    }
}
