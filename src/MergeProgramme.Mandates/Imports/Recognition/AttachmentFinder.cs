using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>An attachment that a text names.</summary>
/// <param name="Due">When it must be finished; null where the text says nothing of that.</param>
internal sealed record FoundAttachment(Span Place, Span Title, Span? Due);

/// <summary>Finds attachments: "Vedlegg 2 Analyse av nåsituasjonen. Lages iløpet av 1. kvartal 2018.", and the numbered lines below a heading of attachments. Never throws; ranges lie in the text and do not overlap. Pure.</summary>
internal static partial class AttachmentFinder
{
    // "Lages ferdig i 1.kv.2018." stands right behind.
    private const int LongestRemark = 100;

    /// <summary>All that the text names with its number.</summary>
    public static IReadOnlyList<FoundAttachment> Find(string text, IReadOnlyList<(Span Place, PeriodReading Reading)> periods)
    {
        List<FoundAttachment> found = [];
        foreach (Match match in Named().Matches(text))
        {
            var title = match.Groups["title"];
            var place = new Span(title.Index, title.Index + title.Length);
            if (found.Count > 0 && found[^1].Place.End > match.Index)
                continue;
            // When it is due stands in the sentence behind it.
            var end = text.IndexOf('.', Math.Min(text.Length, place.End));
            Span? due = null;
            if (end >= 0 && periods.FirstOrDefault(p => p.Place.Start >= end) is { Place.Length: > 0 } period)
            {
                var between = text.AsSpan(end + 1, period.Place.Start - end - 1);
                if (
                    between.Length <= LongestRemark
                    && IsOneSentence(between)
                    && !between.Contains("edlegg", StringComparison.Ordinal)
                )
                    due = period.Place;
            }
            found.Add(new(new(match.Groups["whole"].Index, due?.End ?? place.End), place, due));
        }
        return found;
    }

    /// <summary>What stands below a heading of attachments: each line, or each number.</summary>
    /// <param name="numberedOnly">Whether the list is a numbered one, so that other lines are not of it.</param>
    /// <returns>The attachments, and whether they are numbered.</returns>
    public static (IReadOnlyList<FoundAttachment> Found, bool IsNumbered) Below(
        string text,
        IReadOnlyList<(Span Place, PeriodReading Reading)> periods,
        bool numberedOnly
    )
    {
        var named = Find(text, periods);
        if (named.Count > 0)
            return (named, true);
        var isNumbered = false;
        List<FoundAttachment> found = [];
        foreach (Match match in Line().Matches(text))
        {
            var title = match.Groups["title"];
            var place = new Span(title.Index, title.Index + title.Length);
            if (match.Groups["number"].Success)
                isNumbered = true;
            else if (numberedOnly)
                continue;
            found.Add(new(place, place, null));
        }
        return (found, isNumbered);
    }

    private static bool IsOneSentence(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf(". ");
        return at < 0 || at > text.Length - 4;
    }

    [GeneratedRegex(
        @"(?:^|[\s(])(?<whole>[Vv]edlegg[ \u00A0]?\d{1,2}[:.]?[ \u00A0](?<title>\p{Lu}[^.\n\t]{2,300}))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?:^|\n)[ \t]*(?:(?<number>\d{1,2})[.:)]?[ \t]+|[-•–][ \t]+)?(?<title>\p{Lu}[^\n\t]{2,400}[^\s])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Line();
}
