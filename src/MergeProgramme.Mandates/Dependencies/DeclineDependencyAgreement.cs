using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> DeclineDependencyAgreement(
        DeclineDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Giver,
            request.Etag,
            new()
            {
                Act = DependencyAct.Decline,
                Reason = request.Reason.Trim(),
                SaidBy = request.SaidBy,
                SaidDate = request.SaidDate,
            },
            "declined",
            (agreement, today) =>
            {
                agreement.PromisedDate = null;
                return [.. DependencyLifecycle.CheckSaid(agreement, request.SaidBy, request.SaidDate.ToDateOnly(), today)];
            },
            context
        );
}
