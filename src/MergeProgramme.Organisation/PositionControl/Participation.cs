using Grpc.Core;
using MergeProgramme.Platform.Names;
using StakeholdersClient = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>Whether unions or the safety service took part in a matter: the stakeholders module knows.</summary>
internal static class Participation
{
    /// <summary>Whether nobody has recorded any. False while the module does not answer: what is not known is not said.</summary>
    /// <param name="matter">Resource name of the request.</param>
    public static async Task<bool> IsMissingAsync(StakeholdersClient stakeholders, string matter, ServerCallContext context)
    {
        try
        {
            var records = await stakeholders.ListParticipationRecordsAsync(
                new()
                {
                    Parent = ResourceNames.Programme(matter),
                    Matter = matter,
                    PageSize = 1,
                },
                cancellationToken: context.CancellationToken
            );
            return records.ParticipationRecords.Count == 0;
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented or StatusCode.PermissionDenied)
        {
            return false;
        }
    }
}
