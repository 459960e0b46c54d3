using CsCheck;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Units;

public sealed class UnitRulesTests
{
    private const string From = "programmes/p/units/fra";

    [Fact]
    public void A_tree_that_only_takes_what_makes_no_cycle_never_has_one() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9])
            .Array[0, 60]
            .Sample(moves =>
            {
                var units = Enumerable.Range(0, 10).Select(i => new Unit { Name = $"u{i}" }).ToList();
                foreach (var (child, parent) in moves)
                {
                    if (!new UnitTree(units).WouldCycle($"u{child}", $"u{parent}"))
                        units[child].ParentUnit = $"u{parent}";
                }
                // Every way upwards ends at a top.
                Assert.All(
                    units,
                    unit =>
                    {
                        var steps = 0;
                        for (var at = unit; at.ParentUnit.Length > 0; at = units.Find(u => u.Name == at.ParentUnit)!)
                            Assert.True(++steps < units.Count, "It runs in a circle");
                    }
                );
            });

    [Fact]
    public void A_tree_with_a_cycle_in_it_is_walked_all_the_same()
    {
        var tree = new UnitTree([new Unit { Name = "a", ParentUnit = "b" }, new Unit { Name = "b", ParentUnit = "a" }]);

        Assert.Equal(["a", "b"], tree.Upwards("a").Select(u => u.Name));
        Assert.Equal(2, tree.Within("a").Count);
        Assert.Null(tree.DepartmentOf("a"));
    }

    [Fact]
    public void The_department_of_a_unit_is_the_nearest_above_it()
    {
        var tree = new UnitTree([
            new Unit { Name = "top", Level = UnitLevel.Organisation },
            new Unit
            {
                Name = "dep",
                Level = UnitLevel.Department,
                ParentUnit = "top",
            },
            new Unit
            {
                Name = "unit",
                Level = UnitLevel.Unit,
                ParentUnit = "dep",
            },
        ]);

        Assert.Equal("dep", tree.DepartmentOf("unit")?.Name);
        Assert.Equal("dep", tree.DepartmentOf("dep")?.Name);
        Assert.Null(tree.DepartmentOf("top"));
        Assert.Equal((0, 2), (tree.DepthOf("top"), tree.DepthOf("unit")));
    }

    [Fact]
    public void Shares_that_were_let_in_never_exceed_the_whole() =>
        Gen.Select(Gen.OneOf(MappingExtent.Whole, MappingExtent.Share, MappingExtent.Part), Gen.Int[0, 120], Gen.Int[0, 20])
            .Array[0, 30]
            .Sample(wishes =>
            {
                List<UnitMapping> there = [];
                foreach (var (extent, share, to) in wishes)
                {
                    var mapping = Mapping(extent, $"u{to}", extent == MappingExtent.Share ? share : 0);
                    if (!MappingRules.Check(mapping).Any() && !MappingRules.CheckBeside(there, mapping).Any())
                        there.Add(mapping);
                }
                Assert.True(there.Sum(m => m.SharePercent) <= 100);
                Assert.Equal(there.Count, there.Select(m => m.ToUnit).Distinct().Count());
                if (there.Exists(m => m.Extent == MappingExtent.Whole))
                    Assert.Single(there);
                // A part that nobody measured is never nothing.
                if (there.Exists(m => m.Extent == MappingExtent.Part))
                    Assert.True(there.Sum(m => m.SharePercent) < 100);
            });

    [Fact]
    public void What_contradicts_is_named()
    {
        UnitMapping[] sixty = [Mapping(MappingExtent.Share, "u1", 60)];

        Assert.Equal(["SHARES_EXCEED_WHOLE"], Beside(sixty, Mapping(MappingExtent.Share, "u2", 41)));
        Assert.Empty(Beside(sixty, Mapping(MappingExtent.Share, "u2", 40)));
        Assert.Equal(["MAPPED_ALREADY"], Beside(sixty, Mapping(MappingExtent.Whole, "u2", 0)));
        Assert.Equal(["MAPPING_TWICE"], Beside(sixty, Mapping(MappingExtent.Share, "u1", 10)));
        Assert.Equal(["MAPPED_WHOLE"], Beside([Mapping(MappingExtent.Whole, "u1", 0)], Mapping(MappingExtent.Part, "u2", 0)));
        Assert.Equal(
            ["SHARES_EXCEED_WHOLE"],
            Beside(
                [Mapping(MappingExtent.Share, "u1", 60), Mapping(MappingExtent.Share, "u2", 40)],
                Mapping(MappingExtent.Part, "u3", 0)
            )
        );
    }

    [Fact]
    public void Heads_whose_units_go_mostly_into_one_new_unit_stand_in_line_for_it()
    {
        Unit Old(string id, string head) =>
            new()
            {
                Name = id,
                DisplayName = id,
                Municipality = $"m-{id}",
                MunicipalityDisplayName = id,
                Head = head,
            };
        var units = new[]
        {
            Old("askim", "kari"),
            Old("hobol", "ola"),
            Old("eidsberg", "berit"),
            Old("spydeberg", ""),
            new Unit
            {
                Name = "ny",
                DisplayName = "Hjemmetjenesten",
                NewOrganisation = true,
                // Vesting day lies ahead.
                StartDate = Office.Day(2020, 1, 1),
            },
            new Unit
            {
                Name = "annen",
                DisplayName = "En annen",
                NewOrganisation = true,
            },
        };
        UnitMapping Into(string from, string to, MappingExtent extent = MappingExtent.Whole, int share = 0) =>
            new()
            {
                FromUnit = from,
                ToUnit = to,
                Extent = extent,
                SharePercent = share,
            };

        var summary = ChartComparison.Compare(
            units,
            [
                Into("askim", "ny"),
                Into("hobol", "ny", MappingExtent.Share, 70),
                Into("hobol", "annen", MappingExtent.Share, 30),
                Into("eidsberg", "annen"),
                Into("spydeberg", "ny"),
            ],
            [
                new()
                {
                    Unit = "askim",
                    Count = 3,
                    Percents = 25_000,
                    Cost = 100,
                    Placement = Placement.Agreed,
                    NewUnit = "ny",
                },
                new()
                {
                    Unit = "askim",
                    Count = 1,
                    Percents = 10_000,
                    Cost = 50,
                    Vacant = true,
                },
            ],
            new DateOnly(2018, 1, 1)
        );

        var overlap = Assert.Single(summary.Overlaps);
        Assert.Equal("ny", overlap.NewUnit);
        Assert.Equal(["askim", "hobol"], overlap.Units.Select(u => u.Name));
        var askim = summary.Charts.Single(c => c.MunicipalityDisplayName == "askim");
        Assert.Equal(
            (4, 1, 0, 3, 1),
            (askim.PositionCount, askim.NotPlacedCount, askim.ProposedCount, askim.AgreedCount, askim.VacantCount)
        );
        Assert.Equal(3, summary.UnitCounts.Single(c => c.Unit == "ny").PositionCount);
        Assert.Equal(0, summary.Charts.Sum(c => c.UnmappedUnitCount));
    }

    private static string[] Beside(IReadOnlyCollection<UnitMapping> others, UnitMapping mapping) =>
        [.. MappingRules.CheckBeside(others, mapping).Select(v => v.Reason)];

    private static UnitMapping Mapping(MappingExtent extent, string to, int share) =>
        new()
        {
            FromUnit = From,
            ToUnit = to,
            Extent = extent,
            SharePercent = share,
            Part = extent == MappingExtent.Part ? "rehabilitering" : "",
        };
}
