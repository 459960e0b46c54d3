using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Mandates.Drafts;

/// <summary>Who draws a mandate up.</summary>
internal static class PreparedBy
{
    /// <summary>The name that stands in the document: the one given, or that of the registered person.</summary>
    /// <param name="inProgramme">A name in the programme that the person must be of.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the person is of another programme, or nobody.</exception>
    public static async Task<string> DisplayNameAsync(
        OrganisationClient organisation,
        string inProgramme,
        Mandate mandate,
        ServerCallContext context
    )
    {
        if (mandate.PreparedBy.Length == 0)
            return mandate.PreparedByDisplayName;
        if (ResourceNames.Programme(mandate.PreparedBy) != ResourceNames.Programme(inProgramme))
            throw Problem.Invalid("mandate.prepared_by", Reason.OfOtherProgramme, mandate.PreparedBy);
        try
        {
            var person = await organisation.GetPersonAsync(
                new() { Name = mandate.PreparedBy },
                cancellationToken: context.CancellationToken
            );
            return mandate.PreparedByDisplayName.Length > 0 ? mandate.PreparedByDisplayName : person.DisplayName;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw Problem.Invalid("mandate.prepared_by", Reason.PersonUnknown, mandate.PreparedBy);
        }
    }
}
