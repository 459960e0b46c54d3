using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<V1.Realisation> GetRealisation(GetRealisationRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var scope = request.Scope.Length == 0 ? request.Parent : request.Scope;
        if (scope != request.Parent && !scope.StartsWith(request.Parent + "/", StringComparison.Ordinal))
            throw Problem.Invalid("scope", "OTHER_PROGRAMME", scope);
        var isMeasure = ResourceNames.Matches("programmes/{programme}/measures/{measure}", scope);
        var (planned, expected, (realised, verified), measures) = await database.ReadAsync(
            async session =>
            {
                var measures = await MeasureTable.InScopeAsync(session, scope);
                // Totals are kept of what measures add to; a measure's own are computed.
                return isMeasure
                    ? (
                        await KeptTotals.ReadPlanAsync(session, scope),
                        measures.Aggregate(new Totals(), (all, one) => all.Add(MeasureProfile.Expected(one))),
                        await LedgerTable.TotalsAsync(session, scope),
                        measures
                    )
                    : (
                        await KeptTotals.ReadAsync(session, scope, Basis.Planned),
                        await KeptTotals.ReadAsync(session, scope, Basis.Expected),
                        (
                            await KeptTotals.ReadAsync(session, scope, Basis.Realised),
                            await KeptTotals.ReadAsync(session, scope, Basis.Verified)
                        ),
                        measures
                    );
            },
            context.CancellationToken
        );
        var assumptions = Simulation.Complete(request.Assumptions, measures.Count);
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
