using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Positions;

/// <summary>What a position must not contradict. Pure.</summary>
internal static class PositionRules
{
    /// <summary>A full position, in hundredths of a percent.</summary>
    public const int Full = 10_000;

    // Kroner a year of a full position. No law: below it somebody wrote thousands of kroner, above it øre or a sum of several.
    private const long LeastLikely = 10_000;
    private const long MostLikely = 5_000_000;

    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(Position position)
    {
        if (position.Vacant && position.Holder.Length > 0)
            yield return new("position.holder", "VACANT_WITH_HOLDER");
        if (!position.Vacant && position.VacantFromDate is not null)
            yield return new("position.vacant_from_date", "VACANT_FROM_NOT_ASKED");
        if (position.NewUnit.Length > 0 && position.Placement == Placement.Unspecified)
            yield return new("position.placement", "PLACEMENT_MISSING");
        if (position.NewUnit.Length == 0 && position.Placement != Placement.Unspecified)
            yield return new("position.new_unit", "NEW_UNIT_MISSING");
    }

    /// <summary>What is wrong with where it stands and goes.</summary>
    public static IEnumerable<Violation> CheckUnits(Unit unit, Unit? newUnit)
    {
        if (unit.NewOrganisation)
            yield return new("position.unit", "POSITION_IN_NEW_UNIT", unit.DisplayName);
        if (newUnit is { NewOrganisation: false })
            yield return new("position.new_unit", "PLACED_IN_OLD_UNIT", newUnit.DisplayName);
    }

    /// <summary>The yearly cost of a full position, where one of the percent costs so much.</summary>
    /// <param name="percentHundredths">1–10 000.</param>
    /// <returns>Øre, rounded down.</returns>
    public static long OfFull(long yearlyOre, int percentHundredths) => (long)((Int128)yearlyOre * Full / percentHundredths);

    /// <summary>Whether a yearly cost is so small or large that kroner and thousands of kroner were probably mixed up.</summary>
    public static bool IsUnlikely(long yearlyOre, int percentHundredths) =>
        OfFull(yearlyOre, percentHundredths) is < LeastLikely * 100 or > MostLikely * 100;

    /// <summary>The question to ask of an unlikely cost; nothing where it is likely or confirmed.</summary>
    public static IEnumerable<Violation> CheckCost(string field, long yearlyOre, int percentHundredths, bool confirmed)
    {
        if (!confirmed && IsUnlikely(yearlyOre, percentHundredths))
            yield return new(
                field,
                "COST_UNLIKELY",
                Platform.Web.Formats.Amount(Ore.ToMoney(yearlyOre)),
                Platform.Web.Formats.Amount(Ore.ToMoney(OfFull(yearlyOre, percentHundredths)))
            );
    }
}
