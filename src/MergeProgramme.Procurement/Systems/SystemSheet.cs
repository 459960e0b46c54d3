using System.Globalization;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Systems;

/// <summary>A system as a row of a sheet says it.</summary>
/// <param name="System">As it would stand. A new one has a name that no system can have, and so may its function and successor.</param>
/// <param name="Before">As it stands; null for a new one.</param>
internal sealed record SystemRow(SheetRow Row, LegacySystem System, LegacySystem? Before)
{
    public bool IsUnchanged => System.Equals(Before);
}

/// <summary>Systems as the rows of a sheet: what an export writes can be mended and read again. Pure.</summary>
internal sealed class SystemSheet
{
    public const string Function = "function";
    public const string Needed = "needed";
    public const string MunicipalityColumn = "municipality";
    public const string Title = "title";
    public const string Vendor = "vendor";
    public const string Owner = "owner";
    public const string ContractEnd = "contractEnd";
    public const string Notice = "notice";
    public const string NoticeGiven = "noticeGiven";
    public const string Cost = "cost";
    public const string Users = "users";
    public const string Data = "data";
    public const string Integrations = "integrations";
    public const string Verdict = "verdict";
    public const string Reason = "reason";
    public const string Migration = "migration";
    public const string Successor = "successor";
    public const string SuccessorMunicipality = "successorMunicipality";

