using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Mandates.Registers;

/// <summary>What organisation knows of a person that somebody names.</summary>
internal static class PersonReading
{
    /// <summary>The name that people know the person by; empty where nobody is named.</summary>
    /// <param name="field">The field of the request, for the error.</param>
    /// <param name="inProgramme">A name in the programme that the person must be of.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the person is of another programme, or nobody.</exception>
    public static async Task<string> DisplayNameAsync(
        OrganisationClient organisation,
        string field,
        string person,
        string inProgramme,
        ServerCallContext context
    )
    {
        if (person.Length == 0)
            return "";
        if (ResourceNames.Programme(person) != ResourceNames.Programme(inProgramme))
            throw Problem.Invalid(field, Reason.OfOtherProgramme, person);
        try
        {
            return (
                await organisation.GetPersonAsync(new() { Name = person }, cancellationToken: context.CancellationToken)
            ).DisplayName;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw Problem.Invalid(field, Reason.PersonUnknown, person);
        }
    }
}
