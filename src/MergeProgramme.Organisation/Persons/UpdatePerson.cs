using Grpc.Core;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Person> UpdatePerson(UpdatePersonRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Person.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await PersonTable.GetAsync(session, request.Person.Name);
                Etags.Require(request.Person.Etag, current.Etag, current.Name);
                var person = FieldMasks.Apply(request.UpdateMask, request.Person, current);
                await PersonTable.RequireValidAsync(session, programme, person);
                if (person.Gender != current.Gender)
                    await PersonTable.RequireGenderNeededAsync(session, person, NorwegianTime.DateIn(session.Now));
                person.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE persons SET display_name = @DisplayName, title = @Title, email = @Email,
                        municipality = NULLIF(@Municipality, ''), organisation = @Organisation, gender = @Gender,
                        line_manager = @LineManager, etag = @Etag
                    WHERE name = @Name
                    """,
                    person,
                    current.Etag
                );
                await session.ExecuteAsync(
                    "UPDATE persons SET search = @Search WHERE name = @Name",
                    new { person.Name, Search = PersonTable.SearchText(person) }
                );
                session.Append("organisation.person.updated", person.Name, person);
                return person;
            }
        );
}
