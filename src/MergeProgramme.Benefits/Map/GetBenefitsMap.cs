using Grpc.Core;
using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    private const int MostNodesOfAKind = 1000;
    private const int MostFindings = 500;

    public override async Task<BenefitsMap> GetBenefitsMap(GetBenefitsMapRequest request, ServerCallContext context)
    {
        var programme = request.Parent;
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        var (goals, benefits, measures, enablers) = await database.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<Goal>(
                        "SELECT * FROM goals WHERE parent = @programme ORDER BY kind, position, name",
                        new { programme }
                    ),
                    await session.QueryAsync<Benefit>(
                        $"SELECT {BenefitTable.Columns} FROM benefits WHERE parent = @programme ORDER BY position, name",
                        new { programme }
                    ),
                    await session.QueryAsync<MapMeasure>(
                        """
                        SELECT name, title, COALESCE(benefit, '') AS benefit, owner, effect_likely, effect_high, state, etag FROM measures
                        WHERE parent = @programme AND state <> @Dropped ORDER BY position, name
                        """,
                        new { programme, MeasureState.Dropped }
                    ),
                    await EnablerTable.OfProgrammeAsync(session, programme)
                ),
            context.CancellationToken
        );
        var sources =
            enablers.Count == 0
                ? new EnablerSources(null, null)
                : await EnablerSources.ReadAsync(mandates, procurement, programme, context.CancellationToken);
        var findings = MapRules.Check(
            goals,
            benefits,
            measures,
            enablers.Where(e => sources.Of(e) is null).Select(e => ResourceNames.Parent(e.Name)).ToHashSet(StringComparer.Ordinal)
        );
        var map = new BenefitsMap { FindingCount = findings.Count };
        map.Findings.AddRange(findings.Take(MostFindings));
        if (request.Goal.Length > 0)
        {
            if (!goals.Exists(g => g.Name == request.Goal))
                throw Problem.Invalid("goal", "NOT_FOUND", request.Goal);
            goals.RemoveAll(g => g.Name != request.Goal);
            benefits.RemoveAll(b => b.Goal != request.Goal);
            var ofGoal = benefits.Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
            measures.RemoveAll(m => !ofGoal.Contains(m.Benefit));
        }
        map.Truncated = benefits.Count > MostNodesOfAKind || measures.Count > MostNodesOfAKind;
        Fill(map, goals, [.. benefits.Take(MostNodesOfAKind)], [.. measures.Take(MostNodesOfAKind)], enablers, sources);
        return map;
    }

    private static void Fill(
        BenefitsMap map,
        List<Goal> goals,
        List<Benefit> benefits,
        List<MapMeasure> measures,
        List<Enabler> enablers,
        EnablerSources sources
    )
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var byBenefit = measures.ToLookup(m => m.Benefit, StringComparer.Ordinal);
        foreach (var goal in goals)
            Add(
                new()
                {
                    Name = goal.Name,
                    Kind = MapNodeKind.Goal,
                    Title = goal.Text,
                    Amount = goal.Amount,
                }
            );
        foreach (var benefit in benefits)
        {
            var ofBenefit = byBenefit[benefit.Name].ToList();
            Add(
                new()
                {
                    Name = benefit.Name,
                    Kind = MapNodeKind.Benefit,
                    Title = benefit.Text,
                    Owner = benefit.Owner,
                    Amount = ofBenefit.Count == 0 ? null : Ore.ToMoney(ofBenefit.Sum(m => m.EffectLikely)),
                    Etag = benefit.Etag,
                }
            );
            Lead(benefit.Name, benefit.Goal);
        }
        foreach (var measure in measures)
        {
            Add(
                new()
                {
                    Name = measure.Name,
                    Kind = MapNodeKind.Measure,
                    Title = measure.Title,
                    Owner = measure.Owner,
                    Amount = Ore.ToMoney(measure.EffectLikely),
                    Done = measure.State == MeasureState.Decided,
                    Etag = measure.Etag,
                }
            );
            Lead(measure.Name, measure.Benefit);
        }
        foreach (var enabler in enablers.Where(e => shown.Contains(ResourceNames.Parent(e.Name))))
        {
            var known = sources.Of(enabler);
            if (!shown.Contains(enabler.Source))
                Add(
                    new()
                    {
                        Name = enabler.Source,
                        Kind = EnablerSources.KindOf(enabler.Source),
                        Title = known?.Title ?? enabler.SourceTitle,
                        Done = known?.Done ?? false,
                    }
                );
            Lead(enabler.Source, ResourceNames.Parent(enabler.Name), enabler.Name);
        }

        void Add(MapNode node)
        {
            shown.Add(node.Name);
            map.Nodes.Add(node);
        }

        // Both ends are shown, or there is nothing to draw.
        void Lead(string from, string to, string enabler = "")
        {
            if (to.Length > 0 && shown.Contains(to))
                map.Edges.Add(
                    new MapEdge
                    {
                        From = from,
                        To = to,
                        Enabler = enabler,
                    }
                );
        }
    }
}
