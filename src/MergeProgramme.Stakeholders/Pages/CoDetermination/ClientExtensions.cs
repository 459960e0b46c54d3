using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Lists that the pages of co-determination read whole.</summary>
internal static class ClientExtensions
{
    private const int Everything = 1000;

    /// <summary>Every party of a programme.</summary>
    public static async Task<IReadOnlyList<Party>> AllPartiesAsync(
        this StakeholdersServiceClient stakeholders,
        string programme,
        CancellationToken cancellation
    )
    {
        List<Party> all = [];
        var request = new ListPartiesRequest { Parent = programme, PageSize = Everything };
        do
        {
            var answer = await stakeholders.ListPartiesAsync(request, cancellationToken: cancellation);
            all.AddRange(answer.Parties);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The steps of a matter, or of the programme where the matter is empty.</summary>
    /// <param name="missing">Only those that are neither done nor waived.</param>
    public static async Task<IReadOnlyList<ParticipationStep>> AllStepsAsync(
        this StakeholdersServiceClient stakeholders,
        string programme,
        string matter,
        bool missing,
        CancellationToken cancellation
    )
    {
        List<ParticipationStep> all = [];
        var request = new ListParticipationStepsRequest
        {
            Parent = programme,
            Matter = matter,
            Missing = missing,
            PageSize = Everything,
        };
        do
        {
            var answer = await stakeholders.ListParticipationStepsAsync(request, cancellationToken: cancellation);
            all.AddRange(answer.ParticipationSteps);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }
}
