using System.Globalization;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>
/// Series of chosen municipalities over time with baseline and target, in the picture's own units; the style sheet scales it to the page. Lines are told
/// apart by their dashes, their marks and the name at their end.
/// </summary>
internal sealed class SeriesChart
{
    public const int Width = 880;
    public const int Height = 360;
    public const int Left = 84;
    public const int Right = 690;
    public const int Top = 20;
    public const int Bottom = 310;

    // The picture has room for a label every so often; the table has them all.
    private const double LabelWidth = 64;
    private const int LinesAcross = 5;
    private const double LabelHeight = 16;
    private const int LongestLabel = 24;

    // Nought is in the picture where values come near it: half of the largest is near.
    private const double NearNought = 0.5;

    private readonly double least;
    private readonly double most;
    private readonly int firstDay;
    private readonly int lastDay;

    private SeriesChart(IndicatorComparison comparison, Indicator indicator, Func<ComparedSeries, string> nameOf, bool withGoal)
    {
        Periods = [.. comparison.Periods.Select(p => p.ToDateOnly()!.Value)];
        Baseline = withGoal ? PointOf(indicator.BaselineValue, indicator.BaselineDate) : null;
        Target = withGoal ? PointOf(indicator.TargetValue, indicator.TargetDate) : null;
        var series = comparison
            .Series.Select(
                (s, place) =>
                    (
                        Place: place,
                        Name: nameOf(s),
                        Points: s.Values.Zip(Periods)
                            .Where(v => v.First.Value is not null)
                            .Select(v =>
                                (
                                    Day: v.Second,
                                    Value: ToDouble(v.First.Value),
                                    Verified: v.First.State == MeasurementState.Verified
                                )
                            )
                            .ToList()
                    )
            )
            .Where(s => s.Points.Count > 0)
            .ToList();
        List<double> values = [.. series.SelectMany(s => s.Points.Select(p => p.Value))];
        List<int> days = [.. Periods.Select(p => p.DayNumber)];
        foreach (var (day, value) in new[] { Baseline, Target }.OfType<(DateOnly, double)>())
        {
            values.Add(value);
            days.Add(day.DayNumber);
        }
        if (series.Count == 0)
        {
            (Lines, Series) = ([], []);
            return;
        }
        (firstDay, lastDay) = (days.Min(), days.Max());
        var (low, high) = (values.Min(), values.Max());
        if (low > 0 && low < high * NearNought)
            low = 0;
        if (high < 0 && high > low * NearNought)
            high = 0;
        var step = Step(high - low, Math.Max(Math.Abs(high), Math.Abs(low)));
        // Whole steps below and above: nothing touches the frame.
        least = low == 0 ? 0 : (Math.Floor(low / step) * step) - (low - (Math.Floor(low / step) * step) < step / 10 ? step : 0);
        most = (Math.Floor(high / step) * step) + step;
        Lines = [.. Enumerable.Range(0, (int)Math.Round((most - least) / step) + 1).Select(i => least + (i * step))];
        Series =
        [
            .. Spread(
                series
                    .Select(s => new DrawnSeries(
                        s.Place,
                        Short(s.Name),
                        string.Join(' ', s.Points.Select(p => $"{X(p.Day)},{Y(p.Value)}")),
                        [.. s.Points.Select(p => (X(p.Day), Y(p.Value), p.Verified))],
                        At(s.Points[^1].Value),
                        X(s.Points[^1].Day),
                        Y(s.Points[^1].Value)
                    ))
                    .ToList()
            ),
        ];
    }

    /// <summary>A series as it is drawn.</summary>
    /// <param name="Place">In the order that was asked for, from 0: its dashes and its mark.</param>
    /// <param name="Line">For <c>polyline points</c>.</param>
    /// <param name="Points">X, y, and whether it is verified.</param>
    /// <param name="LabelY">Where its name stands, apart from the others.</param>
    /// <param name="EndX">Where its line ends.</param>
    /// <param name="EndY">Where its line ends.</param>
    public sealed record DrawnSeries(
        int Place,
        string Name,
        string Line,
        IReadOnlyList<(string X, string Y, bool Verified)> Points,
        double LabelY,
        string EndX,
        string EndY
    );

    public IReadOnlyList<DateOnly> Periods { get; }

    public IReadOnlyList<DrawnSeries> Series { get; }

    /// <summary>Values of the lines across.</summary>
    public IReadOnlyList<double> Lines { get; }

    public (DateOnly Day, double Value)? Baseline { get; }

    public (DateOnly Day, double Value)? Target { get; }

    public bool IsEmpty => Series.Count == 0;

    /// <summary>Periods with a label below, as far apart as labels are wide.</summary>
    public IEnumerable<DateOnly> Labelled
    {
        get
        {
            var last = double.NegativeInfinity;
            foreach (var period in Periods)
            {
                var at = PlaceOf(period);
                if (at - last < LabelWidth)
                    continue;
                last = at;
                yield return period;
            }
        }
    }

    /// <summary>The chart of a comparison.</summary>
    /// <param name="withGoal">Whether baseline and target are drawn: not where values are divided by inhabitants.</param>
    public static SeriesChart Of(
        IndicatorComparison comparison,
        Indicator indicator,
        Func<ComparedSeries, string> nameOf,
        bool withGoal
    ) => new(comparison, indicator, nameOf, withGoal);

    public string X(DateOnly day) => Number(PlaceOf(day));

    public string Y(double value) => Number(At(value));

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private double PlaceOf(DateOnly day) =>
        lastDay == firstDay
            ? (Left + Right) / 2.0
            : Left + 8 + ((Right - Left - 16) * (double)(day.DayNumber - firstDay) / (lastDay - firstDay));

    private double At(double value) => Bottom - ((Bottom - Top) * (value - least) / (most - least));

    private static (DateOnly, double)? PointOf(Google.Type.Decimal? value, Google.Type.Date? date) =>
        value is not null && date.ToDateOnly() is { } day ? (day, ToDouble(value)) : null;

    // Drawing only: what is said in words and tables is exact.
    private static double ToDouble(Google.Type.Decimal value) => (double)Millionths.ToNumber(Millionths.Of(value));

    // 1, 2 or 5 and noughts: what people can read off.
    private static double Step(double span, double size)
    {
        var wanted = span > 0 ? span / LinesAcross : Math.Max(size / LinesAcross, 1e-6);
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(step => step >= wanted * 0.999999);
    }

    // Names at the ends of lines stand apart, each as near to its line as the ones above it let it, and all within the picture.
    private static IEnumerable<DrawnSeries> Spread(List<DrawnSeries> series)
    {
        List<DrawnSeries> sorted = [.. series.OrderBy(s => s.LabelY)];
        var places = sorted.Select(s => s.LabelY).ToArray();
        for (var i = 1; i < places.Length; i++)
            places[i] = Math.Max(places[i], places[i - 1] + LabelHeight);
        for (var i = places.Length - 1; i >= 0; i--)
            places[i] = Math.Min(places[i], Bottom - ((places.Length - 1 - i) * LabelHeight));
        return sorted.Select((s, i) => s with { LabelY = places[i] }).OrderBy(s => s.Place);
    }

    private static string Short(string name) => name.Length <= LongestLabel ? name : name[..(LongestLabel - 1)] + "…";
}
