using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Case> UpdateCase(UpdateCaseRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await CaseTable.GetForWriteAsync(session, request.Case.Name, request.Case.Etag);
                var updated = FieldMasks.Apply(request.UpdateMask, request.Case, current);
                if (
                    updated.Proposal != current.Proposal
                    && current.Treatments.FirstOrDefault(t => DecisionRules.Decides(t.Outcome)) is { } treated
                )
                    throw Problem.Precondition(current.Name, "PROPOSAL_TREATED", treated.BodyDisplayName);
                await CaseTable.RequireValidAsync(session, ResourceNames.Programme(current.Name), updated);
                updated.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE cases SET title = @Title, background = @Background, proposal = @Proposal, subject = @Subject,
                        sub_project = NULLIF(@SubProject, ''), officer = NULLIF(@Officer, ''), archive_reference = @ArchiveReference,
                        etag = @Etag
                    WHERE name = @Name
                    """,
                    updated,
                    current.Etag
                );
                return await CaseTable.SayAsync(session, "organisation.case.updated", current.Name);
            }
        );
}
