using Grpc.Core;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    private const int MostTotalsDifferences = 100;

    public override async Task<RealisationTotalsCheck> CheckRealisationTotals(
        CheckRealisationTotalsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (!request.Repair)
            return await database.ReadAsync(
                async session => (await CheckTotalsAsync(session, request.Parent)).Check,
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (check, computed) = await CheckTotalsAsync(session, request.Parent);
                if (check.DifferenceCount == 0)
                    return check;
                await KeptTotals.RewriteAsync(session, request.Parent, computed);
                check.Repaired = true;
                session.Append("benefits.totals.repaired", request.Parent, check);
                return check;
            }
        );
    }

    private static async Task<(
        RealisationTotalsCheck Check,
        Dictionary<(string Scope, Basis Basis), Totals> Computed
    )> CheckTotalsAsync(Session session, string programme)
    {
        var (measures, computed) = await KeptTotals.ComputeAsync(session, programme);
        var kept = await KeptTotals.ReadAllAsync(session, programme);
        var check = new RealisationTotalsCheck
        {
            MeasureCount = measures,
            SumCount = kept.Values.Sum(totals => totals.Changes.Count()),
        };
        foreach (
            var (scope, basis) in kept
                .Keys.Union(computed.Keys)
                .OrderBy(k => k.Scope, StringComparer.Ordinal)
                .ThenBy(k => k.Basis)
        )
        {
            // What is left when one is taken from the other is what is wrong.
            var rest = new Totals()
                .Add(kept.GetValueOrDefault((scope, basis), new()))
                .Subtract(computed.GetValueOrDefault((scope, basis), new()));
            foreach (var (month, change) in rest.Changes)
            {
                check.DifferenceCount++;
                if (check.Differences.Count < MostTotalsDifferences)
                    check.Differences.Add($"{scope}, {basis}, {month.FirstDay:yyyy-MM}: kept less computed is {change} (øre)");
            }
        }
        return (check, computed);
    }
}
