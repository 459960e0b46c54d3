using Grpc.Core;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<ItemCoverage> CheckItemCoverage(CheckItemCoverageRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var document = await MandateTable.GetAsync(session, request.Name);
                var subProject = ResourceNames.Parent(document.Name);
                return CoverageRules.Of(
                    document.Name,
                    DocumentItem.Of(document),
                    await DeliverableTable.AllAsync(session, ResourceNames.Programme(subProject), subProject),
                    time.Today()
                );
            },
            context.CancellationToken
        );
}
