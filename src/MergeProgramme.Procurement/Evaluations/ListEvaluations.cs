using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListEvaluationsResponse> ListEvaluations(ListEvaluationsRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Parent), context);
        return await database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Parent, clock.Today());
                var read = await EvaluationTable.ReadAsync(session, request.Parent);
                var member = MemberRules.Of(read.Members, own);
                var shown = read.Disclosed && EvaluationRules.WhyHidden(procurement, member) is null;
                var page = Page.Of(request);
                var after = page.Key(0);
                var rows = read
                    .Members.Where(one =>
                        one.Role == CaseRole.Evaluator && string.CompareOrdinal(EvaluationTable.NameOf(one.Name), after) > 0
                    )
                    .OrderBy(one => one.Name, StringComparer.Ordinal)
                    .Take(page.Limit)
                    .Select(Shown)
                    .ToList();
                var response = new ListEvaluationsResponse { Disclosed = read.Disclosed };
                response.NextPageToken = page.Fill(rows, response.Evaluations, evaluation => [evaluation.Name]);
                return response;

                Evaluation Shown(CaseMember evaluator)
                {
                    var evaluation = read.Of(evaluator);
                    var mine = evaluator.Name == member?.Name;
                    if (!mine && !(shown && evaluation.State == EvaluationState.Finished))
                        evaluation.Scores.Clear();
                    evaluation.Own = mine;
                    return evaluation;
                }
            },
            context.CancellationToken
        );
    }
}
