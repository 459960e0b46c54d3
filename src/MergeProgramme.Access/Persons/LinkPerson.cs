using Grpc.Core;
using MergeProgramme.Access.Principals;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override async Task<PersonLink> LinkPerson(LinkPersonRequest request, ServerCallContext context)
    {
        // To be somebody is to hold what they hold.
        if (request.Principal == Caller.Current.Id)
            throw Problem.Invalid("principal", "GIVES_SELF");
        await organisation.GetPersonAsync(new() { Name = request.Person }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var principal = await PrincipalTable.GetAsync(session, request.Principal);
                var link = new PersonLink
                {
                    Person = request.Person,
                    Principal = principal.Name,
                    PrincipalDisplayName = principal.DisplayName,
                    PrincipalEmail = principal.Email,
                };
                var linked = await session.ExecuteAsync(
                    "INSERT INTO person_links (person, principal) VALUES (@Person, @Principal) ON CONFLICT DO NOTHING",
                    new { link.Person, link.Principal }
                );
                if (linked == 1)
                    session.Append("access.person.linked", link.Person, link);
                return link;
            }
        );
    }
}
