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
        string[] a = one.Split(' '),
            b = other.Split(' ');
        if (a.Length == 0 || b.Length == 0)
            return false;
        if (a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal)))
            return true;
        if (a[^1] == b[^1] && a.Length > 1 && b.Length > 1)
        {
            if (a[0] == b[0])
                return true;
            if ((a[0].Length == 1 || b[0].Length == 1) && a[0][0] == b[0][0])
                return true;
        }
        // A slip of the pen in short names would make strangers of one another alike: "Ola" and "Ida".
        var allowed = Math.Min(one.Length, other.Length) switch
        {
            < 6 => 0,
            < 12 => 1,
            _ => 2,
        };
        return Math.Abs(one.Length - other.Length) <= allowed && Distance(one, other) <= allowed;
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

    // Damerau–Levenshtein (optimal string alignment): a letter more, fewer, other, or two swapped.
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
