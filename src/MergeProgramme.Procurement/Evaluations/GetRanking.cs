using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<V1.Ranking> GetRanking(GetRankingRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Name, clock.Today());
                var member = MemberRules.Of(await MemberTable.AllAsync(session, request.Name), own);
                if (EvaluationRules.WhyHidden(procurement, member) is { } refusal)
                    throw Problem.Precondition([refusal]);
                return await RankingReply.ReadAsync(session, seal, request.Name);
            },
            context.CancellationToken
        );
    }
}
