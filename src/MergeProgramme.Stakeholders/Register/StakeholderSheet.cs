using MergeProgramme.Platform.Sheets;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>Stakeholders as the rows of a sheet. Pure.</summary>
internal sealed class StakeholderSheet
{
    public const string DisplayName = "displayName";
    public const string Kind = "kind";
    public const string Why = "why";
    public const string Interest = "interest";
    public const string Influence = "influence";
    public const string Attitude = "attitude";
    public const string WantedAttitude = "wantedAttitude";
    public const string Expectations = "expectations";
    public const string Contribution = "contribution";
    public const string Strategy = "strategy";
    public const string Contact = "contact";

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(DisplayName, true, "Navn", "Name"),
        new(Kind, false, "Slag", "Kind"),
        new(Why, true, "Hvorfor", "Why"),
        new(Interest, false, "Interesse", "Interest"),
        new(Influence, false, "Innflytelse", "Influence"),
        new(Attitude, false, "Holdning", "Attitude"),
        new(WantedAttitude, false, "Ønsket holdning", "Wanted attitude"),
        new(Expectations, false, "Forventninger", "Expectations"),
        new(Contribution, false, "Bidrag", "Contribution"),
        new(Strategy, false, "Strategi", "Strategy"),
        new(Contact, false, "Kontakt", "Contact"),
    ];

    private static readonly Dictionary<string, StakeholderKind> Kinds = new(StringComparer.Ordinal)
    {
        // Most of a register are.
        [""] = StakeholderKind.Organisation,
        ["ORGANISASJON"] = StakeholderKind.Organisation,
        ["ORGANISATION"] = StakeholderKind.Organisation,
        ["GRUPPE"] = StakeholderKind.Group,
        ["GROUP"] = StakeholderKind.Group,
        ["PERSON"] = StakeholderKind.Person,
    };

    private static readonly Dictionary<string, StakeholderAttitude> Attitudes = new(StringComparer.Ordinal)
    {
        [""] = StakeholderAttitude.Unspecified,
        ["MOTSTANDER"] = StakeholderAttitude.Opposed,
        ["OPPOSED"] = StakeholderAttitude.Opposed,
        ["SKEPTISK"] = StakeholderAttitude.Sceptical,
        ["SCEPTICAL"] = StakeholderAttitude.Sceptical,
        ["NØYTRAL"] = StakeholderAttitude.Neutral,
        ["NEUTRAL"] = StakeholderAttitude.Neutral,
        ["STØTTER"] = StakeholderAttitude.Supportive,
        ["SUPPORTIVE"] = StakeholderAttitude.Supportive,
        ["PÅDRIVER"] = StakeholderAttitude.Leading,
        ["LEADING"] = StakeholderAttitude.Leading,
    };

    private StakeholderSheet(SheetTable table) => Table = table;

    public SheetTable Table { get; }

    /// <summary>Those that would be registered.</summary>
    public List<Stakeholder> New { get; } = [];

    /// <summary>What those are called that stand in the register, or further up, already.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>Understands a sheet.</summary>
    /// <param name="registered">Everybody in the register.</param>
    public static StakeholderSheet Read(Sheet sheet, IEnumerable<Stakeholder> registered)
    {
        var read = new StakeholderSheet(SheetTable.Of(sheet, Columns));
        if (!read.Table.Findings.Exists(f => f.Violation.Reason is "COLUMN_MISSING" or "COLUMN_TWICE"))
            read.ReadRows(registered.Select(s => Duplicates.KeyOf(s.DisplayName)).ToHashSet(StringComparer.Ordinal));
        return read;
    }

    private void ReadRows(HashSet<string> known)
    {
        foreach (var row in Table.Rows)
        {
            var before = Table.Findings.Count;
            var stakeholder = new Stakeholder
            {
                DisplayName = Table.Line(row, DisplayName, required: true),
                Kind = Table.Word(row, Kind, Kinds, "SHEET_KIND_UNKNOWN"),
                Why = Table.Prose(row, Why, required: true),
                Interest = ScoreOf(row, Interest),
                Influence = ScoreOf(row, Influence),
                Attitude = Table.Word(row, Attitude, Attitudes, "SHEET_ATTITUDE_UNKNOWN"),
                WantedAttitude = Table.Word(row, WantedAttitude, Attitudes, "SHEET_ATTITUDE_UNKNOWN"),
                Expectations = Table.Prose(row, Expectations),
                Contribution = Table.Prose(row, Contribution),
                Strategy = Table.Prose(row, Strategy),
                Contact = Table.Line(row, Contact),
            };
            if (Table.Findings.Count > before)
                continue;
            if (known.Add(Duplicates.KeyOf(stakeholder.DisplayName)))
                New.Add(stakeholder);
            else
                Twice.Add(stakeholder.DisplayName);
        }
    }

    private int ScoreOf(SheetRow row, string column)
    {
        var text = Table.Line(row, column);
        if (text.Length == 0)
            return 0;
        if (text is [>= '0' and <= '5' and var digit])
            return digit - '0';
        Table.Find(row, column, "SHEET_SCORE", text);
        return 0;
    }
}
