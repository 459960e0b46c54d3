using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.StatutoryRules;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListStatutoryRulesResponse> ListStatutoryRules(
        ListStatutoryRulesRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var all = await StatutoryRuleTable.AllAsync(session, request.Parent, request.Date.ToDateOnly() ?? time.Today());
                // Dozens at most: whether one applies follows from the others, so all are read.
                var asked = all.Where(r => request.BodyKind == BodyKind.Unspecified || r.BodyKind == request.BodyKind)
                    .Where(r => string.CompareOrdinal(StatutoryRuleTable.Place(r), page.Key(0)) > 0)
                    .Take(page.Limit)
                    .ToList();
                var response = new ListStatutoryRulesResponse
                {
                    NewestEffectDate = all.Max(r => r.EffectDate.ToDateOnly()).ToDate(),
                };
                response.NextPageToken = page.Fill(asked, response.StatutoryRules, r => [StatutoryRuleTable.Place(r)]);
                return response;
            },
            context.CancellationToken
        );
}
