using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Case> CreateCase(CreateCaseRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var asked = request.Case;
                await CaseTable.RequireValidAsync(session, request.Parent, asked);
                var name = await NewNames.ChooseAsync(
                    session,
                    "cases",
                    $"{request.Parent}/cases",
                    request.CaseId,
                    "case_id",
                    asked.Title
                );
                await session.ExecuteAsync(
                    """
                    INSERT INTO cases (name, programme, title, background, proposal, subject, sub_project, officer, archive_reference,
                        treatment_numbers, etag, create_time)
                    VALUES (@name, @Parent, @Title, @Background, @Proposal, @Subject, NULLIF(@SubProject, ''), NULLIF(@Officer, ''),
                        @ArchiveReference, 0, @etag, @now)
                    """,
                    new
                    {
                        name,
                        request.Parent,
                        asked.Title,
                        asked.Background,
                        asked.Proposal,
                        asked.Subject,
                        asked.SubProject,
                        asked.Officer,
                        asked.ArchiveReference,
                        etag = Etags.New(),
                        now = Instants.ToMicroseconds(session.Now),
                    }
                );
                return await CaseTable.SayAsync(session, "organisation.case.created", name);
            }
        );
}
