using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<PositionRequest> CreatePositionRequest(
        CreatePositionRequestRequest request,
        ServerCallContext context
    )
    {
        var requester = await RequesterAsync(request, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var asked = request.PositionRequest.Clone();
                asked.Requester = requester;
                await References.RequireAsync(
                    session,
                    request.Parent,
                    new Reference("position_request.position", asked.Position, "positions"),
                    new Reference("position_request.unit", asked.Unit, "units"),
                    new Reference("position_request.requester", asked.Requester, "persons")
                );
                Position? position = null;
                if (asked.Position.Length > 0)
                {
                    position = await PositionTable.GetAsync(session, asked.Position);
                    NewRequestRules.TakeFrom(asked, position);
                }
                var today = NorwegianTime.DateIn(session.Now);
                asked.RequestDate ??= today.ToDate();
                Refuse(NewRequestRules.Check(asked, position, request.CostConfirmed, today));
                var tree = await PositionRequestTable.TreeAsync(session, request.Parent);
                if (tree.DepartmentOf(asked.Unit) is null)
                    throw Problem.Invalid("position_request.unit", "UNIT_WITHOUT_DEPARTMENT", tree.Find(asked.Unit)!.DisplayName);
                await RequireNotAskedAsync(session, asked);
                Begin(asked, request.Parent, session);
                await PositionRequestTable.InsertAsync(session, request.Parent, [asked]);
                var created = await PositionRequestTable.GetAsync(session, asked.Name, tree);
                session.Append("organisation.positionRequest.created", created.Name, PositionRequestTable.Logged(created));
                return created;
            }
        );
    }

    private static void Begin(PositionRequest request, string programme, WriteSession session)
    {
        request.Name = $"{programme}/positionRequests/{Guid.CreateVersion7(session.Now):N}";
        request.State = PositionRequestState.Requested;
        request.ParticipationMissing = false;
        request.Creator = Caller.Current.Id;
        request.CreateTime = Instants.ToTimestamp(session.Now);
        request.Etag = Etags.New();
    }

    private async Task<string> RequesterAsync(CreatePositionRequestRequest request, ServerCallContext context)
    {
        var stated = request.PositionRequest.Requester;
        var caller = Caller.Current;
        var own = await CallerPersons.OfAsync(access, request.Parent, context);
        if (stated.Length > 0)
            return own.Contains(stated) || caller.May("organisation.write", request.Parent)
                ? stated
                : throw Problem.Denied("organisation.write");
        if (own.Count > 0)
            return own[0];
        throw caller.Kind == CallerKind.Person
            ? Problem.Precondition(request.Parent, "CALLER_IS_NO_PERSON")
            : Problem.Invalid("position_request.requester", "REQUIRED");
    }

    private static async Task RequireNotAskedAsync(Session session, PositionRequest asked)
    {
        if (asked.Position.Length == 0)
            return;
        var before = await session.QueryAsync<PositionRequest>(
            $"{PositionRequestTable.Select} WHERE r.position = @Position",
            new { asked.Position }
        );
        if (before.Find(b => ControlLifecycle.IsOpen(b.State)) is { } open)
            throw Problem.Precondition(
                open.Name,
                "IN_CONTROL_ALREADY",
                open.Title,
                NorwegianTime.Format(open.RequestDate.ToDateOnly()!.Value)
            );
    }
}
