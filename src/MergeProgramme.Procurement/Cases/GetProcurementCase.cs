using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ProcurementCase> GetProcurementCase(GetProcurementCaseRequest request, ServerCallContext context) =>
        database.ReadAsync(session => CaseTable.GetAsync(session, request.Name, clock.Today()), context.CancellationToken);
}
