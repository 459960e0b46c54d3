using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<V1.Realisation> GetRealisation(GetRealisationRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var scope = ScopeOf("scope", request.Parent, request.Scope);
        var isMeasure = ResourceNames.Matches("programmes/{programme}/measures/{measure}", scope);
        var (planned, expected, (realised, verified), measures, stored) = await database.ReadAsync(
            async session =>
            {
                // Totals are kept of what measures add to; a measure's own are computed.
                if (isMeasure)
                {
                    var own = await MeasureTable.InScopeAsync(session, scope);
                    return (
                        await KeptTotals.ReadPlanAsync(session, scope),
                        own.Aggregate(new Totals(), (all, one) => all.Add(MeasureProfile.Expected(one))),
                        await LedgerTable.TotalsAsync(session, scope),
                        own,
                        null
                    );
                }
                var isMany =
                    await MeasureTable.CountInScopeAsync(session, scope, MonteCarlo.MostMeasures + 1) > MonteCarlo.MostMeasures;
                return (
                    await KeptTotals.ReadAsync(session, scope, Basis.Planned),
                    await KeptTotals.ReadAsync(session, scope, Basis.Expected),
                    (
                        await KeptTotals.ReadAsync(session, scope, Basis.Realised),
                        await KeptTotals.ReadAsync(session, scope, Basis.Verified)
                    ),
                    isMany ? [] : await MeasureTable.InScopeAsync(session, scope),
                    isMany ? await StoredBand.ReadAsync(session, request, scope) : null
                );
            },
            context.CancellationToken
        );
        if (stored is not null)
            return stored.Reply(planned, expected, realised, verified, request.Granularity);
        var assumptions = MonteCarlo.Complete(request.Assumptions, measures.Count);
        return RealisationReply.Of(
            planned,
            expected,
            realised,
            verified,
            [.. measures.Select(MeasureProfile.Drawn)],
            assumptions,
            request.Granularity,
            context.CancellationToken
        );
    }
}
