using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Body> CreateBody(CreateBodyRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var body = request.Body.Clone();
                body.Name = "";
                await BodyTable.RequireValidAsync(session, request.Parent, body);
                body.Name = await NewNames.ChooseAsync(
                    session,
                    "bodies",
                    $"{request.Parent}/bodies",
                    request.BodyId,
                    "body_id",
                    body.DisplayName
                );
                body.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO bodies (name, programme, display_name, kind, authority, parent_body, sub_project, quorum, start_date,
                        end_date, remit, etag, municipality)
                    VALUES (@Name, @Parent, @DisplayName, @Kind, @Authority, NULLIF(@ParentBody, ''), NULLIF(@SubProject, ''), @Quorum,
                        @StartDate, @EndDate, @Remit, @Etag, NULLIF(@Municipality, ''))
                    """,
                    new
                    {
                        body.Name,
                        request.Parent,
                        body.DisplayName,
                        body.Kind,
                        body.Authority,
                        body.ParentBody,
                        body.SubProject,
                        body.Quorum,
                        body.StartDate,
                        body.EndDate,
                        body.Remit,
                        body.Etag,
                        body.Municipality,
                    }
                );
                await BodyTable.WriteListsAsync(session, body);
                session.Append("organisation.body.created", body.Name, body);
                return body;
            }
        );
}
