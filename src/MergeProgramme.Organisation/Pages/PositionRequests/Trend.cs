using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Pages.PositionRequests;

/// <summary>What is held back month by month, as a picture in its own units; the style sheet scales it to the page.</summary>
internal sealed record Trend(IReadOnlyList<HeldBackMonth> Months)
{
    public const int Width = 760;
    public const int Height = 220;
    public const int Top = 26;
    public const int Bottom = 178;
    private const int Gap = 8;

    public int Step => Width / Math.Max(1, Months.Count);

    public int BarWidth => Math.Max(2, Step - Gap);

    private long Most => Math.Max(1, Months.Select(m => Ore.Of(m.HeldBack.Cost)).DefaultIfEmpty(1).Max());

    /// <summary>Left edge of a month's bar.</summary>
    public int X(int month) => (month * Step) + (Gap / 2);

    public int BarHeight(int month) => (int)(Ore.Of(Months[month].HeldBack.Cost) * (Bottom - Top) / Most);

    /// <summary>"feb. 14": the month, short.</summary>
    public static string Label(HeldBackMonth month) =>
        month.StartDate.ToDateOnly()!.Value.ToString("MMM yy", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>Whole kroner, rounded: what fits in a cell of a month.</summary>
    public static string Kroner(HeldBack held) =>
        Platform.Web.Formats.Number(Math.Round(Ore.Of(held.Cost) / 100m, MidpointRounding.AwayFromZero));

    /// <summary>Thousands of kroner, rounded: what fits above a bar.</summary>
    public static string Thousands(HeldBackMonth month) =>
        Platform.Web.Formats.Number(Math.Round(Ore.Of(month.HeldBack.Cost) / 100_000m, MidpointRounding.AwayFromZero));
}
