using Grpc.Core;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Person> GetPerson(GetPersonRequest request, ServerCallContext context) =>
        database.ReadAsync(session => PersonTable.GetAsync(session, request.Name), context.CancellationToken);
}
