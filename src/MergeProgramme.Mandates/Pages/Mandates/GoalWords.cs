using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Mandates.Pages;

/// <summary>What a goal says in figures, as people say it.</summary>
internal static class GoalWords
{
    private const char NoBreakSpace = '\u00A0';

    /// <summary>"60 MNOK med helårseffekt fra 2016"; empty where the goal states no figures.</summary>
    public static string Measure(Goal goal, IStringLocalizer texts)
    {
        List<string> words = [];
        if (goal.Amount is not null)
        {
            words.Add(Range(goal.Amount, goal.AmountMax));
        }

        if (goal.Effect != EffectKind.Unspecified)
        {
            var effect = texts[$"EffectKind.{goal.Effect}"].Value;
            words.Add(goal.Amount is null ? effect : texts["Goal.WithEffect", effect].Value);
        }

        if (goal.EffectYear > 0)
        {
            words.Add(texts["Goal.FromYear", goal.EffectYear].Value);
        }

        return string.Join(' ', words);
    }

    /// <summary>"60–80 MNOK": the unit is said once where both ends have the same.</summary>
    public static string Range(Money from, Money? to)
    {
        var least = Formats.Amount(from);
        var most = Formats.Amount(to);
        if (most.Length == 0 || most == least)
        {
            return least;
        }

        var (before, first, after) = Parts(least);
        var (beforeLast, last, afterLast) = Parts(most);
        return (before, after) == (beforeLast, afterLast) ? $"{before}{first}–{last}{after}" : $"{least}–{most}";
    }

    // The figures of an amount, with what stands before and after them.
    private static (string Before, string Figures, string After) Parts(string amount)
    {
        var words = amount.Split(NoBreakSpace);
        var first = Array.FindIndex(words, HasDigit);
        var last = Array.FindLastIndex(words, HasDigit);
        return (
            string.Concat(words[..first].Select(word => word + NoBreakSpace)),
            string.Join(NoBreakSpace, words[first..(last + 1)]),
            string.Concat(words[(last + 1)..].Select(word => NoBreakSpace + word))
        );

        static bool HasDigit(string word) => word.Any(char.IsAsciiDigit);
    }
}
