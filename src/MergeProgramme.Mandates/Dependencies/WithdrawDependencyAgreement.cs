using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<DependencyAgreement> WithdrawDependencyAgreement(
        WithdrawDependencyAgreementRequest request,
        ServerCallContext context
    ) =>
        ActAsync(
            request,
            request.Name,
            request.Taker,
            request.Etag,
            new() { Act = DependencyAct.Withdraw, Reason = request.Reason.Trim() },
            "withdrawn",
            (agreement, today) =>
            {
                return [];
            },
            context
        );
}
