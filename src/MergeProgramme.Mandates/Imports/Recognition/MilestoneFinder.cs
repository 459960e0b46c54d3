using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>A line of a plan.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Period">When.</param>
internal sealed record FoundMilestone(Span Place, Span Title, Span Period);

/// <summary>
/// Finds the lines of a plan: "Uke 48: Oppstartsmøte", "Nov 2013 - Kjøp av …", each in a line of its own or run together, and rows of a table with a period in
/// one of their cells. Never throws; ranges lie in the text and do not overlap. Pure.
/// </summary>
internal static class MilestoneFinder
{
    // As the contract has the text of a plan entry.
    private const int LongestTitle = 1000;

    /// <summary>All of them, in order.</summary>
    /// <param name="periods">What <see cref="PeriodFinder"/> finds in the text.</param>
    public static IReadOnlyList<FoundMilestone> Find(string text, IReadOnlyList<(Span Place, PeriodReading Reading)> periods)
    {
        if (periods.Count == 0)
            return [];
        return text.Contains('\t', StringComparison.Ordinal) ? Row(text, periods) : Run(text, periods);
    }

    // "Konsept\tNov/des 17": one cell is a period, the others say what of.
    private static IReadOnlyList<FoundMilestone> Row(string text, IReadOnlyList<(Span Place, PeriodReading Reading)> periods)
    {
        var end = text.AsSpan().TrimEnd().Length;
        List<Span> cells = [];
        for (var at = 0; at <= end; )
        {
            var tab = text.IndexOf('\t', at, end - at);
            var to = tab < 0 ? end : tab;
            if (Trim(text, at, to) is { Length: > 0 } cell)
                cells.Add(cell);
            at = to + 1;
        }
        var when = cells.FindIndex(cell =>
            periods.Any(p =>
                p.Place.Start - cell.Start <= 3
                && p.Place.Start >= cell.Start
                && cell.End - p.Place.End <= 2
                && p.Place.End <= cell.End
            )
        );
        if (when < 0 || cells.Count < 2)
            return [];
        var what = cells[when == 0 ? 1 : 0];
        var period = periods.First(p => p.Place.Start >= cells[when].Start && p.Place.End <= cells[when].End).Place;
        return [new(new(cells[0].Start, cells[^1].End), Short(text, what), period)];
    }

    private static List<FoundMilestone> Run(string text, IReadOnlyList<(Span Place, PeriodReading Reading)> periods)
    {
        List<Span> starts = [.. periods.Select(p => p.Place).Where(place => Begins(text, place))];
        List<FoundMilestone> found = [];
        // A plan that runs on begins with its first period, or says by its colons that it is one.
        if (starts.Count == 0 || !(IsFirst(text, starts[0]) || HasColon(text, starts[0])))
            return found;
        foreach (var (number, period) in starts.Index())
        {
            var next = number + 1 < starts.Count ? starts[number + 1].Start : text.Length;
            var line = text.IndexOf('\n', period.End);
            var title = Trim(text, period.End, line >= 0 && line < next ? line : next);
            if (HasWords(text, title, periods))
                found.Add(new(new(period.Start, Short(text, title).End), Short(text, title), period));
        }
        return found;
    }

    // A line of a plan begins with its period, written as something that begins: "Uke 48: …", "Nov 2013 - …"; a colon says so anywhere.
    private static bool Begins(string text, Span period)
    {
        if (IsFirst(text, period) || HasColon(text, period))
            return true;
        var before = Before(text, period);
        // "til T2 2014", "før april": small words before it make it part of a sentence; so does a comma.
        if (before < 0 || !char.IsLetter(text[period.Start]) || !char.IsUpper(text[period.Start]) || text[before] is ',' or '(')
            return false;
        return !TextWords.IsSmallWord(text, before);
    }

    private static int Before(string text, Span period)
    {
        var before = period.Start - 1;
        while (before >= 0 && text[before] is (' ' or '\u00A0' or '•' or '▪' or '*'))
            before--;
        return before;
    }

    private static bool IsFirst(string text, Span period) =>
        Before(text, period) is var before && (before < 0 || text[before] == '\n') && period.End < text.Length;

    private static bool HasColon(string text, Span period) => period.End < text.Length && text[period.End] == ':';

    // Something but periods: in a table that lost its columns they stand in a row.
    private static bool HasWords(string text, Span title, IReadOnlyList<(Span Place, PeriodReading Reading)> periods)
    {
        for (var at = title.Start; at < title.End; at++)
        {
            if (char.IsLetter(text[at]) && !periods.Any(p => p.Place.Start <= at && at < p.Place.End))
                return true;
        }
        return false;
    }

    private static Span Short(string text, Span title)
    {
        if (title.Length <= LongestTitle)
            return title;
        var cut = text.LastIndexOf(' ', title.Start + LongestTitle, LongestTitle);
        return new(title.Start, cut > title.Start ? cut : title.Start + LongestTitle);
    }

    private static Span Trim(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ':' or '-' or '–' or '—' or '•' or '.'))
            start++;
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '•'))
            end--;
        return new(start, end);
    }
}
