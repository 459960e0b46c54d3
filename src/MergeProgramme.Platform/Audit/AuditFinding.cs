using System.Globalization;

namespace MergeProgramme.Platform.Audit;

/// <summary>What is wrong.</summary>
public enum AuditFindingKind
{
    /// <summary>A row does not have the hash that it says.</summary>
    Altered,

    /// <summary>A row's data does not have the hash that the row says.</summary>
    DataAltered,

    /// <summary>A row was rewritten with a hash that fits itself, but not what was written after it.</summary>
    Rewritten,

    /// <summary>Rows are gone.</summary>
    Missing,

    /// <summary>A row stands in another place than the one it was written in.</summary>
    Reordered,

    /// <summary>A row that no host has written.</summary>
    Inserted,

    /// <summary>More than one row has the same number.</summary>
    Duplicate,

    /// <summary>The log holds nothing although it did.</summary>
    Emptied,

    /// <summary>The head does not fit the last row.</summary>
    Head,

    /// <summary>The log does not fit an anchor that was kept elsewhere.</summary>
    Anchored,

    /// <summary>An anchor does not fit the other anchors.</summary>
    Anchor,

    /// <summary>A resource is not as the log says.</summary>
    State,
}

/// <summary>Something that is wrong, in plain words.</summary>
/// <param name="Module">The module whose log or tables it is about.</param>
/// <param name="Kind">What kind of tampering it shows.</param>
/// <param name="First">The first row that it is about.</param>
/// <param name="Last">The last row that it is about; less than the first where it is about none.</param>
/// <param name="What">What is wrong, in English.</param>
public sealed record AuditFinding(string Module, AuditFindingKind Kind, long First, long Last, string What)
{
    /// <summary>One line for people: module, rows and what is wrong.</summary>
    public override string ToString() => $"{Module}{Rows(First, Last)}: {What}";

    /// <summary>«row 7», «rows 7–9».</summary>
    internal static string Span(long first, long last) =>
        first == last
            ? string.Create(CultureInfo.InvariantCulture, $"row {first}")
            : string.Create(CultureInfo.InvariantCulture, $"rows {first}–{last}");

    private static string Rows(long first, long last) => last < first ? "" : $" {Span(first, last)}";
}
