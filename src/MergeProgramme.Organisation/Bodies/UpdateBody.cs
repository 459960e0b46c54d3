using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Body> UpdateBody(UpdateBodyRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Body.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await BodyTable.GetAsync(session, request.Body.Name);
                Etags.Require(request.Body.Etag, current.Etag, current.Name);
                var body = FieldMasks.Apply(request.UpdateMask, request.Body, current);
                await BodyTable.RequireValidAsync(session, programme, body);
                var outside = BodyRules
                    .Outside(body, await AppointmentTable.OfBodyAsync(session, body.Name))
                    .Take(MostNamedInRefusal)
                    .Select(a => new Violation(
                        a.Name,
                        "APPOINTMENT_OUTSIDE_BODY",
                        a.PersonDisplayName,
                        NorwegianTime.Format(a.StartDate.ToDateOnly()!.Value),
                        a.EndDate.ToDateOnly() is { } end ? NorwegianTime.Format(end) : ""
                    ))
                    .ToList();
                outside.AddRange(
                    (await MeetingTable.OfBodyAsync(session, body.Name))
                        .Where(m => MeetingRules.CheckAgainst(body, "", m.Date.ToDateOnly()!.Value).Any())
                        .Take(MostNamedInRefusal)
                        .Select(m => new Violation(
                            m.Name,
                            "MEETING_OUTSIDE_BODY",
                            NorwegianTime.Format(m.Date.ToDateOnly()!.Value)
                        ))
                );
                if (outside.Count > 0)
                    throw Problem.Precondition(outside);
                body.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE bodies SET display_name = @DisplayName, kind = @Kind, authority = @Authority,
                        parent_body = NULLIF(@ParentBody, ''), sub_project = NULLIF(@SubProject, ''), quorum = @Quorum,
                        start_date = @StartDate, end_date = @EndDate, remit = @Remit, etag = @Etag,
                        municipality = NULLIF(@Municipality, '')
                    WHERE name = @Name
                    """,
                    body,
                    current.Etag
                );
                await BodyTable.WriteListsAsync(session, body);
                session.Append("organisation.body.updated", body.Name, body);
                return body;
            }
        );
}
