namespace MergeProgramme.Platform.Calendar;

/// <summary>The grammar of <see cref="PeriodReader"/>: parts joined by separators. It looks a fixed number of tokens ahead and never back.</summary>
internal sealed class PeriodParser(Lexeme[] tokens, int position)
{
    private int _at = position;

    /// <summary>All parts and what stands between them; null where the tokens are no period.</summary>
    internal (PeriodPart[] Parts, PeriodToken[] Separators)? Chain()
    {
        List<PeriodPart> parts = [];
        List<PeriodToken> separators = [];
        while (Part() is { } part)
        {
            parts.Add(part);
            var next = Peek().Token;
            if (next == PeriodToken.End)
            {
                return ([.. parts], [.. separators]);
            }

            if (!IsSeparator(next))
            {
                return null;
            }

            separators.Add(next);
            _at++;
        }

        return null;
    }

    private static bool IsSeparator(PeriodToken token) =>
        token is PeriodToken.Dash or PeriodToken.Slash or PeriodToken.And or PeriodToken.To;

    private static bool IsYear(Lexeme token) =>
        token
            is { Token: PeriodToken.Number, Digits: 4, Value: >= NorwegianCalendar.FirstYear and <= NorwegianCalendar.LastYear };

    private static bool IsShort(Lexeme token) => token is { Token: PeriodToken.Number, Digits: 1 or 2 };

    private Lexeme Peek(int ahead = 0) => tokens[Math.Min(_at + ahead, tokens.Length - 1)];

    private bool Take(PeriodToken token)
    {
        if (Peek().Token != token)
        {
            return false;
        }

        _at++;
        return true;
    }

    private PeriodPart? Part()
    {
        if (Peek() is not { Token: PeriodToken.Third, Value: var third })
        {
            return Stretch();
        }

        _at++;
        if (Peek().Token == PeriodToken.Dash && !(Peek(1).Token == PeriodToken.Third))
        {
            _at++; // "mid-2019"
        }

        return IsSeparator(Peek().Token) ? new PeriodPart(PeriodKind.Bare) { Third = (PeriodThird)third }
            : Stretch() is { Kind: not PeriodKind.Bare } part ? part with { Third = (PeriodThird)third }
            : null;
    }

    private PeriodPart? Stretch()
    {
        var token = Peek();
        switch (token.Token)
        {
            case PeriodToken.Weekday:
                _at++;
                return Stretch() is { Kind: PeriodKind.Day, Weekday: null } day
                    ? day with
                    {
                        Weekday = (DayOfWeek)token.Value,
                    }
                    : null;
            case PeriodToken.Unit when IsShort(Peek(1)):
                _at += 2;
                return WithYear(new PeriodPart((PeriodKind)token.Value, Peek(-1).Value));
            case PeriodToken.Ordinal when Peek(1).Token == PeriodToken.Unit:
                _at += 2;
                return WithYear(new PeriodPart((PeriodKind)Peek(-1).Value, token.Value));
            case PeriodToken.Named:
                _at++;
                return Named((PeriodKind)token.Value);
            case PeriodToken.Month:
                _at++;
                return Month(token);
            case PeriodToken.Number when token.Digits == 4:
                return IsYear(token) ? FromYear() : null;
            case PeriodToken.Number when IsShort(token):
                return FromNumber();
            default:
                return null;
        }
    }

    private PeriodPart? Named(PeriodKind kind)
    {
        // "vinteren 2017/2018", "årsskiftet 2017/18": it belongs to the second year.
        if (
            kind is PeriodKind.Winter or PeriodKind.TurnOfYear
            && IsYear(Peek())
            && Peek(1).Token is PeriodToken.Slash or PeriodToken.Dash
            && Peek(2) is { Token: PeriodToken.Number, Digits: 2 or 4 } second
        )
        {
            var year = Peek().Value + 1;
            _at += 3;
            return second.Value == (second.Digits == 4 ? year : year % 100) ? new PeriodPart(kind, Year: year) : null;
        }

        var part = WithYear(new PeriodPart(kind));
        return kind == PeriodKind.TurnOfYear && part.Year is not null ? null : part;
    }

    private PeriodPart? Month(Lexeme month)
    {
        // "May 15, 2018", "May 15th"
        if (IsShort(Peek()) && (IsYear(Peek(1)) || Peek(1).Token == PeriodToken.OrdinalSuffix))
        {
            var day = Peek().Value;
            _at++;
            Take(PeriodToken.OrdinalSuffix);
            return WithYear(new PeriodPart(PeriodKind.Day, month.Value) { Day = day });
        }

        return WithYear(new PeriodPart(PeriodKind.Month, month.Value) { IsJul = month.IsJul });
    }

