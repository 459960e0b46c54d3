using System.Globalization;
using Google.Type;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using Money = Google.Type.Money;

namespace MergeProgramme.Benefits.Pages.Realisation;

/// <summary>
/// The curve of the benefits: what falls in each period, as a yearly rate so that it can be held against a goal a year, in the picture's own units; the style
/// sheet scales it to the page.
/// </summary>
internal sealed class Curve
{
    public const int Width = 800;
    public const int Height = 340;
    public const int Left = 64;
    public const int Right = 762;
    public const int Top = 20;
    public const int Bottom = 290;

    // The picture has room for so many labels; the table has them all.
    private const int MostLabels = 12;

    private const int LinesAcross = 5;

    private readonly Granularity granularity;
    private readonly long least;
    private readonly long most;

    private Curve(IReadOnlyList<RealisationPoint> points, Granularity granularity, Money? goal)
    {
        (Points, this.granularity, Goal) = (points, granularity, goal);
        List<long> values = [0, Ore.Of(goal)];
        values.AddRange(
            points.SelectMany(p => new[] { p.Planned, p.Expected, p.P10, p.P90, p.Realised, p.Verified }).Select(Rate)
        );
        var step = Step(values.Max() - values.Min());
        // Whole steps below and above: nothing touches the frame.
        (least, most) = (Floor(values.Min(), step), Floor(values.Max(), step) + step);
        Lines = [.. Enumerable.Range(0, (int)((most - least) / step) + 1).Select(i => least + (i * step))];
    }

    public static Curve Empty { get; } = new([], Granularity.Tertial, null);

    public IReadOnlyList<RealisationPoint> Points { get; }

    /// <summary>A year; null where the scope has none.</summary>
    public Money? Goal { get; }

    /// <summary>Whether anything was drawn.</summary>
    public bool HasBand => Points.Any(p => p.P50 is not null);

    /// <summary>Whether any plan is frozen that the outlook can be held against.</summary>
    public bool HasPlan => Points.Any(p => Ore.Of(p.Planned) != 0);

    /// <summary>Whether anything was entered as gained.</summary>
    public bool HasRealised => Points.Any(p => Ore.Of(p.Realised) != 0);

    /// <summary>
    /// Whether the gains are drawn: they are known by tertial, and stand in the last month of it. By month they are in the table alone.
    /// </summary>
    public bool DrawsRealised => HasRealised && granularity != Granularity.Month;

    private const double WidestBar = 36;

    private double BarWidth => Points.Count < 2 ? WidestBar : Math.Min(WidestBar, (Right - Left) * 0.6 / (Points.Count - 1));

    /// <summary>A bar from nought to an amount, at a period: x, y, width and height.</summary>
    public (string X, string Y, string Width, string Height) Bar(int index, Money amount)
    {
        double At(long ore) => Bottom - ((Bottom - Top) * (double)(ore - least) / (most - least));
        var (middle, end, zero) = (
            Points.Count < 2 ? (Left + Right) / 2.0 : Left + ((Right - Left) * (double)index / (Points.Count - 1)),
            At(Rate(amount)),
            At(0)
        );
        return (Number(middle - (BarWidth / 2)), Number(Math.Min(end, zero)), Number(BarWidth), Number(Math.Abs(end - zero)));
    }

    /// <summary>The amounts of the lines across, in øre.</summary>
    public IReadOnlyList<long> Lines { get; }

    /// <summary>Every so many periods have a label.</summary>
    public int LabelEvery => Math.Max(1, (Points.Count + MostLabels - 1) / MostLabels);

    public static Curve Of(V1.Realisation realisation, Granularity granularity, Money? goal) =>
        new(realisation.Points, granularity, goal);

    public string X(int index) =>
        Number(Points.Count < 2 ? (Left + Right) / 2.0 : Left + ((Right - Left) * (double)index / (Points.Count - 1)));

    public string Y(long ore) => Number(Bottom - ((Bottom - Top) * (double)(ore - least) / (most - least)));

    public string YOfRate(Money amount) => Y(Rate(amount));

    /// <summary>A line through the periods, for <c>polyline points</c>.</summary>
    public string Line(Func<RealisationPoint, Money> amount) =>
        string.Join(' ', Points.Select((p, i) => $"{X(i)},{YOfRate(amount(p))}"));

    /// <summary>The band from P10 to P90, for <c>polygon points</c>.</summary>
    public string Band =>
        string.Join(
            ' ',
            Points
                .Select((p, i) => $"{X(i)},{YOfRate(p.P90)}")
                .Concat(Points.Select((p, i) => $"{X(i)},{YOfRate(p.P10)}").Reverse())
        );

    /// <summary>"T1 2015", "2015" or "mai 15".</summary>
    public string Label(RealisationPoint point)
    {
        var first = point.StartDate.ToDateOnly()!.Value;
        return granularity switch
        {
            Granularity.Year => first.Year.ToString(CultureInfo.CurrentCulture),
            Granularity.Month => first.ToString("MMM yy", CultureInfo.CurrentCulture),
            _ => $"T{Tertial.Of(first).Number} {first.Year}",
        };
    }

    /// <summary>Millions of kroner, for the axis.</summary>
    public static string Millions(long ore) => Platform.Web.Formats.Number(ore / 100_000_000m);

    /// <summary>What was drawn, as exactly as it can be known: to a tenth of a million, or to a thousand below one million.</summary>
    public static Money Rounded(Money amount)
    {
        var ore = Ore.Of(amount);
        var unit = Math.Abs(ore) >= 100_000_000 ? 10_000_000L : 100_000L;
        return Ore.ToMoney((long)Math.Round((decimal)ore / unit, MidpointRounding.AwayFromZero) * unit);
    }

    private long Rate(Money amount) =>
        granularity switch
        {
            Granularity.Year => Ore.Of(amount),
            Granularity.Month => Ore.Of(amount) * 12,
            _ => Ore.Of(amount) * 3,
        };

    // 1, 2 or 5 and zeros: what people can read off.
    private static long Step(long span)
    {
        var wanted = Math.Max(1, span / LinesAcross);
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(step => step >= wanted);
    }

    private static long Floor(long value, long step) => (long)Math.Floor((double)value / step) * step;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
