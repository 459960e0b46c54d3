using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListScoreDifferencesResponse> ListScoreDifferences(
        ListScoreDifferencesRequest request,
        ServerCallContext context
    )
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Parent), context);
        return await database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Parent, clock.Today());
                var read = await EvaluationTable.ReadAsync(session, request.Parent);
                if (
                    (
                        EvaluationRules.WhyHidden(procurement, MemberRules.Of(read.Members, own))
                        ?? (read.Disclosed ? null : new(procurement.Name, "EVALUATIONS_BLIND"))
                    ) is
                    { } refusal
                )
                    throw Problem.Precondition([refusal]);
                var page = Page.Of(request);
                var skipped = (int)page.Number(0, first: 0);
                var rows = ScoreDifferences.Of(read).Index().Skip(skipped).Take(page.Limit).ToList();
                var response = new ListScoreDifferencesResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.ScoreDifferences,
                    row => row.Item,
                    row => [(row.Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
