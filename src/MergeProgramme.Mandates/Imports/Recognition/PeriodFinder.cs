using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>
/// Finds dates and periods in running text, in the words that <see cref="PeriodReader"/> reads: "Nov/des 17", "Medio 2019", "Uke 8–10", "før påske 2014",
/// "fra og med 2016". Numbers that might be anything else (13/15, 4.1, 2 000) are left alone. Never throws; ranges lie in the text and do not overlap. Pure.
/// </summary>
internal static class PeriodFinder
{
    // "før påske, dvs fredag 11. april 2014"
    private const int MostPieces = 8;
    private const int LongestPeriod = 60;

    private static readonly HashSet<string> Beginnings = new(StringComparer.OrdinalIgnoreCase);

    // Words that no period begins or ends with.
    private static readonly HashSet<string> Fillers = new(
        "i in on på den det the of av iløpet løpet og and til to tom & - – — / perioden period ca cirka".Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    // What a bare month stands behind where it is a month and not a name.
    private static readonly HashSet<string> Prepositions = new(
        "i in innen før fra til etter by before after from mellom".Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    // Counted things: "2000 innbyggere" is no year.
    private static readonly string[] Units =
    [
        "kr",
        "kroner",
        "mnok",
        "nok",
        "mill",
        "innbyggere",
        "ansatte",
        "stillinger",
        "årsverk",
        "timer",
    ];

    static PeriodFinder()
    {
        const string Starts =
            "jan januar january feb februar february mar mars march apr april mai may jun juni june jul juli july aug august sep sept september okt "
            + "oktober october nov november des desember december mandag måndag monday tirsdag tysdag tuesday onsdag wednesday torsdag thursday fredag "
            + "friday lørdag laurdag saturday søndag sundag sunday uke uka uken uker ukene veke veka w wk week weeks q kv kvartal tertial halvår vinter "
            + "vinteren winter vår våren spring sommer sommeren summer høst høsten haust hausten autumn påske påska påsken easter pinse pinsa pinsen "
            + "jula julen christmas årsskifte årsskiftet primo medio ultimo tidlig tidleg begynnelsen byrjinga starten midten slutten utgangen early mid late "
            + "beginning før innen senest seinest inntil etter fra frå fom from siden mellom between by before after until første fyrste andre annet tredje "
            + "fjerde first second third fourth t";
        foreach (var word in Starts.Split(' '))
            Beginnings.Add(word);
    }

    /// <summary>All of them, in order.</summary>
    /// <param name="reference">The day from which a missing year is sought: that of the document.</param>
    public static IReadOnlyList<(Span Place, PeriodReading Reading)> Find(string text, DateOnly reference)
    {
        List<(Span, PeriodReading)> found = [];
        var pieces = Pieces(text);
        for (var i = 0; i < pieces.Count; )
        {
            if (!CanBegin(text, pieces[i]) || Longest(text, pieces, i, reference) is not var (place, reading, count))
            {
                i++;
                continue;
            }
            found.Add((place, reading));
            i += count;
        }
        return found;
    }

    private static (Span Place, PeriodReading Reading, int Count)? Longest(
        string text,
        List<Span> pieces,
        int first,
        DateOnly reference
    )
    {
        for (var count = Math.Min(MostPieces, pieces.Count - first); count > 0; count--)
        {
            var place = new Span(pieces[first].Start, pieces[first + count - 1].End);
            if (place.Length > LongestPeriod)
                continue;
            var words = place.In(text);
            if (words.Contains('\n', StringComparison.Ordinal) || words.Contains('\t', StringComparison.Ordinal))
                continue;
            if (count > 1 && Fillers.Contains(pieces[first + count - 1].In(text)))
                continue;
            if (!IsPlausible(text, place, words))
                continue;
            var reading = PeriodReader.Read(words, reference);
            if (reading.IsReadable)
                return (place, reading, count);
        }
        return null;
    }

    private static bool CanBegin(string text, Span piece)
    {
        var c = text[piece.Start];
        if (char.IsAsciiDigit(c))
            return true;
        if (!char.IsLetter(c))
            return false;
        var end = piece.Start;
        while (end < piece.End && char.IsLetter(text[end]))
            end++;
        return Beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(piece.Start, end - piece.Start));
    }

    // Numbers alone are a period only where a year is among them; a word alone only where it can be nothing else.
    private static bool IsPlausible(string text, Span place, string words)
    {
        var hasDigit = words.Any(char.IsAsciiDigit);
        var hasLetter = words.Any(char.IsLetter);
        var before = place.Start == 0 ? ' ' : text[place.Start - 1];
        var after = place.End == text.Length ? ' ' : text[place.End];
        if (before is '/' or '-' or '–' or '§' or '#' or '%' || after is '/' or '%' || char.IsLetterOrDigit(after))
            return false;
        if (!hasDigit)
            return HasAnchor(words) && (words.Contains(' ', StringComparison.Ordinal) || IsAfterPreposition(text, place));
        if (hasLetter)
            return HasAnchor(words) && !IsNumberOf(words);
        if (IsYearIn(words))
            return !IsCount(text, place);
        // "(9/4)": day and month, where the marks say so.
        return before == '(' && after == ')' && words.Contains('/', StringComparison.Ordinal) && words.Length <= 5;
    }

    // "2 uker" is how long, not when; so is what "fase 2 Uke 9" begins with.
    private static bool IsNumberOf(string words)
    {
        var cut = TextWords.Of(words);
        return cut.Count > 1
            && cut[0].Length <= 2
            && cut[0].In(words).IndexOfAnyExceptInRange('0', '9') < 0
            && words[cut[0].End] == ' '
            && (
                words.AsSpan(cut[1].Start).StartsWith("uk", StringComparison.OrdinalIgnoreCase)
                || words.AsSpan(cut[1].Start).StartsWith("week", StringComparison.OrdinalIgnoreCase)
                || words.AsSpan(cut[1].Start).StartsWith("vek", StringComparison.OrdinalIgnoreCase)
                || words.AsSpan(cut[1].Start).StartsWith("k", StringComparison.OrdinalIgnoreCase)
                || words.AsSpan(cut[1].Start).StartsWith("t", StringComparison.OrdinalIgnoreCase)
            );
    }

    // "etter 10" and "fra 3" say nothing of a time: a month, week, year … must be among the words.
    private static bool HasAnchor(string words)
    {
        var anchors = TextWords.Of(words);
        foreach (var word in anchors)
        {
            var said = word.In(words);
            if (said.Length == 4 && IsYear(said))
                return true;
            if (!char.IsLetter(said[0]))
                continue;
            if (Bounds.Contains(said.ToString()))
                continue;
            var letters = 0;
            while (letters < said.Length && char.IsLetter(said[letters]))
                letters++;
            if (Beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(said[..letters]))
                return true;
        }
        // "1.kv.2018", "06.12.17"
        return IsYearIn(words);
    }

    // Words that bound a period and name none.
    private static readonly HashSet<string> Bounds = new(
        (
            "før innen senest seinest inntil etter fra frå fom from siden mellom between by before after until første fyrste andre annet tredje fjerde first "
            + "second third fourth primo medio ultimo tidlig tidleg begynnelsen byrjinga starten midten slutten utgangen early mid late beginning"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    private static bool IsYearIn(string words)
    {
        var numbers = TextWords.Of(words);
        foreach (var word in numbers)
        {
            var said = word.In(words);
            if (said.Length == 4 && IsYear(said))
                return true;
        }
        // Three numbers: 06.12.17, 9/4-14.
        return numbers.Count == 3
            && numbers.TrueForAll(n => n.Length <= 2 && char.IsAsciiDigit(words[n.Start]))
            && !words.Contains(' ', StringComparison.Ordinal);
    }

    private static bool IsYear(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return word.StartsWith("19") || word.StartsWith("20");
    }

    private static bool IsCount(string text, Span place)
    {
        var before = text.AsSpan(0, place.Start).TrimEnd();
        if (
            before.EndsWith("kr", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("NOK", StringComparison.OrdinalIgnoreCase)
        )
            return true;
        var after = text.AsSpan(place.End).TrimStart();
        foreach (var unit in Units)
        {
            if (
                after.StartsWith(unit, StringComparison.OrdinalIgnoreCase)
                && (after.Length == unit.Length || !char.IsLetterOrDigit(after[unit.Length]))
            )
                return true;
        }
        return false;
    }

    private static bool IsAfterPreposition(string text, Span place)
    {
        if (!char.IsLower(text[place.Start]))
            return false;
        var before = text.AsSpan(0, place.Start).TrimEnd();
        var start = before.Length;
        while (start > 0 && char.IsLetter(before[start - 1]))
            start--;
        return Prepositions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(before[start..]);
    }

    // What stands between spaces, without the marks around it.
    private static List<Span> Pieces(string text)
    {
        List<Span> pieces = [];
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at++;
            var end = at;
            while (start < end && text[start] is '(' or '«' or '"' or '“' or '\'' or '<' or '[')
                start++;
            while (
                end > start
                && text[end - 1] is ')' or '»' or '"' or '”' or '\'' or '>' or ']' or ',' or ';' or ':' or '.' or '!' or '?'
            )
                end--;
            if (end > start)
                pieces.Add(new(start, end));
        }
        return pieces;
    }
}
