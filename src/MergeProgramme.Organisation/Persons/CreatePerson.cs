using Grpc.Core;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
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
                person.Name = "";
                await PersonTable.RequireValidAsync(session, request.Parent, person);
                await PersonTable.RequireGenderNeededAsync(session, person, NorwegianTime.DateIn(session.Now));
                person.Name = await NewNames.ChooseAsync(
                    session,
                    "persons",
                    $"{request.Parent}/persons",
                    request.PersonId,
                    "person_id",
                    // A person's name would stand in addresses and logs, and people can ask to be forgotten.
                    displayName: ""
                );
                await PersonTable.InsertAsync(session, request.Parent, person);
                return person;
            }
        );
}
