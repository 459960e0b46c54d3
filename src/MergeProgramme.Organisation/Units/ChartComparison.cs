using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Organisation.Units;

/// <summary>Holds the charts of today against the new one. Pure.</summary>
internal static class ChartComparison
{
    /// <summary>What is not placed, how many positions each unit has, and which heads stand in line for the same new unit.</summary>
    /// <param name="date">Units that ended before the day are left out.</param>
    public static UnitSummary Compare(
        IReadOnlyCollection<Unit> units,
        IReadOnlyCollection<UnitMapping> mappings,
        IReadOnlyCollection<PositionCount> counts,
        DateOnly date
    )
    {
        Unit[] there = [.. units.Where(u => UnitRules.IsDrawn(u, date))];
        var tree = new UnitTree(units);
        var summary = new UnitSummary { NewUnitCount = there.Count(u => u.NewOrganisation) };
        summary.Charts.AddRange(Charts(there, tree, mappings, counts));
        summary.UnitCounts.AddRange(Counts(there, tree, counts));
        summary.Overlaps.AddRange(Overlaps(there, mappings));
        return summary;
    }

    private static IEnumerable<ChartSummary> Charts(
        Unit[] there,
        UnitTree tree,
        IEnumerable<UnitMapping> mappings,
        IReadOnlyCollection<PositionCount> counts
    )
    {
        var mapped = mappings.Select(m => m.FromUnit).ToHashSet(StringComparer.Ordinal);
        // What stands above or below a mapped unit goes with it.
        var covered = mapped.SelectMany(name => tree.Upwards(name).Select(u => u.Name).Concat(tree.Within(name))).ToHashSet();
        var byMunicipality = counts.ToLookup(c => tree.Find(c.Unit)?.Municipality ?? "");
        return
        [
            .. there
                .Where(u => !u.NewOrganisation)
                .GroupBy(u => (u.Municipality, u.MunicipalityDisplayName))
                .OrderBy(chart => chart.Key.MunicipalityDisplayName, StringComparer.CurrentCulture)
                .Select(chart =>
                {
                    PositionCount[] own = [.. byMunicipality[chart.Key.Municipality]];
                    int Sum(Func<PositionCount, bool> which) => own.Where(which).Sum(c => c.Count);
                    return new ChartSummary
                    {
                        Municipality = chart.Key.Municipality,
                        MunicipalityDisplayName = chart.Key.MunicipalityDisplayName,
                        UnitCount = chart.Count(),
                        UnmappedUnitCount = chart.Count(u => !covered.Contains(u.Name)),
                        PositionCount = Sum(_ => true),
                        PercentHundredths = own.Sum(c => c.Percents),
                        YearlyCost = Ore.ToMoney(own.Sum(c => c.Cost)),
                        VacantCount = Sum(c => c.Vacant),
                        NotPlacedCount = Sum(c => c.Placement == Placement.Unspecified),
                        ProposedCount = Sum(c => c.Placement == Placement.Proposed),
                        AgreedCount = Sum(c => c.Placement == Placement.Agreed),
                    };
                }),
        ];
    }

    private static IEnumerable<UnitCount> Counts(Unit[] there, UnitTree tree, IReadOnlyCollection<PositionCount> counts)
    {
        // A new unit has the positions that are placed in it.
        var (today, placed) = (counts.ToLookup(c => c.Unit), counts.ToLookup(c => c.NewUnit));
        foreach (var unit in there)
        {
            var own = unit.NewOrganisation ? placed : today;
            PositionCount[] within = [.. tree.Within(unit.Name).SelectMany(name => own[name])];
            if (within.Length > 0)
                yield return new UnitCount
                {
                    Unit = unit.Name,
                    PositionCount = within.Sum(c => c.Count),
                    PercentHundredths = within.Sum(c => c.Percents),
                    VacantCount = within.Where(c => c.Vacant).Sum(c => c.Count),
                };
        }
    }

    private static IEnumerable<HeadOverlap> Overlaps(Unit[] there, IEnumerable<UnitMapping> mappings)
    {
        var byName = there.ToDictionary(u => u.Name, StringComparer.Ordinal);
        return
        [
            .. mappings
                .GroupBy(m => m.FromUnit)
                .SelectMany(Following)
                .Where(m => byName.ContainsKey(m.FromUnit) && byName.ContainsKey(m.ToUnit))
                .GroupBy(m => m.ToUnit)
                .Select(into =>
                    (
                        New: byName[into.Key],
                        Old: into.Select(m => byName[m.FromUnit]).Where(u => u.Head.Length > 0).DistinctBy(u => u.Head).ToList()
                    )
                )
                .Where(overlap => overlap.Old.Count > 1)
                .OrderBy(overlap => overlap.New.Level)
                .ThenBy(overlap => overlap.New.DisplayName, StringComparer.CurrentCulture)
                .Select(overlap => new HeadOverlap
                {
                    NewUnit = overlap.New.Name,
                    NewUnitDisplayName = overlap.New.DisplayName,
                    Units = { overlap.Old.OrderBy(u => u.MunicipalityDisplayName, StringComparer.CurrentCulture) },
                }),
        ];
    }

    // A head follows where most of the unit goes.
    private static IEnumerable<UnitMapping> Following(IEnumerable<UnitMapping> ofUnit)
    {
        List<UnitMapping> all = [.. ofUnit];
        var most = all.Max(Weight);
        return all.Where(m => Weight(m) == most);
    }

    private static int Weight(UnitMapping mapping) => mapping.Extent == MappingExtent.Whole ? 100 : mapping.SharePercent;
}
