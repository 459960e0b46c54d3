using System.Buffers;
using MergeProgramme.Mandates.Imports.Reading;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>A person with a role in a text.</summary>
/// <param name="Place">Name and role.</param>
internal sealed record FoundPerson(Span Place, Span Name, Span Role);

/// <summary>
/// Finds people by the roles that stand beside their names: "Kari Nordmann, kommunalsjef helse", "Kari Nordmann (leder), rådmann", "Prosjektleder: Kari
/// Nordmann", a name in one cell of a table and a role in the next. A name without a role is not taken for a person. Never throws; ranges lie in the text
/// and do not overlap. Pure.
/// </summary>
internal static class PersonFinder
{
    private const int MostNames = 4;
    private const int LongestRole = 100;

    // How words end that say what somebody is.
    private static readonly string[] RoleEndings =
    [
        "leder",
        "sjef",
        "sjefen",
        "direktør",
        "direktøren",
        "rådmann",
        "rådmannen",
        "konsulent",
        "rådgiver",
        "overlege",
        "lege",
        "ordfører",
        "verneombud",
        "verneombudet",
        "tillitsvalgt",
        "tillitsvalgte",
        "koordinator",
        "sekretær",
        "ansvarlig",
        "saksbehandler",
        "controller",
        "jurist",
        "advokat",
        "rektor",
        "styrer",
        "representant",
        "medlem",
        "varamedlem",
        "nestleder",
        "eier",
        "planlegger",
        "arkitekt",
        "ingeniør",
        "økonom",
        "psykolog",
        "sykepleier",
        "vernepleier",
        "fysioterapeut",
        "ergoterapeut",
        "bibliotekar",
        "brannsjef",
        "manager",
        "officer",
        "adviser",
        "director",
        "secretary",
        "chair",
    ];

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;()\n\t");
    private static readonly SearchValues<char> RoleEnds = SearchValues.Create(";\n\t!?:");

    private static readonly HashSet<string> RoleWords = new(["HTV", "FTV", "HVO", "PTV", "CEO", "CFO"], StringComparer.Ordinal);

    // Words in capital letters that are no part of a person's name.
    private static readonly string[] OtherEndings =
    [
        "forbundet",
        "forbund",
        "foreningen",
        "forening",
        "gruppe",
        "gruppen",
        "gruppa",
        "kommune",
        "kommunen",
        "nemnda",
        "utvalget",
        "styret",
        "mandat",
        "prosjekt",
        "prosjektet",
        "stab",
        "avdeling",
        "avdelingen",
        "etaten",
        "direktoratet",
    ];

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<FoundPerson> Find(string text)
    {
        var words = TextWords.Of(text);
        List<(int First, int Last, int Role)> people = [];
        var taken = -1;
        for (var i = 0; i < words.Count; i++)
        {
            // A role begins here: look for the name before it, then for the one behind.
            if (i <= taken || RoleAt(text, words, i) is not { } roleWord)
                continue;
            if (NameBefore(text, words, i, taken) is var (first, last))
            {
                people.Add((first, last, i));
                taken = roleWord;
            }
        }
        List<FoundPerson> found = [];
        foreach (var (number, (first, last, role)) in people.Index())
        {
            var next = number + 1 < people.Count ? people[number + 1].First : words.Count;
            var end = RoleEnd(text, words, role, next);
            // "(leder), rådmann": the role begins with its bracket.
            var start = words[role].Start;
            if (text[start - 1] == '(' && text.AsSpan(start, end - start).Contains(')'))
                start--;
            found.Add(new(new(words[first].Start, end), new(words[first].Start, words[last].End), new(start, end)));
        }
        foreach (var labelled in Labelled(text, words))
        {
            if (!found.Exists(other => other.Place.Overlaps(labelled.Place)))
                found.Add(labelled);
        }
        return [.. found.OrderBy(person => person.Place.Start)];
    }

