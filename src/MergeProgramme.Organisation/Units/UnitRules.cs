using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Units;

/// <summary>What a unit must not contradict. Pure.</summary>
internal static class UnitRules
{
    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(Unit unit)
    {
        if (unit.Municipality.Length == 0 && !unit.NewOrganisation)
            yield return new("unit.municipality", "UNIT_WITHOUT_CHART");
        else if (unit.Municipality.Length > 0 && unit.NewOrganisation)
            yield return new("unit.municipality", "UNIT_IN_TWO_CHARTS");
        if (End(unit.StartDate, unit.EndDate, "unit.end_date") is { } life)
            yield return life;
        if (unit.Delegate.Length == 0 && (unit.DelegateStartDate ?? unit.DelegateEndDate) is not null)
            yield return new("unit.delegate", "DELEGATE_MISSING");
        if (unit.Delegate.Length > 0 && unit.Delegate == unit.Head)
            yield return new("unit.delegate", "DELEGATE_IS_HEAD");
        if (End(unit.DelegateStartDate, unit.DelegateEndDate, "unit.delegate_end_date") is { } delegation)
            yield return delegation;
    }

    /// <summary>All that puts it in the wrong place under its parent.</summary>
    public static IEnumerable<Violation> CheckUnder(Unit parent, Unit unit)
    {
        if (parent.NewOrganisation != unit.NewOrganisation || parent.Municipality != unit.Municipality)
            yield return new("unit.parent_unit", "PARENT_IN_OTHER_CHART", parent.DisplayName);
        else if (unit.Level < parent.Level)
            yield return new("unit.level", "LEVEL_ABOVE_PARENT", parent.DisplayName);
    }

    /// <summary>Whether it has not ended before a day: what begins later, such as the new organisation, is drawn already.</summary>
    public static bool IsDrawn(Unit unit, DateOnly day) => day <= (unit.EndDate.ToDateOnly() ?? DateOnly.MaxValue);

    /// <summary>Whose chart it stands in: the municipality's name, or <c>new</c>.</summary>
    public static string ChartOf(Unit unit) => unit.NewOrganisation ? "new" : unit.Municipality;

    private static Violation? End(Google.Type.Date? first, Google.Type.Date? last, string field) =>
        first.ToDateOnly() is { } start && last.ToDateOnly() is { } end && end < start
            ? new(field, "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(end))
            : null;
}
