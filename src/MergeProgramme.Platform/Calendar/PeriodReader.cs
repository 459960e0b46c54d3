namespace MergeProgramme.Platform.Calendar;

/// <summary>
/// Reads the words in which people write when something is to be done, in Bokmål, Nynorsk or English: dates (6.12.17, 9/4-14, 9. april 2014, 2014-04-09),
/// weeks, months, quarters, tertials, half-years, years, seasons, spans of these, and spans that are open at one end.
/// <list type="bullet">
/// <item>Two digits of a year are of 2000–2099. Years are 1900 to 2199.</item>
/// <item>Where no year is written: the nearest such period that ends on or after the reference date. In a span an end without
/// a year takes the other end's, over New Year where it must ("Nov–Feb 2018" begins in 2017).</item>
/// <item>primo, medio, ultimo (early, mid, late): the three thirds. A year's are its tertials, a half-year's its pairs of months, a quarter's its
/// months, a month's the days 1–10, 11–20 and the rest.</item>
/// <item>Seasons are those of the working year: våren 1 January–20 June, sommeren 21 June–15 August, høsten 16 August–31 December; vinteren is
/// December to February and belongs to the year in which it ends. "Før sommeren" thus ends on 20 June.</item>
/// <item>Påske is Palm Sunday to Easter Monday; "før påske" ends on the last working day before Palm Sunday (11 April 2014, as Bodø's case paper 13/15 has
/// it). "Før jul" ends on the last working day before Christmas Eve, "før pinse" on the last before Whit Sunday.</item>
/// <item>før X: open start, ends the day before X begins. innen, senest, til X: open start, ends with X. fra X: open end. etter X: open end, from the day after.</item>
/// <item>"jul" is July among months ("Jun/Jul 2018") and with a full stop, Christmas after før, innen, etter; alone it is unreadable.</item>
/// </list>
/// Whatever is not wholly understood, can be understood in two ways (2010-11), contradicts itself (a wrong weekday, an end before the start) or is no
/// day of the calendar is unreadable: never a guess, never an exception. The time is linear in the label's length.
/// </summary>
public static class PeriodReader
{
    /// <summary>The longest label that is read, in characters, as in the contract of Period.</summary>
    public const int MaxLength = 100;

    /// <summary>Reads the label.</summary>
    /// <param name="label">The words, of any length and content.</param>
    /// <param name="reference">The day from which a missing year is sought: that of the document, or today.</param>
    /// <returns>The days, or <see cref="PeriodReading.Unreadable"/>.</returns>
    public static PeriodReading Read(string? label, DateOnly reference)
    {
        var text = (label ?? "").AsSpan().Trim();
        return text.Length is > 0 and <= MaxLength && PeriodWords.Read(text.ToString()) is { } tokens
            ? ReadTokens(tokens, reference)
            : PeriodReading.Unreadable;
    }

    private static PeriodReading ReadTokens(Lexeme[] tokens, DateOnly reference)
    {
        var approximate = tokens.Any(token => token.Token == PeriodToken.Approximately);
        Lexeme[] rest = [.. tokens.Where(token => token.Token != PeriodToken.Approximately)];

        // "før påske, dvs 11. april 2014": what follows is the meaning; what comes before may leave the start open.
        var thatIs = Array.FindIndex(rest, token => token.Token == PeriodToken.ThatIs);
        if (thatIs < 0)
        {
            return ReadStatement(rest, reference, approximate);
        }

        var said = ReadStatement([.. rest[..thatIs], new Lexeme(PeriodToken.End)], reference, approximate);
        var meant = ReadStatement(rest[(thatIs + 1)..], reference, approximate);
        return said is { IsReadable: true, Start: null } && meant.End is { } end
            ? new PeriodReading(null, end, meant.IsExact, meant.IsYearAssumed)
            : meant;
    }

    private static PeriodReading ReadStatement(Lexeme[] tokens, DateOnly reference, bool approximate)
    {
        var bound = tokens[0].Token switch
        {
            PeriodToken.To => PeriodToken.Until,
            PeriodToken.Before or PeriodToken.Until or PeriodToken.From or PeriodToken.After or PeriodToken.Between => tokens[
                0
            ].Token,
            _ => PeriodToken.End,
        };
        var chain = new PeriodParser(tokens, bound == PeriodToken.End ? 0 : 1).Chain();
        if (chain is not var (read, separators) || Complete(read, bound) is not { } parts)
        {
            return PeriodReading.Unreadable;
        }

        if (
            Place(parts, bound, reference) is not { } spans
            || !InOrder(parts, spans, separators, bound == PeriodToken.Between)
            || (bound == PeriodToken.Between && parts.Length != 2)
            || (bound is PeriodToken.Before or PeriodToken.After && parts.Length != 1)
        )
        {
            return PeriodReading.Unreadable;
        }

        var isSpan = separators.Any(separator => separator is PeriodToken.Dash or PeriodToken.To);
        var (start, end) = (spans[0].First, spans[^1].Last);
        (DateOnly? Start, DateOnly? End) open = bound switch
        {
            PeriodToken.Before => (null, parts[0].DayBefore(spans[0])),
            PeriodToken.Until => (null, end),
            PeriodToken.After => (end.AddDays(1), null),
            PeriodToken.From when !isSpan => (start, null),
            _ => (start, end),
        };
        var exact = !approximate && parts.All(part => part.IsExact);
        return new PeriodReading(open.Start, open.End, exact, yearAssumed: parts.All(part => part.Year is null));
    }