    // The word of a role, where a role begins at this word: within its first three ("Ledende KS konsulent", "økonomi direktør").
    private static int? RoleAt(string text, List<Word> words, int index)
    {
        if (index == 0 || !IsOpened(text, words[index - 1].End, words[index].Start))
            return null;
        for (var i = index; i < Math.Min(words.Count, index + 3); i++)
        {
            if (i > index && text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End).ContainsAny(Breaks))
                return null;
            if (IsRole(words[i].In(text)))
                return i;
        }
        return null;
    }

    // A comma, a bracket or the next cell stands between a name and a role.
    private static bool IsOpened(string text, int from, int to)
    {
        var between = text.AsSpan(from, to - from);
        return between.Length <= 4 && between.IndexOfAny(",(\t–") >= 0 && between.IndexOfAny(".\n;:") < 0;
    }

    private static (int First, int Last)? NameBefore(string text, List<Word> words, int role, int taken)
    {
        var last = role - 1;
        var first = role;
        while (
            first > taken + 1
            && first - 1 >= 0
            && role - first < MostNames
            && IsName(text, words, first - 1)
            && (first == role || IsJoined(text, words[first - 1].End, words[first].Start))
        )
            first--;
        var parts = 0;
        for (var i = first; i <= last; i++)
            parts += i == first || text[words[i - 1].End] != '-' ? 1 : 0;
        return parts >= 2 ? (first, last) : null;
    }

    // "Anne-Lise", "Bodhild K", "Kari Nordmann": a space or a hyphen, nothing else.
    private static bool IsJoined(string text, int from, int to)
    {
        var between = text.AsSpan(from, to - from);
        return between is " " or "-" or "\u00A0" or ". ";
    }

    private static bool IsName(string text, List<Word> words, int index)
    {
        var word = words[index].In(text);
        if (!char.IsUpper(word[0]) || IsRole(word))
            return false;
        foreach (var c in word)
        {
            if (!char.IsLetter(c))
                return false;
        }
        // An initial is a name, other words in capitals are short for something.
        if (word.Length > 1 && TextWords.IsCapitals(word))
            return false;
        foreach (var ending in OtherEndings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    private static bool IsRole(ReadOnlySpan<char> word)
    {
        if (RoleWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return true;
        foreach (var ending in RoleEndings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // Where a role ends: before the next person, the end of the sentence or line, or a capital letter that begins something else.
    private static int RoleEnd(string text, List<Word> words, int role, int next)
    {
        var end = words[role].End;
        for (var i = role + 1; i < next; i++)
        {
            var between = text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End);
            if (between.ContainsAny(RoleEnds) || between.Length > 4 || words[i].End - words[role].Start > LongestRole)
                break;
            // "konst.rådmann" goes on; ". Det" does not.
            if (between.Contains('.') && between.Length > 1)
                break;
            var word = words[i].In(text);
            var before = words[i - 1].In(text);
            var isOfPlace = i + 1 < next && words[i + 1].In(text).StartsWith("kommune", StringComparison.OrdinalIgnoreCase);
            if (char.IsUpper(word[0]) && !(word.Length > 1 && TextWords.IsCapitals(word)) && !isOfPlace)
            {
                var isFirst = i == role + 1 && TextWords.IsCapitals(before);
                if (!isFirst && between is not "-")
                    break;
            }
            end = words[i].End;
        }
        // A bracket that opened within is closed within.
        var inner = text.AsSpan(words[role].Start, end - words[role].Start);
        if (inner.Count('(') > inner.Count(')') && end < text.Length && text[end] == ')')
            end++;
        else if (
            words[role].Start > 0
            && text[words[role].Start - 1] == '('
            && end < text.Length
            && text[end] == ')'
            && inner.Count('(') == inner.Count(')')
        )
            end++;
        return end;
    }

    // "Prosjektleder: Kari Nordmann"
    private static IEnumerable<FoundPerson> Labelled(string text, List<Word> words)
    {
        for (var i = 0; i + 2 < words.Count; i++)
        {
            if (!IsRole(words[i].In(text)) || !char.IsUpper(words[i].In(text)[0]))
                continue;
            var between = text.AsSpan(words[i].End, words[i + 1].Start - words[i].End);
            if (between.Length > 3 || between.IndexOfAny(":\t") < 0 || between.Contains('\n'))
                continue;
            var last = i;
            while (
                last + 1 < words.Count
                && last - i < MostNames
                && IsName(text, words, last + 1)
                && (last == i || IsJoined(text, words[last].End, words[last + 1].Start))
            )
                last++;
            if (last - i >= 2)
                yield return new(
                    new(words[i].Start, words[last].End),
                    new(words[i + 1].Start, words[last].End),
                    new(words[i].Start, words[i].End)
                );
        }
    }
}
