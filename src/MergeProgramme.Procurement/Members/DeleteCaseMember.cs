using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteCaseMember(DeleteCaseMemberRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var member = await MemberTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, member.Etag, member.Name);
                if (member.DeclarationState != DeclarationState.Missing)
                    throw Problem.Precondition(member.Name, "MEMBER_HAS_DECLARED", member.PersonDisplayName);
                await session.ExecuteAsync("DELETE FROM case_members WHERE name = @Name", new { member.Name });
                session.Append("procurement.caseMember.deleted", member.Name, member);
                var procurementCase = ResourceNames.Parent(member.Name);
                await CaseTable.LockAsync(session, procurementCase);
                await EvaluationTable.DiscloseAsync(session, procurementCase);
                return new Empty();
            }
        );
}
