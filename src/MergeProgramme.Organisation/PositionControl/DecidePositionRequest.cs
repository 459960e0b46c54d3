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
    public override async Task<PositionRequest> DecidePositionRequest(
        DecidePositionRequestRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.Name);
        var caller = Caller.Current;
        var isPerson = caller.Kind == CallerKind.Person;
        var candidates = isPerson
            ? await OwnDecidersAsync(request, programme, context)
            : [request.Decider.Length > 0 ? request.Decider : throw Problem.Invalid("decider", "REQUIRED")];
        var participationMissing = (await Participation.OfAsync(stakeholders, request.Name, context)).IsMissing;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, programme);
                var tree = await PositionRequestTable.TreeAsync(session, programme);
                var current = await PositionRequestTable.GetAsync(session, request.Name, tree);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var day = request.DecideDate.ToDateOnly() ?? today;
                if (isPerson && day != today)
                    throw Problem.Invalid("decide_date", "DECIDED_TODAY_ONLY");
                var to = ControlLifecycle.StateOf(request.Verdict);
                if (ControlLifecycle.CheckMove(current, to) is { } move)
                    throw Problem.Precondition([move]);
                var decider = candidates.FirstOrDefault(
                    c => Deciders.Check(current, tree, c, caller.Id, day) is null,
                    candidates[0]
                );
                if (Deciders.Check(current, tree, decider, isPerson ? caller.Id : "", day) is { } who)
                    throw Problem.Precondition([who]);
                Refuse(ControlLifecycle.CheckDecision(current, request, day, today));
                await References.RequireAsync(
                    session,
                    programme,
                    new Reference("redeployed_person", request.RedeployedPerson, "persons"),
                    new Reference("redeployed_from_unit", request.RedeployedFromUnit, "units")
                );
                var decided = current.Clone();
                decided.State = to;
                decided.Decider = decider;
                decided.DecideDate = day.ToDate();
                decided.DecisionReason = request.Reason;
                decided.RedeployedPerson = request.RedeployedPerson;
                decided.RedeployedFromUnit = request.RedeployedFromUnit;
                decided.RedeployDate = request.RedeployDate;
                decided.ParticipationMissing = participationMissing;
                return await PositionRequestTable.MoveAsync(
                    session,
                    decided,
                    "organisation.positionRequest.decided",
                    current.Etag,
                    tree
                );
            }
        );
    }

    // People decide as the person that they are, and nobody else.
    private async Task<IReadOnlyList<string>> OwnDecidersAsync(
        DecidePositionRequestRequest request,
        string programme,
        ServerCallContext context
    )
    {
        var own = await CallerPersons.OfAsync(access, programme, context);
        if (own.Count == 0)
            throw Problem.Precondition(programme, "CALLER_IS_NO_PERSON");
        if (request.Decider.Length == 0)
            return own;
        return own.Contains(request.Decider) ? [request.Decider] : throw Problem.Invalid("decider", "DECIDER_NOT_ONESELF");
    }
}
