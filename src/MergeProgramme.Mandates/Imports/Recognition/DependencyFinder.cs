using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>Something that a sub-project depends on.</summary>
/// <param name="Name">What it is called in the text.</param>
/// <param name="Reason">Why, in the words of the text; empty where it says none.</param>
/// <param name="Code">Code of the sub-project, such as A/P4; empty for an outside body.</param>
internal sealed record FoundDependency(Span Place, Span Name, Span Reason, string Code);

/// <summary>The beginning of an outside body's name.</summary>
/// <param name="IsPrefix">Whether the word may go on.</param>
internal sealed record OutsideBody(string Word, bool IsPrefix);

/// <summary>
/// Finds what a sub-project depends on: other sub-projects by their codes (A1, A/P4, A3.16), and outside bodies in what follows words such as "Andre
/// instanser:". Never throws; ranges lie in the text and do not overlap. Pure.
/// </summary>
internal static partial class DependencyFinder
{
    private const int LongestName = 200;
    private const int LongestReason = 2000;

    // Where the name ends and the reason begins.
    private static readonly string[] Because =
    [
        " særlig med tanke",
        " særlig med ",
        " med tanke",
        " for å ",
        " fordi ",
        " da de ",
        " da den ",
        " da det ",
        " på grunn av ",
        " knyttet til ",
        " når det gjelder ",
        " hvor ",
        " som ",
        " – ",
        " - ",
        ": ",
        ", ",
    ];

    // What comes before outside bodies, and not before a name that happens to stand in a sentence.
    private static readonly string[] LeadIns =
    [
        "andre instanser",
        "eksterne instanser",
        "eksterne aktører",
        "eksterne avhengigheter",
        "andre aktører",
        "avhengig av",
        "avhengigheter til",
        "samarbeidspartnere",
        "koordineres med",
    ];

    /// <summary>All of them, in order.</summary>
    /// <param name="ownCode">Code of the sub-project itself, which does not depend on itself.</param>
    /// <param name="bodies">How the names of outside bodies begin.</param>
    /// <param name="isLedIn">Whether words that come before outside bodies stood in the line before.</param>
    public static IReadOnlyList<FoundDependency> Find(
        string text,
        string ownCode,
        IReadOnlyCollection<OutsideBody> bodies,
        bool isLedIn = false
    )
    {
        List<(int Start, string Code)> starts =
        [
            .. Code()
                .Matches(text)
                .Select(match => match.Groups["code"])
                .Where(code => !string.Equals(code.Value, ownCode, StringComparison.OrdinalIgnoreCase) && IsNamed(text, code))
                .Select(code => (code.Index, code.Value)),
        ];
        starts.AddRange(Outside(text, bodies, isLedIn).Select(start => (start, "")));
        starts.Sort();
        List<FoundDependency> found = [];
        foreach (var (number, (start, code)) in starts.Index())
        {
            var next = number + 1 < starts.Count ? starts[number + 1].Start : text.Length;
            var end = End(text, start + Math.Max(1, code.Length), next);
            if (end <= start)
                continue;
            var place = new Span(start, end);
            var cut = NameEnd(text, place, code);
            var reason = Trimmed(text, cut, end);
            found.Add(new(new(start, reason.Length > 0 ? reason.End : cut), new(start, cut), reason, code));
        }
        return found;
    }

    // "A2 Økonomi": a name follows a code that is one. "delprosjektet A4 må": a sentence goes on.
    private static bool IsNamed(string text, Group code)
    {
        var after = code.Index + code.Length;
        var end = after;
        while (end < text.Length && text[end] is ' ' or ':' or '–' or '-' or '\t')
            end++;
        return end > after && end < text.Length && char.IsUpper(text[end]);
    }

    /// <summary>Whether a text ends with words that outside bodies follow, or goes on with such as it was led in.</summary>
    public static bool LeadsIn(string text, bool isLedIn) =>
        Array.Exists(LeadIns, words => text.Contains(words, StringComparison.OrdinalIgnoreCase))
        || (isLedIn && !text.AsSpan().TrimEnd().EndsWith(":"));

