using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Period> ResolvePeriod(ResolvePeriodRequest request, ServerCallContext context) =>
        Task.FromResult(new Period { Label = request.Label }.Resolved(request.ReferenceDate.ToDateOnly() ?? time.Today()));
}
