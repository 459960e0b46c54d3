using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<Empty> UnlinkPerson(UnlinkPersonRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var gone = await session.ExecuteAsync(
                    "DELETE FROM person_links WHERE person = @Person AND principal = @Principal",
                    new { request.Person, request.Principal }
                );
                if (gone == 0)
                    throw Problem.NotFound(request.Person);
                session.Append(
                    "access.person.unlinked",
                    request.Person,
                    new PersonLink { Person = request.Person, Principal = request.Principal }
                );
                return new Empty();
            }
        );
}