    private static IEnumerable<int> Outside(string text, IReadOnlyCollection<OutsideBody> bodies, bool isLedIn)
    {
        var begins = isLedIn ? 0 : -1;
        var from = LeadIns
            .Select(words => text.IndexOf(words, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? at + words.Length : -1)
            .Where(at => at >= 0)
            .DefaultIfEmpty(begins)
            .Min();
        from = isLedIn ? 0 : from;
        if (from < 0)
            yield break;
        var words = TextWords.Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Start < from)
                continue;
            // "Arbeidsgrupper og referansegrupper:" begins something else.
            if (IsLabel(text, words, i) && !IsLeadIn(text, words[i].Start))
                yield break;
            if (IsBody(words[i].In(text), bodies) && IsBeginning(text, words, i))
                yield return words[i].Start;
        }
    }

    private static bool IsLeadIn(string text, int start) =>
        Array.Exists(LeadIns, words => text.AsSpan(start).StartsWith(words, StringComparison.OrdinalIgnoreCase));

    private static bool IsBody(ReadOnlySpan<char> word, IReadOnlyCollection<OutsideBody> bodies)
    {
        foreach (var body in bodies)
        {
            if (body.IsPrefix ? word.StartsWith(body.Word, StringComparison.Ordinal) : word.SequenceEqual(body.Word))
                return true;
        }
        return false;
    }

    // Not "for NAV kontoret" or "av Sykehuset": a small word of one to five letters before it makes it part of a sentence.
    private static bool IsBeginning(string text, List<Word> words, int index)
    {
        if (index == 0)
            return true;
        var between = text.AsSpan(words[index - 1].End, words[index].Start - words[index - 1].End);
        if (between.ContainsAny(TextWords.Stops) || between.ContainsAny("\t•,"))
            return true;
        var before = words[index - 1].In(text);
        return before.Length > 5 || char.IsUpper(before[0]);
    }

    // Up to three words that end in a colon, at the beginning of a sentence.
    private static bool IsLabel(string text, List<Word> words, int index)
    {
        if (!char.IsUpper(text[words[index].Start]))
            return false;
        for (var i = index; i < Math.Min(words.Count, index + 3); i++)
        {
            if (words[i].End < text.Length && text[words[i].End] == ':')
                return true;
            if (words[i].End >= text.Length || text[words[i].End] != ' ')
                return false;
        }
        return false;
    }

    // At the next one, the end of the line, or a label such as "Andre instanser:".
    private static int End(string text, int from, int next)
    {
        var end = text.IndexOf('\n', Math.Min(from, text.Length));
        end = end < 0 || end > next ? next : end;
        if (from < end && Label().Match(text, from, end - from) is { Success: true } label)
            end = label.Groups["label"].Index;
        // A label that follows a capital letter, as "Indre Østfold Andre instanser:".
        foreach (var words in LeadIns)
        {
            var at = text.IndexOf(words + ":", from, Math.Max(0, end - from), StringComparison.OrdinalIgnoreCase);
            if (at > 0)
                end = at;
        }
        while (end > from && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '•' or '-' or '–'))
            end--;
        return end;
    }

    private static int NameEnd(string text, Span place, string code)
    {
        var from = place.Start + Math.Max(1, code.Length);
        var end = place.End;
        foreach (var words in Because)
        {
            var at = from >= end ? -1 : text.IndexOf(words, from, end - from, StringComparison.Ordinal);
            // "A3 Eiendom, miljø og tekniske tjenester særlig med …": a comma ends a name only where nothing else does.
            if (at > from && !(words is ", " && end < place.End))
                end = words is ", " && text.IndexOf(" og ", at, end - at, StringComparison.Ordinal) > 0 ? end : at;
        }
        return Math.Min(end, place.Start + LongestName);
    }

    private static Span Trimmed(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ':' or ',' or '–' or '-'))
            start++;
        return new(start, Math.Min(end, start + LongestReason));
    }

    [GeneratedRegex(
        @"(?:^|[\s(,;:•])(?<code>[APKapk](?:/[A-Za-z])?\d{1,2}(?:\.\d{1,2}){0,2})\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Code();

    [GeneratedRegex(
        @"[\s.](?<label>\p{Lu}[\p{L}-]+(?: \p{Ll}[\p{L}-]*){0,3}:)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Label();
}
