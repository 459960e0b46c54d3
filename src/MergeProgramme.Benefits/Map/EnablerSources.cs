using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Benefits.Map;

/// <summary>What a measure can wait for in other modules, as they call it today.</summary>
/// <param name="Known">Title by name, and whether it is there already. Null where its module did not tell this caller.</param>
internal sealed record EnablerSources(
    IReadOnlyDictionary<string, (string Title, bool Done)>? Deliverables,
    IReadOnlyDictionary<string, (string Title, bool Done)>? Needs
)
{
    private const int Most = 1000;

    /// <summary>Of what kind a resource name is; unspecified where a measure cannot wait for it.</summary>
    public static MapNodeKind KindOf(string source) =>
        source.Split('/') switch
        {
            ["programmes", { Length: > 0 }, "subProjects", { Length: > 0 }, "deliverables", { Length: > 0 }] =>
                MapNodeKind.Deliverable,
            ["programmes", { Length: > 0 }, "needs", { Length: > 0 }] => MapNodeKind.Need,
            _ => MapNodeKind.Unspecified,
        };

    /// <summary>The title of today, or the one that it had when it was linked where its module does not tell; null where it is gone.</summary>
    public (string Title, bool Done)? Of(Enabler enabler)
    {
        var known = KindOf(enabler.Source) == MapNodeKind.Need ? Needs : Deliverables;
        if (known is null)
            return (enabler.SourceTitle, false);
        return known.TryGetValue(enabler.Source, out var found) ? found : null;
    }

    /// <summary>Asks the other modules for those of a programme, as this caller may see them.</summary>
    public static async Task<EnablerSources> ReadAsync(
        MandatesService.MandatesServiceClient mandates,
        ProcurementService.ProcurementServiceClient procurement,
        string programme,
        CancellationToken cancellation
    ) =>
        new(
            await TryAsync(async found =>
            {
                var request = new ListDeliverablesRequest { Parent = $"{programme}/subProjects/-", PageSize = Most };
                do
                {
                    var page = await mandates.ListDeliverablesAsync(request, cancellationToken: cancellation);
                    foreach (var deliverable in page.Deliverables)
                        found[deliverable.Name] = (deliverable.Title, deliverable.State == DeliverableState.Accepted);
                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);
            }),
            await TryAsync(async found =>
            {
                var request = new ListNeedsRequest { Parent = programme, PageSize = Most };
                do
                {
                    var page = await procurement.ListNeedsAsync(request, cancellationToken: cancellation);
                    foreach (var need in page.Needs)
                        found[need.Name] = (need.Title, false);
                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);
            })
        );

    private static async Task<IReadOnlyDictionary<string, (string Title, bool Done)>?> TryAsync(
        Func<Dictionary<string, (string Title, bool Done)>, Task> read
    )
    {
        var found = new Dictionary<string, (string Title, bool Done)>(StringComparer.Ordinal);
        try
        {
            await read(found);
            return found;
        }
        catch (RpcException e)
            when (e.StatusCode
                    is StatusCode.Unavailable
                        or StatusCode.Unimplemented
                        or StatusCode.PermissionDenied
                        or StatusCode.NotFound
            )
        {
            return null;
        }
    }
}
