using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation.Units;

/// <summary>Units as the rows of a sheet. Pure.</summary>
internal static class UnitSheet
{
    public const string Name = "name";
    public const string Code = "code";
    public const string Level = "level";
    public const string Parent = "parent";
    public const string Chart = "chart";
    public const string Head = "head";
    public const string From = "from";
    public const string To = "to";

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(Chart, true, "Kommune", "Municipality"),
        new(Code, false, "Kode", "Code"),
        new(Name, true, "Navn", "Name"),
        new(Level, true, "Nivå", "Level"),
        new(Parent, false, "Overordnet enhet", "Parent unit"),
        new(Head, false, "Leder", "Head"),
        new(From, false, "Fra og med", "From"),
        new(To, false, "Til og med", "To"),
    ];

    // What a sheet writes for the chart of the new organisation.
    private static readonly string[] New =
    [
        "NY",
        "NEW",
        "NY ORGANISASJON",
        "NEW ORGANISATION",
        "DEN NYE ORGANISASJONEN",
        "NY KOMMUNE",
    ];

    private static readonly Dictionary<string, UnitLevel> Levels = new(StringComparer.Ordinal)
    {
        ["1"] = UnitLevel.Organisation,
        ["KOMMUNE"] = UnitLevel.Organisation,
        ["HELE KOMMUNEN"] = UnitLevel.Organisation,
        ["WHOLE MUNICIPALITY"] = UnitLevel.Organisation,
        ["2"] = UnitLevel.Department,
        ["KOMMUNALOMRÅDE"] = UnitLevel.Department,
        ["DEPARTMENT"] = UnitLevel.Department,
        ["3"] = UnitLevel.Service,
        ["VIRKSOMHET"] = UnitLevel.Service,
        ["SERVICE"] = UnitLevel.Service,
        ["4"] = UnitLevel.Unit,
        ["ENHET"] = UnitLevel.Unit,
        ["UNIT"] = UnitLevel.Unit,
        ["5"] = UnitLevel.Group,
        ["GRUPPE"] = UnitLevel.Group,
        ["DEL AV ENHET"] = UnitLevel.Group,
        ["PART OF A UNIT"] = UnitLevel.Group,
    };

    /// <summary>The units of a sheet with their names, parents before what stands below them. What is wrong is in the table's findings.</summary>
    /// <param name="programme">Where they go.</param>
    /// <param name="existing">The programme's units so far.</param>
    public static List<Unit> Read(SheetTable table, string programme, SheetRegister register, IReadOnlyCollection<Unit> existing)
    {
        var ids = new TakenIds(existing.Select(u => ResourceNames.Id(u.Name)));
        List<(SheetRow Row, Unit Unit)> read = [];
        foreach (var row in table.Rows)
        {
            var unit = new Unit
            {
                DisplayName = table.Line(row, Name, required: true),
                Code = table.Line(row, Code, longest: 40),
                Level = LevelOf(table, row),
                Head = register.Person(table, row, Head)?.Name ?? "",
                StartDate = table.Date(row, From).ToDate(),
                EndDate = table.Date(row, To).ToDate(),
            };
            if (New.Contains(SheetRegister.Key(table.Line(row, Chart, required: true))))
                unit.NewOrganisation = true;
            else if (register.Municipality(table, row, Chart) is { } municipality)
                (unit.Municipality, unit.MunicipalityDisplayName) = (municipality.Name, municipality.DisplayName);
            if (unit.StartDate.ToDateOnly() is { } first && unit.EndDate.ToDateOnly() is { } last && last < first)
                table.Find(row, To, "END_BEFORE_START", NorwegianTime.Format(first), NorwegianTime.Format(last));
            unit.Name = $"{programme}/units/{ids.Take(unit.DisplayName)}";
            read.Add((row, unit));
        }
        FindTwins(table, read, existing);
        Place(table, read, existing);
        var tree = new UnitTree([.. existing, .. read.Select(r => r.Unit)]);
        return [.. read.Select(r => r.Unit).OrderBy(u => tree.DepthOf(u.Name))];
    }

    private static UnitLevel LevelOf(SheetTable table, SheetRow row)
    {
        var word = table.Line(row, Level, required: true);
        if (word.Length == 0 || Levels.TryGetValue(word.ToUpperInvariant(), out var level))
            return Levels.GetValueOrDefault(word.ToUpperInvariant());
        table.Find(row, Level, "LEVEL_UNKNOWN", word);
        return level;
    }

    private static void FindTwins(SheetTable table, List<(SheetRow Row, Unit Unit)> read, IEnumerable<Unit> existing)
    {
        var codes = existing.Where(u => u.Code.Length > 0).ToDictionary(u => (UnitRules.ChartOf(u), u.Code), u => u.DisplayName);
        foreach (var (row, unit) in read.Where(r => r.Unit.Code.Length > 0))
        {
            if (!codes.TryAdd((UnitRules.ChartOf(unit), unit.Code), unit.DisplayName))
                table.Find(row, Code, "UNIT_CODE_TAKEN", unit.Code, codes[(UnitRules.ChartOf(unit), unit.Code)]);
        }
    }

    // A parent may stand further down in the sheet, or be registered already.
    private static void Place(SheetTable table, List<(SheetRow Row, Unit Unit)> read, IReadOnlyCollection<Unit> existing)
    {
        var byWord = existing
            .Concat(read.Select(r => r.Unit))
            .SelectMany(u =>
                new[] { SheetRegister.Key(u.Code), SheetRegister.Key(u.DisplayName) }
                    .Distinct()
                    .Where(w => w.Length > 0)
                    .Select(word => (Key: (UnitRules.ChartOf(u), word), u))
            )
            .ToLookup(w => w.Key, w => w.u);
        foreach (var (row, unit) in read)
        {
            var word = table.Line(row, Parent);
            if (word.Length == 0)
                continue;
            List<Unit> found = [.. byWord[(UnitRules.ChartOf(unit), SheetRegister.Key(word))]];
            if (
                found.Count > 1
                && found.Where(u => SheetRegister.Key(u.Code) == SheetRegister.Key(word)).ToList() is [var byCode]
            )
                found = [byCode];
            if (found is not [var parent])
            {
                table.Find(row, Parent, found.Count == 0 ? "PARENT_UNKNOWN" : "UNIT_AMBIGUOUS", word, found.Count);
                continue;
            }
            unit.ParentUnit = parent.Name;
            foreach (var wrong in UnitRules.CheckUnder(parent, unit).Where(_ => unit.Level != UnitLevel.Unspecified))
                table.Findings.Add(new(row.Number, table.Heading(Level), wrong));
        }
        var tree = new UnitTree([.. existing, .. read.Select(r => r.Unit)]);
        foreach (var (row, unit) in read.Where(r => r.Unit.ParentUnit.Length > 0))
        {
            if (tree.WouldCycle(unit.Name, unit.ParentUnit))
                table.Find(row, Parent, "PARENT_CYCLE", tree.Find(unit.ParentUnit)!.DisplayName);
        }
    }

    /// <summary>Ids that are free, without asking a database for each.</summary>
    private sealed class TakenIds(IEnumerable<string> taken)
    {
        private const int LongestStem = 56;

        private readonly HashSet<string> ids = new(taken, StringComparer.Ordinal);
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public string Take(string displayName)
        {
            var stem = ResourceNames.IdFrom(displayName);
            if (stem.Length > LongestStem)
                stem = stem[..LongestStem].TrimEnd('-');
            var id = stem;
            while (!ids.Add(id))
            {
                var number = numbers[stem] = numbers.GetValueOrDefault(stem, 1) + 1;
                id = $"{stem}-{number}";
            }
            return id;
        }
    }
}
