using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MergeProgramme.Platform.Calendar;

/// <summary>What a token of a period's label means to <see cref="PeriodReader"/>.</summary>
internal enum PeriodToken
{
    End,
    Number,
    Dot,
    Dash,
    Slash,
    And,
    To,
    Unit,
    Month,
    Weekday,
    Named,
    Ordinal,
    OrdinalSuffix,
    Third,
    Before,
    Until,
    From,
    After,
    Between,
    Approximately,
    ThatIs,
    Filler,
}

/// <summary>The kinds of period that have a name.</summary>
internal enum PeriodKind
{
    Bare,
    Year,
    Half,
    Tertial,
    Quarter,
    Month,
    Week,
    Day,
    Winter,
    Spring,
    Summer,
    Autumn,
    Easter,
    Whitsun,
    Christmas,
    TurnOfYear,
}

/// <summary>Which part of a period is meant.</summary>
internal enum PeriodThird
{
    Whole,
    First,
    Middle,
    Last,
    LastDay,
}

/// <summary>A token of a label.</summary>
/// <param name="Token">What it is.</param>
/// <param name="Value">The number; or which month, kind, third or weekday.</param>
/// <param name="Digits">How many digits a number was written with.</param>
/// <param name="IsJul">The word "jul" without a full stop: Christmas or July.</param>
internal readonly record struct Lexeme(PeriodToken Token, int Value = 0, int Digits = 0, bool IsJul = false);

/// <summary>Cuts a label into tokens, in one pass, and knows the words in Bokmål, Nynorsk and English.</summary>
internal static class PeriodWords
{
    private static readonly FrozenDictionary<string, Lexeme> Words = Vocabulary().ToFrozenDictionary(StringComparer.Ordinal);

    // Phrases of several words that mean one thing, longest first; a full stop is a word of its own here.
    private static readonly (string[] Phrase, Lexeme Meaning)[] Phrases =
    [
        (["f", ".", "o", ".", "m"], new(PeriodToken.From)),
        (["t", ".", "o", ".", "m"], new(PeriodToken.To)),
        (["no", "later", "than"], new(PeriodToken.Until)),
        (["fra", "og", "med"], new(PeriodToken.From)),
        (["frå", "og", "med"], new(PeriodToken.From)),
        (["til", "og", "med"], new(PeriodToken.To)),
        (["i", "løpet", "av"], new(PeriodToken.Filler)),
        (["by", "the", "end", "of"], new(PeriodToken.Until)),
        (["fram", "til"], new(PeriodToken.To)),
        (["frem", "til"], new(PeriodToken.To)),
        (["as", "of"], new(PeriodToken.From)),
    ];

    /// <summary>The tokens, closed by <see cref="PeriodToken.End"/>; null where a character or word is unknown.</summary>
    internal static Lexeme[]? Read(string label)
    {
        // Neither a control, nor half a character, nor what Unicode leaves undefined, at which normalisation throws.
        if (
            label.Any(c =>
                char.GetUnicodeCategory(c)
                    is >= UnicodeCategory.Control
                        and <= UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
            )
        )
        {
            return null;
        }

        return Cut(label.Normalize(NormalizationForm.FormKC).ToLowerInvariant()) is { } pieces ? Understand(pieces) : null;
    }

    private static List<string>? Cut(string text)
    {
        List<string> pieces = [];
        var open = 0;
        for (var i = 0; i < text.Length; )
        {
            var start = i;
            var c = text[i++];
            if (char.IsAsciiDigit(c) || char.IsLetter(c))
            {
                var digit = char.IsAsciiDigit(c);
                while (i < text.Length && (digit ? char.IsAsciiDigit(text[i]) : char.IsLetter(text[i])))
                {
                    i++;
                }

                pieces.Add(text[start..i]);
                continue;
            }

            switch (c)
            {
                case '(':
                    open++;
                    break;
                case ')' when --open < 0:
                    return null;
                case ')' or ',':
                    break;
                case '\'' or '’' when i < text.Length && char.IsAsciiDigit(text[i]):
                    break;
                case '-' or '‐' or '‑' or '‒' or '–' or '—' or '−':
                    pieces.Add("-");
                    break;
                case '.' or '/' or '&' or ':':
                    pieces.Add(c.ToString());
                    break;
                default:
                    if (!char.IsWhiteSpace(c))
                    {
                        return null;
                    }

                    break;
            }
        }

        while (pieces.Count > 0 && pieces[^1] is "." or ":")
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return open == 0 ? pieces : null;
    }

