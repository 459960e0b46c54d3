using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Consensus> GetConsensus(GetConsensusRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.ReadAsync(
            async session =>
            {
                var procurementCase = request.Name[..request.Name.LastIndexOf('/')];
                var procurement = await CaseTable.GetAsync(session, procurementCase, clock.Today());
                var member = MemberRules.Of(await MemberTable.AllAsync(session, procurementCase), own);
                return EvaluationRules.WhyHidden(procurement, member) is { } refusal
                    ? throw Problem.Precondition([refusal])
                    : await ConsensusTable.ReadAsync(session, procurementCase);
            },
            context.CancellationToken
        );
    }
}
