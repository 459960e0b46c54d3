using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation.Positions;

/// <summary>Positions as the rows of a sheet. Pure.</summary>
internal static class PositionSheet
{
    public const string Municipality = "municipality";
    public const string Unit = "unit";
    public const string Number = "number";
    public const string Code = "code";
    public const string Title = "title";
    public const string Percent = "percent";
    public const string Cost = "cost";
    public const string Holder = "holder";
    public const string Vacant = "vacant";
    public const string VacantFrom = "vacantFrom";
    public const string NewUnit = "newUnit";
    public const string PlacementColumn = "placement";

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(Municipality, false, "Kommune", "Municipality"),
        new(Unit, true, "Enhet", "Unit"),
        new(Number, false, "Stillingsnummer", "Position number"),
        new(Code, false, "Stillingskode", "Position code"),
        new(Title, true, "Stillingstittel", "Title"),
        new(Percent, true, "Stillingsprosent", "Percent"),
        new(Cost, true, "Årlig kostnad", "Yearly cost"),
        new(Holder, false, "Innehaver", "Holder"),
        new(Vacant, false, "Ledig", "Vacant"),
        new(VacantFrom, false, "Ledig fra", "Vacant from"),
        new(NewUnit, false, "Ny enhet", "New unit"),
        new(PlacementColumn, false, "Innplassering", "Placement"),
    ];

    private static readonly Dictionary<string, Placement> Placements = new(StringComparer.Ordinal)
    {
        [""] = Placement.Unspecified,
        ["IKKE PLASSERT"] = Placement.Unspecified,
        ["NOT PLACED"] = Placement.Unspecified,
        ["FORESLÅTT"] = Placement.Proposed,
        ["PROPOSED"] = Placement.Proposed,
        ["AVTALT"] = Placement.Agreed,
        ["AGREED"] = Placement.Agreed,
    };

    /// <summary>The positions of a sheet, without names. What is wrong is in the table's findings.</summary>
    /// <param name="taken">Numbers that positions of a municipality have already: the municipality and the number.</param>
    /// <param name="costsConfirmed">Whether unlikely costs are right.</param>
    public static List<Position> Read(
        SheetTable table,
        SheetRegister register,
        ISet<(string Municipality, string Number)> taken,
        bool costsConfirmed
    )
    {
        List<Position> read = [];
        foreach (var row in table.Rows)
        {
            var municipality = register.Municipality(table, row, Municipality);
            var unit = register.Unit(table, row, Unit, municipality, isNew: false, required: true);
            var newUnit = register.Unit(table, row, NewUnit, null, isNew: true, required: false);
            var holder = register.Person(table, row, Holder);
            var cost = table.Amount(row, Cost, required: true);
            var vacantFrom = table.Date(row, VacantFrom);
            var position = new Position
            {
                Title = table.Line(row, Title, required: true),
                Number = table.Line(row, Number, longest: 40),
                Code = table.Line(row, Code, longest: 40),
                PercentHundredths = table.Percent(row, Percent, required: true),
                YearlyCost = Ore.ToMoney(cost ?? 0),
                Unit = unit?.Name ?? "",
                UnitDisplayName = unit?.DisplayName ?? "",
                Municipality = unit?.Municipality ?? "",
                MunicipalityDisplayName = unit?.MunicipalityDisplayName ?? "",
                Holder = holder?.Name ?? "",
                HolderDisplayName = holder?.DisplayName ?? "",
                Vacant = table.Yes(row, Vacant) ?? vacantFrom is not null,
                VacantFromDate = vacantFrom.ToDate(),
                NewUnit = newUnit?.Name ?? "",
                NewUnitDisplayName = newUnit?.DisplayName ?? "",
                Placement = PlacementOf(table, row, newUnit is not null),
            };
            if (position.Vacant && position.Holder.Length > 0)
                table.Find(row, Vacant, "VACANT_WITH_HOLDER");
            if (!position.Vacant && vacantFrom is not null)
                table.Find(row, VacantFrom, "VACANT_FROM_NOT_ASKED");
            if (position.Placement != Placement.Unspecified && table.Line(row, NewUnit).Length == 0)
                table.Find(row, NewUnit, "NEW_UNIT_MISSING");
            if (position.Number.Length > 0 && unit is not null && !taken.Add((unit.Municipality, position.Number)))
                table.Find(row, Number, "NUMBER_TAKEN", position.Number, unit.MunicipalityDisplayName);
            AskOfCost(table, row, Cost, cost, position.PercentHundredths, costsConfirmed);
            read.Add(position);
        }
        return read;
    }

    /// <summary>Asks where a cost is not likely and nobody has confirmed it.</summary>
    internal static void AskOfCost(SheetTable table, SheetRow row, string key, long? cost, int percent, bool confirmed)
    {
        if (cost is not { } ore || percent == 0)
            return;
        foreach (var question in PositionRules.CheckCost(table.Heading(key), ore, percent, confirmed))
            table.Findings.Add(new(row.Number, table.Heading(key), question, IsQuestion: true));
    }

    private static Placement PlacementOf(SheetTable table, SheetRow row, bool hasUnit)
    {
        var word = table.Line(row, PlacementColumn);
        if (!Placements.TryGetValue(word.ToUpperInvariant(), out var placement))
            table.Find(row, PlacementColumn, "PLACEMENT_UNKNOWN", word);
        else if (placement == Placement.Unspecified && hasUnit)
            // A sheet that names the unit, and no more, proposes.
            return Placement.Proposed;
        return placement;
    }
}
