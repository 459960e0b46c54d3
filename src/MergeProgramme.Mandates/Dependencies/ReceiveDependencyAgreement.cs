using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> ReceiveDependencyAgreement(
        ReceiveDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Taker,
            request.Etag,
            new()
            {
                Act = DependencyAct.Receive,
                Date = request.ReceivedDate ?? time.Today().ToDate(),
                Reason = request.Reason.Trim(),
            },
            "received",
            (agreement, today) =>
            {
                agreement.ReceivedDate = request.ReceivedDate ?? today.ToDate();
                return DependencyLifecycle.CheckReceive(agreement, agreement.ReceivedDate.ToDateOnly()!.Value, today) is { } wrong
                    ? [wrong]
                    : [];
            },
            context
        );
}
