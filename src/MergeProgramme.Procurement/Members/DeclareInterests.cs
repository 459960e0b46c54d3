using Grpc.Core;
using MergeProgramme.Platform.Access;
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
    public override async Task<CaseMember> DeclareInterests(DeclareInterestsRequest request, ServerCallContext context)
    {
        if (MemberRules.CheckDeclaration(request).ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var member = await MemberTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, member.Etag, member.Name);
                if (!own.Contains(member.Person))
                    throw Problem.Precondition(member.Name, "DECLARE_YOURSELF_ONLY", member.PersonDisplayName);
                var current = member.Etag;
                member.DeclarationState = request.Conflict ? DeclarationState.Conflict : DeclarationState.NoConflict;
                member.DeclaredInterests = request.Interests;
                member.DeclareTime = Instants.ToTimestamp(session.Now);
                member.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE case_members SET declaration_state = @DeclarationState, declared_interests = @DeclaredInterests,
                        declare_time = @DeclareTime, etag = @Etag
                    WHERE name = @Name
                    """,
                    member,
                    current
                );
                session.Append("procurement.caseMember.declared", member.Name, member);
                // Whoever is shut out was perhaps the last one that the other evaluators waited for.
                var procurementCase = ResourceNames.Parent(member.Name);
                await CaseTable.LockAsync(session, procurementCase);
                await EvaluationTable.DiscloseAsync(session, procurementCase);
                return member;
            }
        );
    }
}
