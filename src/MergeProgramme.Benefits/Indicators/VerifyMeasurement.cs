using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Measurement> VerifyMeasurement(VerifyMeasurementRequest request, ServerCallContext context)
    {
        List<Violation> wrong = [.. IndicatorRules.CheckAnswer(request)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        var caller = Caller.Current;
        var own =
            caller.Kind == CallerKind.Person
                ? await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context)
                : [];
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var indicatorName = ResourceNames.Parent(request.Name);
                await IndicatorTable.LockAsync(session, indicatorName);
                var current = await MeasurementTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State != MeasurementState.Measured)
                    throw Problem.Precondition(current.Name, "MEASUREMENT_ANSWERED");
                var indicator = await IndicatorTable.GetAsync(session, indicatorName);
                var receiver =
                    indicator.Benefit.Length == 0 ? "" : (await HandoverTable.ReceiverAsync(session, indicator.Benefit)).Item1;
                if (
                    LedgerRules.CheckVerifier(
                        current.Name,
                        current.Creator,
                        caller.Kind == CallerKind.Internal ? "" : caller.Id,
                        caller.DisplayName,
                        own,
                        indicator.Owner,
                        receiver
                    ) is
                    { } who
                )
                    throw Problem.Precondition([
                        who with
                        {
                            Reason =
                                who.Reason == "VERIFIER_ENTERED"
                                    ? "MEASUREMENT_VERIFIER_ENTERED"
                                    : "MEASUREMENT_VERIFIER_IS_OWNER",
                        },
                    ]);
                var next = current.Clone();
                (next.State, next.VerifyReason) = (request.State, request.Reason);
                (next.VerifierDisplayName, next.VerifyTime) = (caller.DisplayName, Instants.ToTimestamp(session.Now));
                next.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE measurements SET state = @State, verifier_display_name = @VerifierDisplayName, verify_time = @VerifyTime,
                        verify_reason = @VerifyReason, etag = @Etag
                    WHERE name = @Name
                    """,
                    next,
                    current.Etag
                );
                session.Append(
                    next.State == MeasurementState.Verified ? "benefits.measurement.verified" : "benefits.measurement.refused",
                    next.Name,
                    next
                );
                return next;
            }
        );
    }
}
