using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>A reference into the case archive (Noark): year and case, such as 2013/6984, perhaps with a document: 2013/6984-2.</summary>
internal static partial class ArchiveReference
{
    private const int FirstYear = 1950;

    /// <summary>What is wrong with it; nothing where it is empty.</summary>
    public static IEnumerable<Violation> Check(string field, string reference, DateOnly today)
    {
        if (reference.Length == 0)
            yield break;
        var match = Pattern().Match(reference);
        if (!match.Success)
            yield return new(field, "ARCHIVE_REFERENCE_MALFORMED", reference);
        else if (
            int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) is var year
            && (year < FirstYear || year > today.Year)
        )
            yield return new(field, "ARCHIVE_REFERENCE_YEAR", reference, FirstYear, today.Year);
    }

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})/[0-9]{1,7}(-[0-9]{1,4})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Pattern();
}
