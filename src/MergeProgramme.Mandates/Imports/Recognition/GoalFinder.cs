using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>A goal in a text.</summary>
/// <param name="Amount">The amount that it states; null where there is none.</param>
/// <param name="EffectYear">First year of its effect; 0 where none is stated.</param>
internal sealed record FoundGoal(Span Place, FoundAmount? Amount, bool IsFullYear, int EffectYear);

/// <summary>
/// Finds goals: each sentence or line below a heading of goals, and the entries of a list that words such as "målsettinger gjelder" lead in. Never throws; ranges
/// lie in the text and do not overlap. Pure.
/// </summary>
internal static partial class GoalFinder
{
    // As the contract has the text of a goal.
    private const int Longest = 2000;
    private const int Shortest = 10;

    private static readonly string[] LeadIns = ["målsettinger", "hovedmål", "resultatmål", "effektmål", "følgende mål"];

    /// <summary>Goals in what stands below a heading of goals.</summary>
    public static IReadOnlyList<FoundGoal> Below(string text)
    {
        var (entries, _) = ListFinder.Find(text);
        return [.. (entries.Count > 0 ? entries : Statements(text)).Select(place => Read(text, place))];
    }

    /// <summary>Goals in text that is about something else: a list behind words that announce goals.</summary>
    public static IReadOnlyList<FoundGoal> Within(string text)
    {
        foreach (var words in LeadIns)
        {
            var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            // The list begins in the same sentence.
            var colon = at < 0 ? -1 : text.IndexOf(':', at);
            if (colon < 0 || colon - at > 100)
                continue;
            var (entries, _) = ListFinder.Find(text[(colon + 1)..]);
            if (entries.Count > 0)
                return [.. entries.Select(place => Read(text, place.After(colon + 1)))];
        }
        return [];
    }

    private static List<Span> Statements(string text)
    {
        List<Span> found = [];
        var start = 0;
        foreach (var end in TextWords.Beginnings(text).Append(text.Length))
        {
            var (from, to) = (start, end);
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (to - from >= Shortest)
                found.Add(new(from, to));
            start = end;
        }
        return found;
    }

    private static FoundGoal Read(string text, Span place)
    {
        if (place.Length > Longest)
            place = new(place.Start, place.Start + Longest);
        var said = place.In(text);
        var amount = AmountFinder.Find(said) is [var first, ..] ? first with { Place = first.Place.After(place.Start) } : null;
        var isFullYear = said.Contains("helårseffekt", StringComparison.OrdinalIgnoreCase);
        var year = EffectYear().Match(said);
        return new(
            place,
            amount,
            isFullYear,
            year.Success ? int.Parse(year.Groups["year"].Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0
        );
    }

    [GeneratedRegex(
        @"(?:effekt|virkning|gevinst)[\p{L}]*[^.\d]{0,30}?(?:fra og med|fra|fom\.?|i|innen) (?<year>20\d\d)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex EffectYear();
}
