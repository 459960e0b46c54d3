using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<PositionRequest> WithdrawPositionRequest(
        WithdrawPositionRequestRequest request,
        ServerCallContext context
    )
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await StepAsync(
            request,
            request.Name,
            request.Etag,
            PositionRequestState.Withdrawn,
            "organisation.positionRequest.withdrawn",
            (asked, _) =>
            {
                if (!MayWithdraw(asked, own))
                    throw Problem.Denied("organisation.write");
                asked.WithdrawReason = request.Reason;
                return null;
            },
            context
        );
    }

    // Nobody takes back what somebody else asked for, but the programme office.
    private static bool MayWithdraw(PositionRequest asked, IReadOnlyList<string> own) =>
        own.Contains(asked.Requester) || Caller.Current.May("organisation.write", asked.Name);

    /// <summary>A step of a request that only its state and its days decide on.</summary>
    /// <param name="take">Writes what the step says into the request, and says what is wrong with it on a day.</param>
    private Task<PositionRequest> StepAsync<TRequest>(
        TRequest request,
        string name,
        string etag,
        PositionRequestState to,
        string happened,
        Func<PositionRequest, DateOnly, Violation?> take,
        ServerCallContext context
    )
        where TRequest : IMessage<TRequest> =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(name);
                await ProgrammeTable.LockAsync(session, programme);
                var tree = await PositionRequestTable.TreeAsync(session, programme);
                var asked = await PositionRequestTable.GetAsync(session, name, tree);
                var currentEtag = asked.Etag;
                Etags.Require(etag, currentEtag, name);
                if (ControlLifecycle.CheckMove(asked, to) is { } move)
                    throw Problem.Precondition([move]);
                if (take(asked, NorwegianTime.DateIn(session.Now)) is { } wrong)
                    throw Problem.Invalid([wrong]);
                asked.State = to;
                return await PositionRequestTable.MoveAsync(session, asked, happened, currentEtag, tree);
            }
        );
}
