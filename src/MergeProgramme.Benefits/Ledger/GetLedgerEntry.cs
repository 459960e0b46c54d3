using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<LedgerEntry> GetLedgerEntry(GetLedgerEntryRequest request, ServerCallContext context) =>
        database.ReadAsync(session => LedgerTable.GetAsync(session, request.Name), context.CancellationToken);
}
