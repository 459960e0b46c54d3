using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Comparison;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<CompareMandatesResponse> CompareMandates(CompareMandatesRequest request, ServerCallContext context)
    {
        var (mandate, other) = await database.ReadAsync(
            async session =>
                (await MandateTable.GetAsync(session, request.Name), await MandateTable.GetAsync(session, request.Other)),
            context.CancellationToken
        );
        return MandateComparison.Compare(mandate, other, Phrases.Of("Compare.Front", CultureInfo.CurrentUICulture));
    }
}
