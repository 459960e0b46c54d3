using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Units;

/// <summary>What the mappings of one unit must not contradict: together they are never more than the whole. Pure.</summary>
internal static class MappingRules
{
    private const int Whole = 100;

    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(UnitMapping mapping)
    {
        if (mapping.FromUnit == mapping.ToUnit)
            yield return new("unit_mapping.to_unit", "MAPPING_TO_ITSELF");
        if (mapping.Extent == MappingExtent.Share && mapping.SharePercent is < 1 or >= Whole)
            yield return new("unit_mapping.share_percent", "SHARE_NOT_PART", mapping.SharePercent);
        if (mapping.Extent is MappingExtent.Whole or MappingExtent.Part && mapping.SharePercent != 0)
            yield return new("unit_mapping.share_percent", "SHARE_NOT_ASKED");
        if (mapping.Extent == MappingExtent.Part && string.IsNullOrWhiteSpace(mapping.Part))
            yield return new("unit_mapping.part", "PART_MISSING");
    }

    /// <summary>All that is wrong with where it goes from and to.</summary>
    public static IEnumerable<Violation> CheckUnits(Unit from, Unit to)
    {
        if (from.NewOrganisation)
            yield return new("unit_mapping.from_unit", "MAPPING_FROM_NEW", from.DisplayName);
        if (!to.NewOrganisation)
            yield return new("unit_mapping.to_unit", "MAPPING_TO_OLD", to.DisplayName);
    }

    /// <summary>What stands against one more mapping of a unit beside those that it has.</summary>
    /// <param name="others">The unit's mappings so far.</param>
    public static IEnumerable<Violation> CheckBeside(IReadOnlyCollection<UnitMapping> others, UnitMapping mapping)
    {
        if (others.FirstOrDefault(o => o.ToUnit == mapping.ToUnit) is { } same)
        {
            yield return new("unit_mapping.to_unit", "MAPPING_TWICE", same.ToUnitDisplayName);
            yield break;
        }
        if (others.FirstOrDefault(o => o.Extent == MappingExtent.Whole) is { } whole)
        {
            yield return new("unit_mapping.extent", "MAPPED_WHOLE", whole.ToUnitDisplayName);
            yield break;
        }
        if (mapping.Extent == MappingExtent.Whole && others.Count > 0)
        {
            yield return new("unit_mapping.extent", "MAPPED_ALREADY", others.First().ToUnitDisplayName);
            yield break;
        }
        var taken = others.Sum(o => o.SharePercent);
        // A part that nobody measured is more than nothing.
        var unmeasured = others.Any(o => o.Extent == MappingExtent.Part) || mapping.Extent == MappingExtent.Part;
        var left = Whole - taken - (unmeasured ? 1 : 0);
        if (mapping.SharePercent > left || (mapping.Extent == MappingExtent.Part && left < 0))
            yield return new("unit_mapping.share_percent", "SHARES_EXCEED_WHOLE", taken, Math.Max(0, left));
    }
}
