using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>
/// A sub-project's code as people say it: letters (A administrative, A/P political and administrative, P political), a number, and
/// numbers below it: A4, A/P4, A3.16. Each number is 1–999, at most four levels.
/// </summary>
internal sealed partial class SubProjectCode
{
    private static readonly string[] Letters = ["A", "A/P", "P"];

    private SubProjectCode(string letters, IReadOnlyList<int> numbers)
    {
        Text = letters + string.Join('.', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        Kind = letters switch
        {
            "A" => SubProjectKind.Administrative,
            "A/P" => SubProjectKind.PoliticalAdministrative,
            _ => SubProjectKind.Political,
        };
        var order = Array.IndexOf(Letters, letters) + 1;
        SortKey = string.Concat(
            numbers
                .Select(n => n.ToString("D3", CultureInfo.InvariantCulture))
                .Prepend(order.ToString(CultureInfo.InvariantCulture))
        );
    }

    /// <summary>In capitals, without spaces.</summary>
    public string Text { get; }

    /// <summary>What the letters say.</summary>
    public SubProjectKind Kind { get; }

    /// <summary>
    /// Sorts as people count, compared as text: A1, A2, A3, A3.1, A3.16, A10, A/P1, P1. Digits only, three for each number, so that no
    /// collation reads it otherwise.
    /// </summary>
    public string SortKey { get; }

    /// <summary>Reads a code; small letters and spaces around the letters are forgiven. Null where it is none.</summary>
    public static SubProjectCode? Read(string text)
    {
        var match = Pattern().Match(text.Trim().ToUpperInvariant());
        return match.Success
            ? new(
                match.Groups["letters"].Value,
                [.. match.Groups["numbers"].Value.Split('.').Select(n => int.Parse(n, CultureInfo.InvariantCulture))]
            )
            : null;
    }

    [GeneratedRegex(
        @"^(?<letters>A/P|A|P) ?(?<numbers>[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Pattern();
}
