using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> ReturnDependencyAgreement(
        ReturnDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Taker,
            request.Etag,
            new() { Act = DependencyAct.Return, Reason = request.Reason.Trim() },
            "returned",
            (agreement, today) =>
            {
                agreement.PromisedDate = null;
                agreement.DeliveredDate = null;
                return [];
            },
            context
        );
}