    private const int MostUsers = 10_000_000;

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(Function, true, "Funksjon", "Function"),
        new(Needed, false, "Trengs fra virkningsdagen", "Needed from vesting day"),
        new(MunicipalityColumn, true, "Kommune", "Municipality"),
        new(Title, true, "System", "System"),
        new(Vendor, false, "Leverandør", "Vendor"),
        new(Owner, false, "Systemeier", "Owner"),
        new(ContractEnd, false, "Avtalen slutter", "Contract ends"),
        new(Notice, false, "Siste dag for oppsigelse", "Last day for notice"),
        new(NoticeGiven, false, "Sagt opp", "Notice given"),
        new(Cost, false, "Årlig kostnad", "Yearly cost"),
        new(Users, false, "Brukere", "Users"),
        new(Data, false, "Data", "Data"),
        new(Integrations, false, "Integrasjoner", "Integrations"),
        new(Verdict, false, "Hva skjer", "Verdict"),
        new(Reason, false, "Begrunnelse", "Reason"),
        new(Migration, false, "Dataflytting", "Migration"),
        new(Successor, false, "Etterfølger", "Successor"),
        new(SuccessorMunicipality, false, "Etterfølgers kommune", "Successor's municipality"),
    ];

    private static readonly Dictionary<string, SystemVerdict> Verdicts = new(StringComparer.Ordinal)
    {
        [""] = SystemVerdict.Unspecified,
        ["IKKE AVGJORT"] = SystemVerdict.Unspecified,
        ["NOT DECIDED"] = SystemVerdict.Unspecified,
        ["BEHOLDES"] = SystemVerdict.Keep,
        ["KEEP"] = SystemVerdict.Keep,
        ["UTVIDES"] = SystemVerdict.Extend,
        ["EXTEND"] = SystemVerdict.Extend,
        ["ERSTATTES"] = SystemVerdict.Replace,
        ["REPLACE"] = SystemVerdict.Replace,
        ["AVVIKLES"] = SystemVerdict.Retire,
        ["RETIRE"] = SystemVerdict.Retire,
        ["ARKIVERES"] = SystemVerdict.Archive,
        ["ARCHIVE"] = SystemVerdict.Archive,
    };

    private static readonly Dictionary<string, MigrationState> Migrations = new(StringComparer.Ordinal)
    {
        [""] = MigrationState.Unspecified,
        ["IKKE OPPGITT"] = MigrationState.Unspecified,
        ["NOT STATED"] = MigrationState.Unspecified,
        ["TRENGS IKKE"] = MigrationState.NotNeeded,
        ["NOT NEEDED"] = MigrationState.NotNeeded,
        ["IKKE BEGYNT"] = MigrationState.NotStarted,
        ["NOT STARTED"] = MigrationState.NotStarted,
        ["PLANLAGT"] = MigrationState.Planned,
        ["PLANNED"] = MigrationState.Planned,
        ["PÅGÅR"] = MigrationState.UnderWay,
        ["UNDER WAY"] = MigrationState.UnderWay,
        ["FERDIG"] = MigrationState.Done,
        ["DONE"] = MigrationState.Done,
    };

    // Where what the rules find stands in a sheet.
    private static readonly Dictionary<string, string> ColumnOf = new(StringComparer.Ordinal)
    {
        ["legacy_system.notice_date"] = Notice,
        ["legacy_system.verdict_reason"] = Reason,
        ["legacy_system.successor"] = Successor,
    };

    private readonly string programme;
    private readonly Dictionary<string, string> functions;
    private readonly Dictionary<string, string> municipalities = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), LegacySystem> known = [];
    private readonly List<LegacySystem> systems;
    private readonly Dictionary<(string, string, string), int> seen = [];

    private SystemSheet(
        SheetTable table,
        string programme,
        IReadOnlyCollection<ServiceFunction> functions,
        IReadOnlyCollection<LegacySystem> systems,
        IReadOnlyCollection<Municipality> municipalities
    )
    {
        (Table, this.programme, this.systems) = (table, programme, [.. systems]);
        this.functions = functions.ToDictionary(f => SystemRules.KeyOf(f.Title), f => f.Name, StringComparer.Ordinal);
        foreach (var municipality in municipalities)
        {
            this.municipalities.TryAdd(SystemRules.KeyOf(municipality.DisplayName), municipality.Name);
            this.municipalities.TryAdd(SystemRules.KeyOf($"{municipality.DisplayName} kommune"), municipality.Name);
            this.municipalities.TryAdd(municipality.Number, municipality.Name);
            // A number that has lost its nought.
            this.municipalities.TryAdd(municipality.Number.TrimStart('0'), municipality.Name);
        }
        foreach (var system in systems)
            known.TryAdd(KeyOf(system), system);
    }

    public SheetTable Table { get; }

    /// <summary>The rows in which nothing is wrong.</summary>
    public List<SystemRow> Rows { get; } = [];

    /// <summary>Functions of good rows that the programme does not have, under the names that the rows have for them.</summary>
    public List<ServiceFunction> NewFunctions { get; } = [];

    /// <summary>Understands a sheet.</summary>
    /// <param name="programme">Name of the programme.</param>
    public static SystemSheet Read(
        Sheet sheet,
        string programme,
        IReadOnlyCollection<ServiceFunction> functions,
        IReadOnlyCollection<LegacySystem> systems,
        IReadOnlyCollection<Municipality> municipalities
    )
    {
        var read = new SystemSheet(SheetTable.Of(sheet, Columns), programme, functions, systems, municipalities);
        if (!read.Table.Findings.Exists(f => f.Violation.Reason is "COLUMN_MISSING" or "COLUMN_TWICE"))
            read.ReadRows();
        return read;
    }

    private void ReadRows()
    {
        List<SystemRow> all = [];
        var needed = new Dictionary<string, ServiceFunction>(StringComparer.Ordinal);
        foreach (var row in Table.Rows)
        {
            var before = Table.Findings.Count;
            var title = Table.Line(row, Function, required: true);
            var function = FunctionOf(row, title, needed);
            var municipality = MunicipalityOf(row, MunicipalityColumn, required: true);
            var system = SystemOf(row, function, municipality, out var there);
            if (Table.Findings.Count == before)
                all.Add(new(row, system, there));
        }
        Point(all);
        // What points at a row that is left out is left out too, and what points at that.
        for (var more = true; more; )
        {
            var good = all.Select(r => r.System.Name).Concat(systems.Select(s => s.Name)).ToHashSet(StringComparer.Ordinal);
            var lost = all.Where(r => r.System.Successor.Length > 0 && !good.Contains(r.System.Successor)).ToList();
            foreach (var row in lost)
                Table.Find(row.Row, Successor, "SUCCESSOR_LEFT_OUT", Table.Line(row.Row, Successor));
            all = [.. all.Except(lost)];
            more = lost.Count > 0;
        }
        Rows.AddRange(all);
        NewFunctions.AddRange(needed.Values.Where(f => all.Exists(r => r.System.ServiceFunction == f.Name)));
    }

    private string FunctionOf(SheetRow row, string title, Dictionary<string, ServiceFunction> needed)
    {
        var isNeeded = Table.Yes(row, Needed) ?? true;
        var key = SystemRules.KeyOf(title);
        if (functions.TryGetValue(key, out var name))
            return name;
        if (!needed.TryGetValue(key, out var function))
            needed[key] = function = new()
            {
                Name = $"{programme}/serviceFunctions/~{row.Number}",
                Title = title,
                // Better asked for once too often than missing on the first day.
                NeededOnVestingDay = isNeeded,
            };
        return function.Name;
    }

    private string MunicipalityOf(SheetRow row, string column, bool required)
    {
        var text = Table.Line(row, column, required: required);
        if (text.Length == 0)
            return "";
        if (municipalities.TryGetValue(SystemRules.KeyOf(text), out var name))
            return name;
        Table.Find(row, column, "SHEET_MUNICIPALITY_UNKNOWN", text);
        return "";
    }

    private LegacySystem SystemOf(SheetRow row, string function, string municipality, out LegacySystem? there)
    {
        var title = Table.Line(row, Title, required: true);
        var key = (function, municipality, SystemRules.KeyOf(title));
        there = known.GetValueOrDefault(key);
        if (title.Length > 0 && municipality.Length > 0 && !seen.TryAdd(key, row.Number))
            Table.Find(row, Title, "SHEET_SYSTEM_TWICE", seen[key]);
        var system =
            there?.Clone()
            ?? new LegacySystem
            {
                Name = $"{programme}/legacySystems/~{row.Number}",
                ServiceFunction = function,
                Municipality = municipality,
                Title = title,
            };
        if (Table.Has(Vendor))
            system.Vendor = Table.Line(row, Vendor);
        if (Table.Has(Owner))
            system.Owner = Table.Line(row, Owner);
        if (Table.Has(ContractEnd))
            system.ContractEndDate = Table.Date(row, ContractEnd).ToDate();
        if (Table.Has(Notice))
            system.NoticeDate = Table.Date(row, Notice).ToDate();
        if (Table.Has(NoticeGiven))
            system.NoticeGivenDate = Table.Date(row, NoticeGiven).ToDate();
        if (Table.Has(Cost))
            system.YearlyCost = Table.Amount(row, Cost, required: false, exact: true) is { } ore ? Ore.ToMoney(ore) : null;
        if (Table.Has(Users))
            system.UserCount = CountOf(row);
        if (Table.Has(Data))
            system.DataHeld = Table.Prose(row, Data);
        if (Table.Has(Integrations))
            system.Integrations = Table.Prose(row, Integrations);
        if (Table.Has(Verdict))
            system.Verdict = Table.Word(row, Verdict, Verdicts, "SHEET_VERDICT_UNKNOWN");
        if (Table.Has(Reason))
            system.VerdictReason = Table.Prose(row, Reason);
        if (Table.Has(Migration))
            system.MigrationState = Table.Word(row, Migration, Migrations, "SHEET_MIGRATION_UNKNOWN");
        // What does not take over any more stands nowhere, whatever was chosen before.
        if (system.Verdict != SystemVerdict.Replace && Table.Has(Verdict) && !Table.Has(Successor))
            system.Successor = "";
        return system;
    }

    // Successors may stand below what they take over from, so they are looked up when all rows are read.
    private void Point(List<SystemRow> rows)
    {
        List<LegacySystem> all = [.. rows.Select(r => r.System)];
        var names = all.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        all.AddRange(systems.Where(s => !names.Contains(s.Name)));
        // A row that is bad is still meant: that it is left out is said then.
        foreach (var row in rows.ToList())
        {
            var before = Table.Findings.Count;
            if (Table.Has(Successor))
                row.System.Successor = SuccessorOf(row, all);
            if (Table.Findings.Count == before)
                foreach (var wrong in SystemRules.Check(programme, row.System))
                    Table.Find(row.Row, ColumnOf.GetValueOrDefault(wrong.Field, ""), wrong.Reason, wrong.Args);
            if (Table.Findings.Count > before)
                rows.Remove(row);
        }
    }

    private string SuccessorOf(SystemRow row, List<LegacySystem> all)
    {
        var title = Table.Line(row.Row, Successor);
        var municipality = MunicipalityOf(row.Row, SuccessorMunicipality, required: false);
        if (title.Length == 0)
            return "";
        var key = SystemRules.KeyOf(title);
        List<LegacySystem> meant =
        [
            .. all.Where(s => SystemRules.KeyOf(s.Title) == key && (municipality.Length == 0 || s.Municipality == municipality)),
        ];
        // The same name for another function is another system; that one is meant only where there is none for this one.
        if (meant.Exists(s => s.ServiceFunction == row.System.ServiceFunction))
            meant.RemoveAll(s => s.ServiceFunction != row.System.ServiceFunction);
        if (meant.Count == 1)
            return meant[0].Name;
        Table.Find(row.Row, Successor, meant.Count == 0 ? "SHEET_SUCCESSOR_UNKNOWN" : "SHEET_SUCCESSOR_AMBIGUOUS", title);
        return "";
    }

    private int CountOf(SheetRow row)
    {
        var text = string.Concat(Table.Line(row, Users).Where(c => !char.IsWhiteSpace(c)));
        if (text.Length == 0)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostUsers)
            return count;
        Table.Find(row, Users, "SHEET_USERS", text);
        return 0;
    }

    private static (string, string, string) KeyOf(LegacySystem system) =>
        (system.ServiceFunction, system.Municipality, SystemRules.KeyOf(system.Title));
}
