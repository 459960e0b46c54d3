using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>The text as it was frozen once decided, never written anew; before that as it stands now.</summary>
    public override Task<MandateText> GetMandateText(GetMandateTextRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
                await DecisionTable.FindTextAsync(session, request.Name)
                ?? CanonicalText.Of(await MandateTable.GetAsync(session, request.Name)),
            context.CancellationToken
        );
}
