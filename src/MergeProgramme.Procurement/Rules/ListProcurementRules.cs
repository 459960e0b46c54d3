using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListProcurementRulesResponse> ListProcurementRules(
        ListProcurementRulesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                IEnumerable<ProcurementRule> asked = await RuleTable.AllAsync(session, request.Parent);
                if (request.EffectiveOn.ToDateOnly() is { } day)
                    asked = DatedRules.InEffect([.. asked], day);
                // Dozens at most.
                var rest = asked.Where(r => string.CompareOrdinal(RuleTable.Place(r), page.Key(0)) > 0).Take(page.Limit).ToList();
                var response = new ListProcurementRulesResponse();
                response.NextPageToken = page.Fill(rest, response.ProcurementRules, r => [RuleTable.Place(r)]);
                return response;
            },
            context.CancellationToken
        );
    }
}
