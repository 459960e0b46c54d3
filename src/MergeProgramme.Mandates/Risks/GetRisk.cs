using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Risk> GetRisk(GetRiskRequest request, ServerCallContext context) =>
        database.ReadAsync(session => RiskTable.GetAsync(session, request.Name, time.Today()), context.CancellationToken);
}
