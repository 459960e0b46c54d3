using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<ListCriteriaResponse> ListCriteria(ListCriteriaRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Parent, clock.Today());
                var page = Page.Of(request);
                var all = await CriterionTable.AllAsync(session, request.Parent);
                var response = new ListCriteriaResponse();
                // Dozens at most.
                var rest = all.Index().Where(c => c.Index > page.Number(0, -1)).Take(page.Limit).ToList();
                response.NextPageToken = page.Fill(
                    rest,
                    response.Criteria,
                    c => c.Item,
                    c => [c.Index.ToString(CultureInfo.InvariantCulture)]
                );
                if (procurement.State == ProcurementCaseState.Preparation)
                {
                    var rules = await RuleTable.AllAsync(session, ResourceNames.Programme(request.Parent));
                    response.Findings.Add(
                        CriteriaRules.Findings(
                            all,
                            DatedRules.On(rules, ProcurementRuleKind.EnvironmentWeight, clock.Today()),
                            procurement.EnvironmentReason
                        )
                    );
                }
                return response;
            },
            context.CancellationToken
        );
}
