using System.Globalization;
using System.Text;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Import;

/// <summary>Whom a name may mean. Pure.</summary>
internal static class PersonMatch
{
    private const int MostLookAlikes = 5;

    /// <summary>"Berg, Kari" and "Kari  Berg" are the same name.</summary>
    public static string Ordered(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && name.IndexOf(',', comma + 1) < 0
            ? $"{name[(comma + 1)..].Trim()} {name[..comma].Trim()}"
            : name.Trim();
    }

    /// <summary>What is compared: lower case, letters without their marks, hyphens as spaces.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var c in Ordered(name).ToLowerInvariant().Replace('-', ' ').Normalize(NormalizationForm.FormD))
        {
            // å is a letter of its own, and decomposes; ø and æ do not.
            if (c == '\u030A')
                key.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                key.Append(c is '.' ? ' ' : c);
        }
        return string.Join(
            ' ',
            key.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>
    /// Whether two names that are not the same may well be one person's: the same words in another order, the same first and last word with
    /// others between, an initial for a first name, or a letter or two written otherwise.
    /// </summary>
    public static bool LooksAlike(string one, string other)
    {
        if (one == other)
            return true;
        // Every new name in a list is held against every other: what is cheap to see comes first.
        if (one.Length == other.Length && Words(one).SequenceEqual(Words(other), StringComparer.Ordinal))
            return true;
        ReadOnlySpan<char> first = First(one),
            otherFirst = First(other);
        if (
            Last(one).SequenceEqual(Last(other))
            && !first.IsEmpty
            && !otherFirst.IsEmpty
            && (first.SequenceEqual(otherFirst) || ((first.Length == 1 || otherFirst.Length == 1) && first[0] == otherFirst[0]))
        )
            return true;
        // A slip of the pen in short names would make strangers of one another alike: "Ola" and "Ida".
        var allowed = Math.Min(one.Length, other.Length) switch
        {
            < 6 => 0,
            < 12 => 1,
            _ => 2,
        };
        return Math.Abs(one.Length - other.Length) <= allowed && IsWithin(allowed, one, other);
    }

    /// <summary>Registered persons who may be meant, by name; <paramref name="exact"/> those of the very same name.</summary>
    public static IReadOnlyList<Person> LookAlikes(
        string key,
        IReadOnlyList<(Person Person, string Key)> persons,
        out IReadOnlyList<Person> exact
    )
    {
        exact = [.. persons.Where(p => p.Key == key).Select(p => p.Person)];
        return exact.Count > 0
            ? exact
            : [.. persons.Where(p => LooksAlike(key, p.Key)).Take(MostLookAlikes).Select(p => p.Person)];
    }

    private static IEnumerable<string> Words(string name) => name.Split(' ').Order(StringComparer.Ordinal);

    // Empty where there is only one word.
    private static ReadOnlySpan<char> First(ReadOnlySpan<char> name) => name[..Math.Max(0, name.IndexOf(' '))];

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> name) => name[(name.LastIndexOf(' ') + 1)..];

    // Damerau–Levenshtein (optimal string alignment): a letter more, fewer, other, or two swapped. Cells further from the diagonal than is allowed
    // are above it anyway, and two rows above it in a row end the search.
    private static bool IsWithin(int allowed, string one, string other)
    {
        if (allowed == 0)
            return one == other;
        var (above, rowBefore) = (false, new int[other.Length + 1]);
        var (before, row) = (new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
            before[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            Array.Fill(row, allowed + 1);
            if (i <= allowed)
                row[0] = i;
            var least = row[0];
            for (var j = Math.Max(1, i - allowed); j <= Math.Min(other.Length, i + allowed); j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(before[j] + 1, row[j - 1] + 1), before[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], rowBefore[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > allowed && above)
                return false;
            above = least > allowed;
            (rowBefore, before, row) = (before, row, rowBefore);
        }
        return before[other.Length] <= allowed;
    }
}
