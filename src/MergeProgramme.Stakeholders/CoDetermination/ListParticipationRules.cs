using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListParticipationRulesResponse> ListParticipationRules(
        ListParticipationRulesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var all = await RuleTable.AllAsync(session, request.Parent, request.Date.ToDateOnly() ?? time.Today());
                // Dozens at most.
                var asked = all.Where(r => string.CompareOrdinal(RuleTable.Place(r), page.Key(0)) > 0).Take(page.Limit).ToList();
                var response = new ListParticipationRulesResponse
                {
                    NewestEffectDate = all.Max(r => r.EffectDate.ToDateOnly()).ToDate(),
                };
                response.NextPageToken = page.Fill(asked, response.ParticipationRules, r => [RuleTable.Place(r)]);
                return response;
            },
            context.CancellationToken
        );
    }
}
