using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.V1;
using static MergeProgramme.Mandates.V1.MandatesService;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>What the mandates module knows, shown beside what is ours. While it does not answer, or does not answer this reader, that part of a page is left out.</summary>
internal static class MandatesBeside
{
    private const int Most = 1000;

    /// <summary>Mandates of a sub-project, or of a programme (<c>programmes/x/subProjects/-</c>).</summary>
    public static async Task<IReadOnlyList<Mandate>> OfAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListMandatesRequest { Parent = parent, PageSize = Most };
            return (await mandates.ListMandatesAsync(request, cancellationToken: cancellation)).Mandates;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>The newest events on mandates of a programme.</summary>
    public static async Task<IReadOnlyList<Event>> EventsAsync(
        MandatesServiceClient mandates,
        string programme,
        int most,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListEventsRequest { Subject = programme, PageSize = most };
            return (await mandates.ListEventsAsync(request, cancellationToken: cancellation)).Events;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    private static bool IsAway(RpcException e) =>
        e.StatusCode is StatusCode.Unimplemented or StatusCode.Unavailable or StatusCode.PermissionDenied;
}