    /// <summary>Gives bare numbers ("2–8" of "Uke 2–8") and lone thirds ("primo/ultimo 2018") the kind of their neighbour; null where they have none.</summary>
    private static PeriodPart[]? Complete(PeriodPart[] read, PeriodToken bound)
    {
        var amongMonths = read.Any(part => part is { Kind: PeriodKind.Month, IsJul: false });
        PeriodPart[] parts = [.. read];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] is { IsJul: true } jul && !amongMonths)
            {
                if (bound is PeriodToken.End or PeriodToken.Between)
                {
                    return null;
                }

                parts[i] = jul with { Kind = PeriodKind.Christmas, Number = 0 };
            }

            if (i < parts.Length - 1 && parts[i].Kind == PeriodKind.Bare && parts[i + 1].Kind != PeriodKind.Bare)
            {
                parts[i] = Like(parts[i], parts[i + 1]);
            }
        }

        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Kind == PeriodKind.Bare)
            {
                parts[i] = Like(parts[i], parts[i - 1]);
            }
        }

        return parts.Any(part => part.Kind == PeriodKind.Bare) ? null : parts;
    }

    private static PeriodPart Like(PeriodPart bare, PeriodPart model) =>
        model.Kind switch
        {
            // "primo/ultimo 2018"
            _ when bare.Digits == 0 => model.Third == PeriodThird.Whole ? bare : model with { Third = bare.Third },
            // "2017–19"
            PeriodKind.Year when bare is { Digits: 2, Year: null } && model.Year is { } year => model with
            {
                Year = (year / 100 * 100) + bare.Number,
            },
            PeriodKind.Day => model with { Day = bare.Number, Weekday = null, Third = bare.Third, SharesMonth = true },
            PeriodKind.Week or PeriodKind.Quarter or PeriodKind.Tertial or PeriodKind.Half => new PeriodPart(
                model.Kind,
                bare.Number,
                bare.Year
            )
            {
                Third = bare.Third,
            },
            _ => bare,
        };

    /// <summary>The days of every part; missing years come from the neighbours, or from the reference date where no part has one.</summary>
    private static (DateOnly First, DateOnly Last)[]? Place(PeriodPart[] parts, PeriodToken bound, DateOnly reference)
    {
        var years = Array.ConvertAll(parts, part => part.Year);
        if (Array.TrueForAll(years, year => year is null))
        {
            years[^1] = NearestYear(parts[^1], bound, reference);
        }

        for (var i = parts.Length - 2; i >= 0; i--)
        {
            if (years[i] is null && years[i + 1] is { } next && parts[i + 1].In(next) is { } following)
            {
                years[i] = next;
                if (
                    !parts[i].SharesMonth
                    && parts[i].In(next) is var same
                    && (same is null || same.Value.First > following.First)
                )
                {
                    years[i] = next - 1;
                }
            }
        }

        for (var i = 1; i < parts.Length; i++)
        {
            if (years[i] is null && years[i - 1] is { } previous && parts[i - 1].In(previous) is { } preceding)
            {
                years[i] = previous;
                if (
                    !parts[i].SharesMonth
                    && parts[i].In(previous) is var same
                    && (same is null || same.Value.Last < preceding.Last)
                )
                {
                    years[i] = previous + 1;
                }
            }
        }

        var spans = new (DateOnly First, DateOnly Last)[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (years[i] is not { } year || parts[i].In(year) is not { } span)
            {
                return null;
            }

            spans[i] = span;
        }

        return spans;
    }

    private static int? NearestYear(PeriodPart part, PeriodToken bound, DateOnly reference)
    {
        // Leap days are at most eight years apart, weeks 53 seven.
        for (var year = reference.Year - 1; year <= reference.Year + 8; year++)
        {
            if (part.In(year) is { } span && (bound == PeriodToken.Before ? part.DayBefore(span) : span.Last) >= reference)
            {
                return year;
            }
        }

        return null;
    }

    private static bool InOrder(
        PeriodPart[] parts,
        (DateOnly First, DateOnly Last)[] spans,
        PeriodToken[] separators,
        bool between
    )
    {
        for (var i = 1; i < spans.Length; i++)
        {
            var (before, after) = (spans[i - 1], spans[i]);

            // "mai/juni" is one stretch, and so is what "vår/høst" frames; "mars og november" is two, which no single period can hold.
            var mustAdjoin =
                !between && separators[i - 1] is PeriodToken.Slash or PeriodToken.And && parts[i - 1].IsExact && parts[i].IsExact;
            if (after.First < before.First || after.Last < before.Last || (mustAdjoin && after.First > before.Last.AddDays(1)))
            {
                return false;
            }
        }

        return true;
    }
}
