using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;
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
        var registered = await PersonReading.DisplayNameAsync(
            organisation,
            "mandate.prepared_by",
            mandate.PreparedBy,
            inProgramme,
            context
        );
        return mandate.PreparedByDisplayName.Length > 0 ? mandate.PreparedByDisplayName : registered;
    }
}
