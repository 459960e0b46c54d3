using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> AcceptDependencyAgreement(
        AcceptDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Taker,
            request.Etag,
            new() { Act = DependencyAct.Accept, Reason = request.Reason.Trim() },
            "accepted",
            (agreement, today) =>
            {
                return DependencyLifecycle.CheckAccept(agreement, request.Reason) is { } wrong ? [wrong] : [];
            },
            context
        );
}
