using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>
/// What a table holds on persons. Every text column of every table of a module is declared: a test reads the schema and fails on one that is not.
/// Columns are named in one text, with spaces between.
/// </summary>
/// <param name="Name">The table.</param>
public sealed record PersonalTable(string Name)
{
    /// <summary>Column with the resource name of the record that a row belongs to; where it is left out, <c>name</c>, or else the first of the key.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Columns that hold somebody's name, and nothing else.</summary>
    public string Names { get; init; } = "";

    /// <summary>How to reach the person whose name stands beside it. It goes with the name, whole.</summary>
    public string Contacts { get; init; } = "";

    /// <summary>What the person whose name stands beside it has said.</summary>
    public string Words { get; init; } = "";

    /// <summary>Texts in which anybody may be mentioned.</summary>
    public string Texts { get; init; } = "";

    /// <summary>Text columns that hold nothing on persons: resource names, codes, dates, hashes.</summary>
    public string None { get; init; } = "";

    /// <summary>What cannot be searched: sealed, or a file.</summary>
    public string Unsearched { get; init; } = "";

    /// <summary>SQL condition on the rows in which it cannot be searched; elsewhere it is a text. In all rows where it is left out.</summary>
    public string UnsearchedWhen { get; init; } = "";

    /// <summary>Lower-case copy of other columns that lists are searched in.</summary>
    public string Search { get; init; } = "";

    /// <summary>What the texts are, where they are no mentions.</summary>
    public PersonalDataCategory Category { get; init; }

    /// <summary>Why rows, or columns, of it stay. All of it stays where neither <see cref="KeptColumns"/> nor <see cref="KeptWhen"/> says less.</summary>
    public PersonalDataKeepReason Kept { get; init; }

    /// <summary>The columns that stay: in every row, or in those that <see cref="KeptWhen"/> says.</summary>
    public string KeptColumns { get; init; } = "";

    /// <summary>SQL condition on a row that stays: whole, where no columns are named.</summary>
    public string KeptWhen { get; init; } = "";

    /// <summary>SQL condition on a row whose texts are closed; they are counted.</summary>
    public string ClosedWhen { get; init; } = "";

    /// <summary>The permission that opens them; empty where none does.</summary>
    public string OpenTo { get; init; } = "";

    /// <summary>SQL condition on the rows that are searched; where it is left out, those whose owner is the programme or stands below it.</summary>
    /// <remarks>It may use @Programme, @Below and @Length (as in <c>SUBSTR(x, 1, @Length) = @Below</c>) and <see cref="IsAccount"/>.</remarks>
    public string InProgramme { get; init; } = "";

    /// <summary>SQL condition on a row that is the person's by the account it belongs to, whatever name stands in it.</summary>
    public string OwnWhen { get; init; } = "";

    /// <summary>
    /// Columns of any type that together say one thing on the person whose row it is (<see cref="OwnWhen"/>): one entry, in words. A text among them is
    /// declared as what it is in other rows too.
    /// </summary>
    public string Facts { get; init; } = "";

    /// <summary>SQL condition: the column holds the name of one of the person's accounts.</summary>
    public static string IsAccount(string column) => $"REPLACE(@Accounts, '|' || {column} || '|', '') <> @Accounts";

    /// <summary>Columns whose names say that they hold nothing on persons.</summary>
    public static bool IsNeverPersonal(string column) =>
        column is "name" or "etag" or "parent" or "programme" or "date"
        || column.EndsWith("_date", StringComparison.Ordinal)
        || column.EndsWith("_hash", StringComparison.Ordinal);

    /// <summary>All columns that are declared.</summary>
    public IEnumerable<string> Declared =>
        ((string[])[Names, Contacts, Words, Texts, None, Unsearched, Search]).SelectMany(Split);

    /// <summary><see cref="Facts"/>, one by one.</summary>
    public IReadOnlyList<string> FactColumns => Split(Facts);

    internal static string[] Split(string columns) =>
        columns.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal PersonalDataKeepReason ReasonOf(string column, bool isKeptRow) =>
        (KeptWhen.Length == 0 || isKeptRow) && (KeptColumns.Length == 0 || Split(KeptColumns).Contains(column))
            ? Kept
            : PersonalDataKeepReason.Unspecified;

    internal string KeptSql => KeptWhen.Length == 0 ? "1 = 0" : KeptWhen;

    internal string OwnSql => OwnWhen.Length == 0 ? "1 = 0" : OwnWhen;

    internal string ClosedSql => ClosedWhen.Length == 0 ? "1 = 0" : ClosedWhen;
}
