using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<SummariseDeliverablesResponse> SummariseDeliverables(
        SummariseDeliverablesRequest request,
        ServerCallContext context
    )
    {
        var (programme, subProject) = await RequireOneOrAllAsync(request.Parent, context);
        var today = time.Today();
        return await database.ReadAsync(
            async session =>
            {
                var documents = await DeliverableTable.NewestItemsAsync(session, programme, subProject);
                var all = (await DeliverableTable.AllAsync(session, programme, subProject)).ToLookup(
                    deliverable => ResourceNames.Parent(deliverable.Name),
                    StringComparer.Ordinal
                );
                return new SummariseDeliverablesResponse
                {
                    Summaries =
                    {
                        documents
                            .Keys.Union(all.Select(group => group.Key))
                            .Where(name => Caller.Current.May("mandates.read", name))
                            .Order(StringComparer.Ordinal)
                            .Select(name => Summary(name, documents.GetValueOrDefault(name), [.. all[name]], today)),
                    },
                };
            },
            context.CancellationToken
        );
    }

    private static DeliverableSummary Summary(
        string subProject,
        (string? Mandate, IReadOnlyList<DocumentItem>? Items) document,
        IReadOnlyList<Deliverable> deliverables,
        DateOnly today
    )
    {
        var items = CoverageRules.Of(document.Mandate ?? "", document.Items ?? [], deliverables, today).Items;
        return new()
        {
            SubProject = subProject,
            Mandate = document.Mandate ?? "",
            ItemCount = items.Count,
            UnansweredItemCount = items.Count(item => item.Standing == ItemStanding.Unanswered),
            AcceptedItemCount = items.Count(item => item.Standing == ItemStanding.Accepted),
            DeliverableCount = deliverables.Count,
            WaitingCount = deliverables.Count(one => one.State == DeliverableState.HandedIn),
            LateCount = deliverables.Count(one => CoverageRules.IsLate(one, today)),
            AcceptedCount = deliverables.Count(one => one.State == DeliverableState.Accepted),
        };
    }
}
