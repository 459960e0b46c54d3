using System.Globalization;
using Google.Type;

namespace MergeProgramme.Platform.Web;

public static partial class Formats
{
    /// <summary>
    /// A range of amounts as people write it: "60–80 MNOK", "NOK 60–80 million"; the unit is said twice where the ends have different ones. The
    /// lower amount alone where the upper one is null or the same; empty where the lower one is null.
    /// </summary>
    /// <param name="from">The lower amount.</param>
    /// <param name="to">The upper amount.</param>
    /// <param name="culture">The reader's culture; that of the request where null.</param>
    public static string AmountRange(Money? from, Money? to, CultureInfo? culture = null)
    {
        var (least, most) = (Amount(from, culture), Amount(to, culture));
        if (least.Length == 0 || most.Length == 0 || most == least)
            return least;
        var (first, last) = (Figures(least), Figures(most));
        return least[..first.Start] == most[..last.Start] && least[first.End..] == most[last.End..]
            ? $"{least[..first.End]}–{most[last.Start..]}"
            : $"{least}–{most}";
    }

    private static (int Start, int End) Figures(string amount) => (amount.IndexOfAny(Digits), amount.LastIndexOfAny(Digits) + 1);

    private static readonly char[] Digits = [.. "0123456789"];
}
