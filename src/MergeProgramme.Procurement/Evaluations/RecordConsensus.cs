using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Consensus> RecordConsensus(RecordConsensusRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var procurement = await CaseTable.GetAsync(session, request.Name, today);
                var read = await EvaluationTable.ReadAsync(session, request.Name);
                if (
                    (
                        MemberRules.WhyNot(MemberRules.Of(read.Members, own), procurement.Name)
                        ?? EvaluationRules.WhyLocked(procurement)
                        ?? (read.Disclosed ? null : new(procurement.Name, "EVALUATIONS_BLIND"))
                    ) is
                    { } refusal
                )
                    throw Problem.Precondition([refusal]);
                if (
                    EvaluationRules
                        .Check(
                            request.Consensus,
                            procurement,
                            read.Members,
                            [.. EvaluationRules.Compared(read.Tenders)],
                            read.Scored,
                            today
                        )
                        .ToList() is
                    { Count: > 0 } wrong
                )
                    throw Problem.Invalid(wrong);
                var current = await ConsensusTable.ReadAsync(session, request.Name);
                Etags.Require(request.Consensus.Etag, current.Etag, current.Name);
                var next = request.Consensus.Clone();
                next.Name = current.Name;
                next.RecordTime = Instants.ToTimestamp(session.Now);
                next.RecorderDisplayName = Caller.Current.DisplayName;
                await ConsensusTable.WriteAsync(session, next);
                var written = await ConsensusTable.ReadAsync(session, request.Name);
                session.Append("procurement.consensus.recorded", written.Name, written);
                return written;
            }
        );
    }
}