    private PeriodPart? FromYear()
    {
        var year = Peek().Value;
        _at++;
        var dash = Peek().Token == PeriodToken.Dash ? 1 : 0;
        var (next, afterNext) = (Peek(dash), Peek(dash + 1));
        if (dash == 1 && next is { Token: PeriodToken.Number, Digits: 2 })
        {
            if (afterNext.Token == PeriodToken.Dash && Peek(3) is { Token: PeriodToken.Number, Digits: 2 } day)
            {
                _at += 4;
                return new PeriodPart(PeriodKind.Day, next.Value, year) { Day = day.Value };
            }

            var (isMonth, isSpan) = (next.Value is >= 1 and <= 12, next.Value > year % 100);
            if (isMonth && isSpan)
            {
                return null; // "2010-11" is November, and 2010 to 2011.
            }

            if (isMonth)
            {
                _at += 2;
                return new PeriodPart(PeriodKind.Month, next.Value, year);
            }
        }

        // "2018 Q1", "2018-W05"; but "2018 – Q1 2019" is a span.
        if (next.Token == PeriodToken.Unit && IsShort(afterNext) && !IsYear(Peek(dash + 2)))
        {
            _at += dash + 2;
            return new PeriodPart((PeriodKind)next.Value, afterNext.Value, year);
        }

        if (Peek().Token == PeriodToken.Month && !(Peek(1).Token == PeriodToken.Number))
        {
            _at++;
            return new PeriodPart(PeriodKind.Month, Peek(-1).Value, year);
        }

        return new PeriodPart(PeriodKind.Year, Year: year);
    }

    private PeriodPart? FromNumber()
    {
        var number = Peek();
        _at++;
        var dotted = Take(PeriodToken.Dot) || Take(PeriodToken.OrdinalSuffix);
        var next = Peek();
        if (next.Token == PeriodToken.Unit)
        {
            _at++;
            return WithYear(new PeriodPart((PeriodKind)next.Value, number.Value));
        }

        if (next.Token == PeriodToken.Month)
        {
            _at++;
            return WithYear(new PeriodPart(PeriodKind.Day, next.Value) { Day = number.Value });
        }

        if (dotted && next.Token == PeriodToken.Number)
        {
            return Dotted(number);
        }

        // "9/4"; but "1/2. kvartal" is two quarters.
        var ordinalsAhead = Peek(Peek(2).Token == PeriodToken.Dot ? 3 : 2).Token == PeriodToken.Unit;
        if (!dotted && next.Token == PeriodToken.Slash && Peek(1).Token == PeriodToken.Number && !ordinalsAhead)
        {
            _at++;
            return Slashed(number);
        }

        return WithYear(new PeriodPart(PeriodKind.Bare, number.Value) { Digits = number.Digits });
    }

    // "6.12.2017", "6.12.", "6.12", "04.2018"
    private PeriodPart? Dotted(Lexeme first)
    {
        var second = Peek();
        _at++;
        if (second.Digits == 4)
        {
            return IsYear(second) ? new PeriodPart(PeriodKind.Month, first.Value, second.Value) : null;
        }

        var day = new PeriodPart(PeriodKind.Day, second.Value) { Day = first.Value };
        return Take(PeriodToken.Dot) && Peek().Token == PeriodToken.Number ? YearOf(day) : WithYear(day);
    }

    // "9/4", "9/4-14", "9/4/2014", "4/2018"
    private PeriodPart? Slashed(Lexeme first)
    {
        var second = Peek();
        _at++;
        if (second.Digits == 4)
        {
            return IsYear(second) ? new PeriodPart(PeriodKind.Month, first.Value, second.Value) : null;
        }

        var day = new PeriodPart(PeriodKind.Day, second.Value) { Day = first.Value };
        if (Peek().Token is PeriodToken.Slash or PeriodToken.Dash or PeriodToken.Dot && Peek(1).Token == PeriodToken.Number)
        {
            // "9/4-24/4" is a span.
            if (Peek().Token == PeriodToken.Dash && IsShort(Peek(1)) && Peek(2).Token is PeriodToken.Slash or PeriodToken.Dot)
            {
                return day;
            }

            _at++;
            return YearOf(day);
        }

        return WithYear(day);
    }

    private PeriodPart? YearOf(PeriodPart part)
    {
        var token = Peek();
        _at++;
        return token switch
        {
            { Digits: 4 } when IsYear(token) => part with { Year = token.Value },
            { Digits: 2 } => part with { Year = 2000 + token.Value },
            _ => null,
        };
    }

    /// <summary>The part with the year that follows, directly or after a dash or slash, if what follows is a year and not the other end of a span.</summary>
    private PeriodPart WithYear(PeriodPart part)
    {
        var separated = Peek().Token is PeriodToken.Dash or PeriodToken.Slash ? 1 : 0;
        var token = Peek(separated);
        var after = Peek(separated + 1).Token;
        var isYear = IsYear(token)
            ? separated == 0 || part.Kind != PeriodKind.Bare
            : token is { Token: PeriodToken.Number, Digits: 2 }
                && (
                    after is PeriodToken.End or PeriodToken.Dash or PeriodToken.To or PeriodToken.And
                    || (after == PeriodToken.Slash && Peek(separated + 2).Token != PeriodToken.Number)
                )
                && (separated == 0 || MayBeYear(part, token.Value, Peek().Token));
        if (!isYear)
        {
            return part;
        }

        _at += separated + 1;
        return part with { Year = token.Digits == 4 ? token.Value : 2000 + token.Value };
    }

    // Two digits after a dash or slash: "Nov-17" and "T2/13" are years; of "uke 48/49" and "uke 48–13" the second is a week; "uke 48/13" goes back, so it is a year.
    private static bool MayBeYear(PeriodPart part, int value, PeriodToken separator) =>
        part.Kind switch
        {
            PeriodKind.Half or PeriodKind.Tertial or PeriodKind.Quarter => value > 4,
            PeriodKind.Week => separator == PeriodToken.Slash && value < part.Number && !(value == 1 && part.Number >= 52),
            PeriodKind.Day or PeriodKind.Bare => false,
            _ => true,
        };
}
