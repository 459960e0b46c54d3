using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CaseMember> CreateCaseMember(CreateCaseMemberRequest request, ServerCallContext context)
    {
        if (ResourceNames.Programme(request.Member.Person) != ResourceNames.Programme(request.Parent))
            throw Problem.Invalid("member.person", "OTHER_PROGRAMME", request.Member.Person);
        using var asked = organisation.GetPersonAsync(
            new() { Name = request.Member.Person },
            cancellationToken: context.CancellationToken
        );
        if (!await asked.ExistsAsync())
            throw Problem.Invalid("member.person", "NOT_FOUND", request.Member.Person);
        var person = await asked;
        var municipality =
            person.Municipality.Length == 0
                ? null
                : await organisation.GetMunicipalityAsync(
                    new() { Name = person.Municipality },
                    cancellationToken: context.CancellationToken
                );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var procurement = await CaseTable.GetAsync(session, request.Parent, NorwegianTime.DateIn(session.Now));
                if (procurement.State is ProcurementCaseState.Contracted or ProcurementCaseState.Cancelled)
                    throw Problem.Precondition(procurement.Name, "CASE_ENDED");
                if (
                    await session.FindAsync<string>(
                        "SELECT name FROM case_members WHERE procurement_case = @Parent AND person = @Person",
                        new { request.Parent, request.Member.Person }
                    )
                    is not null
                )
                    throw Problem.Taken("member.person", "MEMBER_ALREADY", person.DisplayName);
                var member = new CaseMember
                {
                    // Nobody's name stands in addresses and logs.
                    Name = await NewNames.ChooseAsync(
                        session,
                        "case_members",
                        $"{request.Parent}/caseMembers",
                        request.MemberId,
                        "member_id",
                        ""
                    ),
                    Person = request.Member.Person,
                    Role = request.Member.Role,
                    PersonDisplayName = person.DisplayName,
                    Employer = municipality?.DisplayName ?? person.Organisation,
                    DeclarationState = DeclarationState.Missing,
                    Etag = Etags.New(),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO case_members (name, procurement_case, person, role, person_display_name, employer, employer_number,
                        declaration_state, declared_interests, declare_time, etag)
                    VALUES (@Name, @Parent, @Person, @Role, @PersonDisplayName, @Employer, @EmployerNumber, @DeclarationState, '', NULL, @Etag)
                    """,
                    new
                    {
                        member.Name,
                        request.Parent,
                        member.Person,
                        member.Role,
                        member.PersonDisplayName,
                        member.Employer,
                        EmployerNumber = municipality?.OrganisationNumber ?? "",
                        member.DeclarationState,
                        member.Etag,
                    }
                );
                session.Append("procurement.caseMember.created", member.Name, member);
                return member;
            }
        );
    }
}
