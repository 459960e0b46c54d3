using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Benefits.Map;

/// <summary>Something that a measure can wait for.</summary>
/// <param name="Done">A deliverable that was accepted.</param>
/// <param name="IsSetAside">A need that nobody follows any longer.</param>
internal sealed record EnablerSource(string Title, bool Done, bool IsSetAside = false);

/// <summary>What a measure can wait for in other modules, as they call it today.</summary>
/// <param name="Deliverables">By name; null where mandates did not tell this caller.</param>
/// <param name="Needs">By name; null where procurement did not tell this caller.</param>
internal sealed record EnablerSources(
    IReadOnlyDictionary<string, EnablerSource>? Deliverables,
    IReadOnlyDictionary<string, EnablerSource>? Needs
)
{
    private const int Most = 1000;

    /// <summary>Of what kind a resource name is; unspecified where a measure cannot wait for it.</summary>
    public static MapNodeKind KindOf(string source) =>
        ResourceNames.Matches("programmes/{programme}/subProjects/{sub_project}/deliverables/{deliverable}", source)
            ? MapNodeKind.Deliverable
        : ResourceNames.Matches("programmes/{programme}/needs/{need}", source) ? MapNodeKind.Need
        : MapNodeKind.Unspecified;

    /// <summary>The title of today, or the one that it had when it was linked where its module does not tell; null where it is gone.</summary>
    public EnablerSource? Of(Enabler enabler)
    {
        var known = KindOf(enabler.Source) == MapNodeKind.Need ? Needs : Deliverables;
        if (known is null)
            return new(enabler.SourceTitle, false);
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
            await TryAsync(async () =>
                (
                    await WholeList.ReadAsync(
                        token =>
                            mandates.ListDeliverablesAsync(
                                new()
                                {
                                    Parent = $"{programme}/subProjects/-",
                                    PageSize = Most,
                                    PageToken = token,
                                },
                                cancellationToken: cancellation
                            ),
                        page => (page.Deliverables, page.NextPageToken)
                    )
                ).ToDictionary(
                    d => d.Name,
                    d => new EnablerSource(d.Title, d.State == DeliverableState.Accepted),
                    StringComparer.Ordinal
                )
            ),
            await TryAsync(async () =>
                (
                    await WholeList.ReadAsync(
                        token =>
                            procurement.ListNeedsAsync(
                                new()
                                {
                                    Parent = programme,
                                    PageSize = Most,
                                    PageToken = token,
                                },
                                cancellationToken: cancellation
                            ),
                        page => (page.Needs, page.NextPageToken)
                    )
                ).ToDictionary(
                    n => n.Name,
                    n => new EnablerSource(n.Title, false, n.State == NeedState.SetAside),
                    StringComparer.Ordinal
                )
            )
        );

    private static async Task<IReadOnlyDictionary<string, EnablerSource>?> TryAsync(
        Func<Task<Dictionary<string, EnablerSource>>> read
    )
    {
        try
        {
            return await read();
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