    private static Lexeme[]? Understand(List<string> pieces)
    {
        List<Lexeme> tokens = [];
        for (var i = 0; i < pieces.Count; )
        {
            var piece = pieces[i];
            var at = i;
            var (phrase, meaning) = Array.Find(
                Phrases,
                p => p.Phrase.Length <= pieces.Count - at && p.Phrase.Index().All(word => pieces[at + word.Index] == word.Item)
            );
            i += phrase?.Length ?? 1;
            if (phrase is null)
            {
                if (char.IsAsciiDigit(piece[0]))
                {
                    if (piece.Length > 4)
                    {
                        return null;
                    }

                    tokens.Add(new(PeriodToken.Number, int.Parse(piece, CultureInfo.InvariantCulture), piece.Length));
                    continue;
                }

                if (!Words.TryGetValue(piece, out meaning))
                {
                    return null;
                }
            }

            // The full stop of an abbreviation says nothing, but that "jul." is juli.
            if (char.IsLetter(piece[0]) && i < pieces.Count && pieces[i] == ".")
            {
                meaning = meaning with { IsJul = false };
                i++;
            }

            if (meaning.Token != PeriodToken.Filler)
            {
                tokens.Add(meaning);
            }
        }

        return [.. tokens, new Lexeme(PeriodToken.End)];
    }

    private static IEnumerable<KeyValuePair<string, Lexeme>> Vocabulary()
    {
        string[] months =
        [
            "jan januar january",
            "feb februar february",
            "mar mars march",
            "apr april",
            "mai may",
            "jun juni june",
            "juli july",
            "aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "des dec desember december",
        ];
        string[] weekdays =
        [
            "søndag sundag sunday",
            "mandag måndag monday",
            "tirsdag tysdag tuesday",
            "onsdag wednesday",
            "torsdag thursday",
            "fredag friday",
            "lørdag laurdag saturday",
        ];
        string[] ordinals = ["første fyrste first", "andre annen annet second", "tredje third", "fjerde fourth"];
        (PeriodToken Token, int Value, string Words)[] others =
        [
            (PeriodToken.Dot, 0, "."),
            (PeriodToken.Dash, 0, "-"),
            (PeriodToken.Slash, 0, "/"),
            (PeriodToken.And, 0, "& og and"),
            (PeriodToken.To, 0, "til to tom through"),
            (PeriodToken.Unit, (int)PeriodKind.Week, "uke uka uken uker ukene veke veka veker w wk week weeks"),
            (PeriodToken.Unit, (int)PeriodKind.Quarter, "kvartal kv q quarter"),
            (PeriodToken.Unit, (int)PeriodKind.Tertial, "tertial t"),
            (PeriodToken.Unit, (int)PeriodKind.Half, "halvår h half"),
            (PeriodToken.Named, (int)PeriodKind.Winter, "vinter vinteren winter"),
            (PeriodToken.Named, (int)PeriodKind.Spring, "vår våren spring"),
            (PeriodToken.Named, (int)PeriodKind.Summer, "sommer sommeren sommerferie sommerferien sumar sumaren summer"),
            (PeriodToken.Named, (int)PeriodKind.Autumn, "høst høsten haust hausten autumn fall"),
            (PeriodToken.Named, (int)PeriodKind.Easter, "påske påska påsken easter"),
            (PeriodToken.Named, (int)PeriodKind.Whitsun, "pinse pinsa pinsen whitsun pentecost"),
            (PeriodToken.Named, (int)PeriodKind.Christmas, "jula julen christmas"),
            (PeriodToken.Named, (int)PeriodKind.TurnOfYear, "årsskifte årsskiftet"),
            (PeriodToken.OrdinalSuffix, 0, "st nd rd th"),
            (PeriodToken.Third, (int)PeriodThird.First, "primo tidlig begynnelsen starten early beginning start"),
            (PeriodToken.Third, (int)PeriodThird.Middle, "medio midten mid middle"),
            (PeriodToken.Third, (int)PeriodThird.Last, "ultimo sent slutten late end"),
            (PeriodToken.Third, (int)PeriodThird.LastDay, "utgangen"),
            (PeriodToken.Before, 0, "før before"),
            (PeriodToken.Until, 0, "innen senest seinest inntil by until within"),
            (PeriodToken.From, 0, "fra frå fom from since siden"),
            (PeriodToken.After, 0, "etter after"),
            (PeriodToken.Between, 0, "mellom between"),
            (PeriodToken.Approximately, 0, "ca cirka circa rundt omkring about around approx approximately"),
            (PeriodToken.ThatIs, 0, "dvs"),
            (PeriodToken.Filler, 0, "i in på on den det the of av iløpet during hele all perioden period år året year :"),
        ];

        return
        [
            new("jul", new(PeriodToken.Month, 7, IsJul: true)),
            .. Numbered(months, PeriodToken.Month, 1),
            .. Numbered(weekdays, PeriodToken.Weekday, 0),
            .. Numbered(ordinals, PeriodToken.Ordinal, 1),
            .. others.SelectMany(entry => Each(entry.Words, new(entry.Token, entry.Value))),
        ];

        static IEnumerable<KeyValuePair<string, Lexeme>> Numbered(string[] lines, PeriodToken token, int first) =>
            lines.Index().SelectMany(line => Each(line.Item, new(token, line.Index + first)));

        static IEnumerable<KeyValuePair<string, Lexeme>> Each(string words, Lexeme meaning) =>
            words.Split(' ').Select(word => KeyValuePair.Create(word, meaning));
    }
}
