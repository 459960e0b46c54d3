using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.V1;
using StakeholdersClient = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>Who took part in a matter, and who must and has not: the stakeholders module knows.</summary>
/// <param name="Missing">Steps of co-determination on the matter that are neither done nor waived.</param>
/// <param name="NobodyRecorded">Whether nobody has recorded any participation.</param>
internal sealed record Participation(IReadOnlyList<ParticipationStep> Missing, bool NobodyRecorded)
{
    private const int PageSize = 1000;

    /// <summary>
    /// Whether something is missing: a step, or, where none was set up, any record at all. Whoever waives every step has said why nobody is heard.
    /// </summary>
    public bool IsMissing => Missing.Count > 0 || NobodyRecorded;

    /// <summary>What is known of a matter. While the module does not answer nothing is missing: what is not known is not said.</summary>
    /// <param name="matter">Resource name of the request.</param>
    public static async Task<Participation> OfAsync(StakeholdersClient stakeholders, string matter, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(matter);
        try
        {
            List<ParticipationStep> steps = [];
            var request = new ListParticipationStepsRequest
            {
                Parent = programme,
                Matter = matter,
                PageSize = PageSize,
            };
            do
            {
                var page = await stakeholders.ListParticipationStepsAsync(request, cancellationToken: context.CancellationToken);
                steps.AddRange(page.ParticipationSteps);
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            if (steps.Count > 0)
                return new([.. steps.Where(s => s.State is ParticipationState.Open or ParticipationState.Late)], false);
            var records = await stakeholders.ListParticipationRecordsAsync(
                new()
                {
                    Parent = programme,
                    Matter = matter,
                    PageSize = 1,
                },
                cancellationToken: context.CancellationToken
            );
            return new([], records.ParticipationRecords.Count == 0);
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented or StatusCode.PermissionDenied)
        {
            return new([], false);
        }
    }
}
