using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<CriticalSuccessFactor> GetCriticalSuccessFactor(
        GetCriticalSuccessFactorRequest request,
        ServerCallContext context
    ) => database.ReadAsync(session => FactorTable.GetAsync(session, request.Name), context.CancellationToken);
}
