using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<PositionRequestCheck> CheckPositionRequest(
        CheckPositionRequestRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.Name);
        var (tree, asked) = await database.ReadAsync(
            async session =>
            {
                var units = await PositionRequestTable.TreeAsync(session, programme);
                return (units, await PositionRequestTable.GetAsync(session, request.Name, units));
            },
            context.CancellationToken
        );
        var today = time.Today();
        var (caller, own) = (Caller.Current, await CallerPersons.OfAsync(access, programme, context));
        var deciders = Deciders.Of(tree, asked.Unit, asked.Requester, today);
        var isOpen = asked.State == PositionRequestState.Requested;
        var participation = isOpen ? await Participation.OfAsync(stakeholders, asked.Name, context) : null;
        return new PositionRequestCheck
        {
            Deciders = { deciders },
            Decider =
                isOpen && caller.May("organisation.decidePositions", request.Name)
                    ? deciders
                        .Select(d => d.Person)
                        .FirstOrDefault(
                            d => own.Contains(d) && Deciders.Check(asked, tree, d, caller.Id, today) is null,
                            defaultValue: ""
                        )
                    : "",
            ParticipationMissing = participation?.IsMissing ?? asked.ParticipationMissing,
            MissingParties = { participation?.Missing.Select(s => s.PartyDisplayName) ?? [] },
            MayWithdraw =
                ControlLifecycle.MayMove(asked.State, PositionRequestState.Withdrawn)
                && caller.May("organisation.requestPositions", asked.Name)
                && MayWithdraw(asked, own),
            DaysWaited = (asked.DecideDate.ToDateOnly() ?? today).DayNumber - asked.RequestDate.ToDateOnly()!.Value.DayNumber,
        };
    }
}
