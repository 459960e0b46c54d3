using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>Vacant positions that somebody wants filled, as the rows of a sheet. Pure.</summary>
internal static class VacancySheet
{
    public const string Municipality = "municipality";
    public const string Unit = "unit";
    public const string Number = "number";
    public const string Title = "title";
    public const string Percent = "percent";
    public const string Cost = "cost";
    public const string VacantFrom = "vacantFrom";
    public const string Why = "why";
    public const string Consequence = "consequence";
    public const string Requester = "requester";
    public const string RequestDate = "requestDate";

    private const int LongestReason = 2000;

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(Municipality, false, "Kommune", "Municipality"),
        new(Unit, false, "Enhet", "Unit"),
        new(Number, false, "Stillingsnummer", "Position number"),
        new(Title, false, "Stillingstittel", "Title"),
        new(Percent, false, "Stillingsprosent", "Percent"),
        new(Cost, false, "Årlig kostnad", "Yearly cost"),
        new(VacantFrom, true, "Ledig fra", "Vacant from"),
        new(Why, true, "Begrunnelse", "Why"),
        new(Consequence, true, "Konsekvens", "Consequence"),
        new(Requester, true, "Meldt av", "Requested by"),
        new(RequestDate, false, "Meldt dato", "Requested on"),
    ];

    /// <summary>The requests of a sheet, without names. What is wrong is in the table's findings.</summary>
    /// <param name="positions">The programme's positions.</param>
    /// <param name="inControl">Names of the positions for which somebody asks already.</param>
    public static List<PositionRequest> Read(
        SheetTable table,
        SheetRegister register,
        UnitTree tree,
        IReadOnlyCollection<Position> positions,
        ISet<string> inControl,
        bool costsConfirmed,
        DateOnly today
    )
    {
        var byNumber = positions.Where(p => p.Number.Length > 0).ToLookup(p => p.Number, StringComparer.OrdinalIgnoreCase);
        List<PositionRequest> read = [];
        foreach (var row in table.Rows)
        {
            var municipality = register.Municipality(table, row, Municipality);
            var position = PositionOf(table, row, byNumber, municipality?.Name);
            var unit = register.Unit(table, row, Unit, municipality, isNew: false, required: position is null);
            var requester = register.Person(table, row, Requester, required: true);
            var cost = table.Amount(row, Cost, required: position is null);
            var asked = new PositionRequest
            {
                Position = position?.Name ?? "",
                Title = table.Line(row, Title, required: position is null),
                Unit = unit?.Name ?? position?.Unit ?? "",
                UnitDisplayName = unit?.DisplayName ?? position?.UnitDisplayName ?? "",
                PercentHundredths = table.Percent(row, Percent, required: position is null),
                YearlyCost = cost is { } ore ? Ore.ToMoney(ore) : null,
                VacantFromDate = table.Date(row, VacantFrom, required: true).ToDate(),
                Why = table.Text(row, Why, LongestReason, required: true),
                Consequence = table.Text(row, Consequence, LongestReason, required: true),
                Requester = requester?.Name ?? "",
                RequesterDisplayName = requester?.DisplayName ?? "",
                RequestDate = (table.Date(row, RequestDate) ?? today).ToDate(),
                State = PositionRequestState.Requested,
            };
            if (position is not null)
                NewRequestRules.TakeFrom(asked, position);
            if (position is not null && asked.Unit != position.Unit)
                table.Find(row, Unit, "UNIT_NOT_OF_POSITION", position.UnitDisplayName);
            if (position is not null && !inControl.Add(position.Name))
                table.Find(row, Number, "NUMBER_IN_CONTROL", position.Number);
            if (asked.Unit.Length > 0 && tree.DepartmentOf(asked.Unit) is null)
                table.Find(row, Unit, "UNIT_WITHOUT_DEPARTMENT", asked.UnitDisplayName);
            if (asked.RequestDate.ToDateOnly() is { } day && day > today)
                table.Find(row, RequestDate, "DATE_AHEAD", NorwegianTime.Format(day));
            PositionSheet.AskOfCost(table, row, Cost, cost, asked.PercentHundredths, costsConfirmed);
            read.Add(PositionRequestTable.WithDepartment(asked, tree));
        }
        return read;
    }

    private static Position? PositionOf(SheetTable table, SheetRow row, ILookup<string, Position> byNumber, string? municipality)
    {
        var number = table.Line(row, Number, longest: 40);
        if (number.Length == 0)
            return null;
        List<Position> found = [.. byNumber[number].Where(p => municipality is null || p.Municipality == municipality)];
        if (found.Count == 1)
            return found[0];
        table.Find(row, Number, found.Count == 0 ? "NUMBER_UNKNOWN" : "NUMBER_AMBIGUOUS", number);
        return null;
    }
}
