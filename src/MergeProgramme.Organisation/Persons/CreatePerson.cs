using Grpc.Core;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Person> CreatePerson(CreatePersonRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var person = request.Person.Clone();
                await PersonTable.RequireValidAsync(session, request.Parent, person);
                person.Name = await NewNames.ChooseAsync(
                    session,
                    "persons",
                    $"{request.Parent}/persons",
                    request.PersonId,
                    "person_id",
                    // A person's name would stand in addresses and logs, and people can ask to be forgotten.
                    displayName: ""
                );
                person.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO persons (name, programme, display_name, title, email, municipality, organisation, search, etag)
                    VALUES (@Name, @Parent, @DisplayName, @Title, @Email, NULLIF(@Municipality, ''), @Organisation, @Search, @Etag)
                    """,
                    new
                    {
                        person.Name,
                        request.Parent,
                        person.DisplayName,
                        person.Title,
                        person.Email,
                        person.Municipality,
                        person.Organisation,
                        Search = PersonTable.SearchText(person),
                        person.Etag,
                    }
                );
                session.Append("organisation.person.created", person.Name, person);
                return person;
            }
        );
}
