namespace MergeProgramme.Benefits.Ledger;

/// <summary>What one measure takes from a budget line in a year, in øre.</summary>
internal sealed record LineClaim(string Measure, string Title, string Owner, long ClaimedOre, long VerifiedOre);

/// <summary>A budget line in a year, with what measures claim of it. A measure that costs makes no room for others: it counts as nothing.</summary>
/// <param name="Function">KOSTRA function.</param>
/// <param name="Account">Art.</param>
/// <param name="Municipality">Resource name; empty for none.</param>
/// <param name="BaseOre">What the line has; null where nobody has registered it.</param>
internal sealed record ClaimedLine(
    string Function,
    string Account,
    string Municipality,
    int Year,
    long? BaseOre,
    IReadOnlyList<LineClaim> Claims
)
{
    /// <summary>As people say it: "253/010".</summary>
    public string Label => $"{Function}/{Account}";

    public long ClaimedOre => Claims.Sum(c => Math.Max(0, c.ClaimedOre));

    public long VerifiedOre => Claims.Sum(c => Math.Max(0, c.VerifiedOre));

    /// <summary>What would be verified with so much more of a measure.</summary>
    public long VerifiedWithOre(string measure, long more) =>
        Claims.Sum(c => Math.Max(0, checked(c.VerifiedOre + (c.Measure == measure ? more : 0))));

    /// <summary>What is claimed above what there is; 0 where nothing is registered, which stops verification by itself.</summary>
    public long ExcessOre => BaseOre is { } there ? Math.Max(0, ClaimedOre - there) : 0;
}
