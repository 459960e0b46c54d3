using System.Globalization;
using System.Text;

namespace MergeProgramme.Platform.Names;

/// <summary>Resource names after AIP-122: <c>programmes/indre-ostfold/subProjects/a4</c>.</summary>
public static class ResourceNames
{
    private const int LongestId = 63;

    /// <summary>Whether a last part is well formed: 1–63 of a–z, 0–9 and hyphen, no hyphen first or last (AIP-122).</summary>
    public static bool IsId(ReadOnlySpan<char> id)
    {
        if (id.Length is 0 or > LongestId || id[0] == '-' || id[^1] == '-')
            return false;
        foreach (var c in id)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                return false;
        }
        return true;
    }

    /// <summary>Whether a name is one of a pattern such as <c>programmes/{programme}/bodies/{body}</c>.</summary>
    /// <param name="wildcard">Whether <c>-</c> may stand for any id (AIP-159).</param>
    public static bool Matches(string pattern, string name, bool wildcard = false)
    {
        ReadOnlySpan<char> expected = pattern,
            actual = name;
        while (true)
        {
            var e = Next(ref expected);
            var a = Next(ref actual);
            if (e.StartsWith("{"))
            {
                if (!IsId(a) && !(wildcard && a is "-"))
                    return false;
            }
            else if (!e.SequenceEqual(a))
            {
                return false;
            }
            if (expected.IsEmpty || actual.IsEmpty)
                return expected.IsEmpty && actual.IsEmpty;
        }
    }

    /// <summary>An id made of what people call a thing: "Hobøl kommune" becomes <c>hobol-kommune</c>, "A/P4" becomes <c>a-p4</c>.</summary>
    /// <returns>A well-formed id; <c>x</c> where the text has no letter or digit.</returns>
    public static string IdFrom(string displayName)
    {
        var id = new StringBuilder();
        foreach (var c in displayName.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            var text = c switch
            {
                'æ' => "ae",
                'ø' => "o",
                'ð' => "d",
                'þ' => "th",
                'ß' => "ss",
                'đ' => "d",
                'ŋ' => "n",
                'ŧ' => "t",
                (>= 'a' and <= 'z') or (>= '0' and <= '9') => c.ToString(),
                _ when CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => "",
                _ => "-",
            };
            if (text != "-" || (id.Length > 0 && id[^1] != '-'))
                id.Append(text);
            if (id.Length >= LongestId)
                break;
        }
        var made = id.ToString(0, Math.Min(id.Length, LongestId)).Trim('-');
        return made.Length == 0 ? "x" : made;
    }

    /// <summary>The name that this one stands in: <c>programmes/x</c> for <c>programmes/x/bodies/y</c>; empty at the top.</summary>
    public static string Parent(string name)
    {
        var parts = name.Split('/');
        return string.Join('/', parts[..Math.Max(0, parts.Length - 2)]);
    }

    /// <summary>The last part of a name.</summary>
    public static string Id(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>The programme that a name stands in: its first two parts.</summary>
    public static string Programme(string name)
    {
        var parts = name.Split('/');
        return parts.Length < 2 ? name : $"{parts[0]}/{parts[1]}";
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOf('/');
        var part = slash < 0 ? rest : rest[..slash];
        // A trailing slash leaves one empty part, which matches nothing.
        rest =
            slash < 0 ? []
            : slash == rest.Length - 1 ? "/"
            : rest[(slash + 1)..];
        return part;
    }
}
