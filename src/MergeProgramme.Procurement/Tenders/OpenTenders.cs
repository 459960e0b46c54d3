using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ProcurementCase> OpenTenders(OpenTendersRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Name);
                var current = await CaseTable.GetAsync(session, request.Name, NorwegianTime.DateIn(session.Now));
                Etags.Require(request.Etag, current.Etag, current.Name);
                var member = MemberRules.Of(await MemberTable.AllAsync(session, request.Name), own);
                var openers = await CaseTable.OpenersAsync(session, ResourceNames.Programme(request.Name), request.Name);
                var tenders = await TenderTable.AllAsync(session, request.Name);
                if (
                    (
                        MemberRules.WhyNot(member, current.Name)
                        ?? TenderRules.WhyNotOpened(
                            current,
                            tenders,
                            [.. openers.Select(o => o.Opener)],
                            Caller.Current.Id,
                            session.Now
                        )
                    ) is
                    { } refusal
                )
                    throw Problem.Precondition([refusal]);
                await session.ExecuteAsync(
                    """
                    INSERT INTO case_openings (procurement_case, position, opener, display_name, open_time)
                    VALUES (@Name, @Position, @Id, @DisplayName, @Now)
                    """,
                    new
                    {
                        request.Name,
                        Position = openers.Count,
                        Caller.Current.Id,
                        Caller.Current.DisplayName,
                        Now = Instants.ToMicroseconds(session.Now),
                    }
                );
                var next = current.Clone();
                next.OpenerDisplayNames.Add(Caller.Current.DisplayName);
                if (openers.Count + 1 < TenderRules.Openers)
                {
                    await CaseTable.UpdateAsync(session, next, current.Etag, "procurement.procurementCase.openingBegun");
                    return next;
                }
                foreach (var tender in tenders.Where(t => t.State == TenderState.Sealed))
                {
                    // A seal that cannot be broken is found now, before anybody reckons with the tender.
                    await TenderTable.UnsealAsync(session, seal, tender);
                    tender.State = TenderState.Opened;
                    await TenderTable.UpdateAsync(session, tender, "procurement.tender.opened");
                    await TenderTable.LogAsync(session, request.Name, tender.Name, TenderAccessKind.Opened);
                }
                next.State = ProcurementCaseState.Opened;
                next.OpenTime = Instants.ToTimestamp(session.Now);
                await CaseTable.UpdateAsync(session, next, current.Etag, "procurement.procurementCase.opened");
                return next;
            }
        );
    }
}
