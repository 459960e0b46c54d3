using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>
/// The names of a person, found in texts. Whole names only: "Kari Nordmann" is found in "kari  nordmann", "Nordmann, Kari" and "Kari Nordmanns", and
/// not in "Kari Nordmann-Hansen" or "Anne-Kari Nordmann", who are others. Pure.
/// </summary>
public sealed partial class PersonalNames
{
    /// <summary>Characters in a name at least: a shorter one stands in every other word.</summary>
    public const int ShortestName = 3;

    private const int LongestExcerpt = 240;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Regex whole;
    private readonly Regex anywhere;
    private readonly string[] words;

    private PersonalNames(IReadOnlyCollection<string> names)
    {
        var forms = names.SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length).ToArray();
        whole = new(
            string.Join('|', forms.Select(Bounded)),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            Longest
        );
        anywhere = new(
            string.Join('|', forms.Select(Loose)),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            Longest
        );
        words = [.. forms.Select(LongestWord).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The names of a request.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT at the name that is too short or holds no letter.</exception>
    public static PersonalNames Of(IEnumerable<string> names)
    {
        var trimmed = names.Select(n => n.Trim()).ToList();
        var wrong = trimmed
            .Index()
            .Where(n => n.Item.Length < ShortestName || !n.Item.Any(char.IsLetter))
            .Select(n => new Violation($"names[{n.Index}]", "PERSONAL_NAME_SHORT", ShortestName))
            .ToList();
        return wrong.Count > 0 ? throw Problem.Invalid(wrong) : new(trimmed);
    }

    /// <summary>How many times the names stand in a text.</summary>
    public int CountIn(string text) => MayHold(text) ? whole.Count(text) : 0;

    /// <summary>Whether they stand in a text.</summary>
    public bool StandIn(string text) => MayHold(text) && whole.IsMatch(text);

    /// <summary>Whether a text is one of the names and nothing else: "Kari Nordmann Hansen" and "kari.nordmann" are not "Kari Nordmann".</summary>
    public bool Are(string text) =>
        text.Trim() is var name && MayHold(name) && whole.Match(name) is { Index: 0 } match && match.Length == name.Length;

    /// <summary>Whether they stand in what is no text, between other bytes: what stands around a name there says nothing.</summary>
    public bool StandAnywhereIn(string text) => anywhere.IsMatch(text);

    /// <summary>Cheap, and never wrong about a text that does hold them: so that most texts are looked at once.</summary>
    public bool MayHold(string text)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>The text with a pseudonym for each of the names.</summary>
    public string Replace(string text, string pseudonym) =>
        MayHold(text) ? whole.Replace(text, pseudonym.Replace("$", "$$", StringComparison.Ordinal)) : text;

    /// <summary>A short text as it is; of a longer one the words around the first of the names.</summary>
    public string Excerpt(string text)
    {
        if (text.Length <= LongestExcerpt)
            return text;
        var first = whole.Match(text);
        var start = Math.Clamp((first.Success ? first.Index : 0) - LongestExcerpt / 2, 0, text.Length - LongestExcerpt);
        var end = start + LongestExcerpt;
        // Whole words, where there are any near.
        while (start > 0 && !char.IsWhiteSpace(text[start]) && start < first.Index)
            start++;
        if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            end--;
        return $"{(start > 0 ? "…" : "")}{text[start..end].Trim()}{(end < text.Length ? "…" : "")}";
    }

    // As written, as in a register, and as a Mac writes å.
    private static IEnumerable<string> Forms(string name)
    {
        var parts = Spaces().Split(name);
        List<string> forms = [string.Join(' ', parts)];
        if (parts.Length > 1 && !name.Contains(',', StringComparison.Ordinal) && !name.Contains('@', StringComparison.Ordinal))
            forms.Add($"{parts[^1]}, {string.Join(' ', parts[..^1])}");
        return forms.SelectMany(f => (string[])[Normal(f, NormalizationForm.FormC), Normal(f, NormalizationForm.FormD)]);
    }

    // What is no character has one form only.
    private static string Normal(string form, NormalizationForm normal)
    {
        try
        {
            return form.Normalize(normal);
        }
        catch (ArgumentException)
        {
            return form;
        }
    }

    private static string Loose(string form) => string.Join(@"\s+", form.Split(' ').Select(Regex.Escape));

    // An s of the genitive may follow.
    private static string Bounded(string form) =>
        form.Contains('@', StringComparison.Ordinal)
            ? $@"(?<![\p{{L}}\p{{N}}._+-]){Loose(form)}(?![\p{{L}}\p{{N}}]|[.-][\p{{L}}\p{{N}}])"
            : $@"(?<![\p{{L}}\p{{N}}\p{{M}}]|[\p{{L}}\p{{N}}]-){Loose(form)}(?=s?(?![\p{{L}}\p{{N}}\p{{M}}]|-\p{{L}}))";

    // Of letters and digits alone: whatever the text is wrapped in, such a word stands in it as it is.
    private static string LongestWord(string form) => Words().Matches(form).MaxBy(m => m.Length)?.Value ?? form;

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, 10_000)]
    private static partial Regex Words();
}
