using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> DeliverDependencyAgreement(
        DeliverDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Giver,
            request.Etag,
            new()
            {
                Act = DependencyAct.Deliver,
                Date = request.DeliveredDate ?? time.Today().ToDate(),
                Reason = request.Reason.Trim(),
                SaidBy = request.SaidBy,
                SaidDate = request.SaidDate,
            },
            "delivered",
            (agreement, today) =>
            {
                agreement.DeliveredDate = request.DeliveredDate ?? today.ToDate();
                return [.. DependencyLifecycle.CheckDeliver(agreement, request, today)];
            },
            context
        );
}
