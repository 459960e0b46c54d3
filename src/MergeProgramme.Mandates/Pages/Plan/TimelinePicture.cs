using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Html;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>Words that stand in the picture, in the reader's language.</summary>
/// <param name="Tip">What is said of a bar: {0} title, {1} kind, {2} days, {3} what more.</param>
internal sealed record TimelineWords(
    CultureInfo Culture,
    string Quarter,
    string Week,
    string Today,
    string Vesting,
    string Empty,
    Func<TimelineBar, string> Tip
);

/// <summary>
/// The plan as one picture in its own units: a lane for each sub-project, as many rows in it as its bars need so that every one has room for its name.
/// It is written straight into the page: thousands of shapes, each a handful of small texts. Pure.
/// </summary>
internal sealed class TimelinePicture : IHtmlContent
{
    public const int LabelWidth = 236;
    public const int ChartWidth = 1004;
    public const int Width = LabelWidth + ChartWidth;
    public const int HeadHeight = 52;
    private const int RowHeight = 22;
    private const int LanePadding = 5;
    private const int LeastLane = 2;
    private const int Gap = 8;
    private const int LongestLabel = 34;
    private const int LongestName = 31;
    private const int Half = 7;
    private const int PointHalf = 16;
    private const int Part = 8_000;
    private const double CharWidth = 6.1;

    private readonly Timeline timeline;
    private readonly TimelineWindow window;
    private readonly TimelineWords words;
    private readonly List<Lane> lanes = [];
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly double scale;

    public TimelinePicture(Timeline timeline, TimelineWindow window, TimelineWords words, bool onlyLanesWithBars)
    {
        (this.timeline, this.window, this.words) = (timeline, window, words);
        scale = (double)ChartWidth / window.Days;
        var top = HeadHeight;
        foreach (var row in timeline.Rows)
        {
            if (row.Bars.Count == 0 && onlyLanesWithBars)
                continue;
            var lane = new Lane(row, top, NameLines(row.DisplayName, row.Depth));
            Pack(lane);
            lanes.Add(lane);
            top += lane.Height;
        }
        Height = top + LanePadding;
    }

    public int Height { get; }

    /// <summary>How many bars are drawn.</summary>
    public int Count => places.Count;

    /// <summary>How many lanes are drawn.</summary>
    public int LaneCount => lanes.Count;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var svg = new StringBuilder(2 * Part);
        Grid(svg, encoder);
        foreach (var link in timeline.Links)
        {
            Link(svg, link);
            HandOn(svg, writer, Part);
        }
        foreach (var lane in lanes)
        {
            foreach (var place in lane.Places)
            {
                Bar(svg, encoder, place);
                HandOn(svg, writer, Part);
            }
        }
        Days(svg, encoder);
        HandOn(svg, writer, 0);
    }

    // In parts: the whole of it at once would be a megabyte to clear and collect for each reader.
    private static void HandOn(StringBuilder svg, TextWriter writer, int atLeast)
    {
        if (svg.Length < atLeast)
            return;
        foreach (var chunk in svg.GetChunks())
            writer.Write(chunk.Span);
        svg.Clear();
    }

    /// <summary>The name on one line or two; what is longer ends in an ellipsis.</summary>
    private static List<string> NameLines(string name, int depth)
    {
        var longest = LongestName - depth * 2;
        List<string> lines = [""];
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (longer.Length <= longest)
                lines[^1] = longer;
            else if (lines[^1].Length == 0)
                lines[^1] = word;
            else
                lines.Add(word);
        }
        if (lines.Count > 2)
            lines = [lines[0], $"{lines[1]}…"];
        return [.. lines.Select(line => line.Length > longest + 1 ? $"{line[..longest]}…" : line)];
    }

    // Each bar in the first row of its lane that has room for it and its name.
    private void Pack(Lane lane)
    {
        List<int> ends = [];
        var bars = lane.Row.Bars.Select(Measure).OrderBy(place => place.Left).ToList();
        foreach (var place in bars)
        {
            var row = ends.FindIndex(end => end + Gap <= place.Left);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }
            ends[row] = place.Right;
            place.Y = lane.Top + LanePadding + row * RowHeight + RowHeight / 2;
            places[place.Bar.Milestone] = place;
            lane.Places.Add(place);
        }
        lane.Height = Math.Max(LeastLane, ends.Count) * RowHeight + 2 * LanePadding;
    }

    private Place Measure(TimelineBar bar)
    {
        var (start, end) = (Day(bar.PlannedStartDate) ?? Day(bar.PlannedEndDate)!.Value, Day(bar.PlannedEndDate)!.Value);
        var place = new Place(bar);
        if (bar.Kind is MilestoneKind.Phase or MilestoneKind.Activity)
            (place.X0, place.X1) = (X(start), Math.Max(X(start) + 4, X(end + 1)));
        else
        {
            var middle = XMiddle(end);
            var half = bar.Kind == MilestoneKind.DecisionPoint ? PointHalf : Half;
            (place.X0, place.X1) = (middle - half, middle + half);
        }
        (place.Left, place.Right) = (place.X0, place.X1);
        if (Day(bar.BaselineEndDate) is { } approved)
        {
            var from = Day(bar.BaselineStartDate) ?? approved;
            if (approved != end || (bar.PlannedStartDate is not null && from != start))
            {
                (place.Ghost0, place.Ghost1) = (X(from), Math.Max(X(from) + 3, X(approved + 1)));
                (place.Left, place.Right) = (
                    Math.Min(place.Left, place.Ghost0 - Half),
                    Math.Max(place.Right, place.Ghost1 + Half)
                );
            }
        }
        if (bar.DoneDate is null && Day(bar.EarliestEndDate) is { } earliest && earliest > end)
        {
            place.Forecast = XMiddle(earliest);
            place.Right = Math.Max(place.Right, place.Forecast + 4);
        }
        place.Label = Label(bar);
        var wide = (int)(place.Label.Length * CharWidth) + 4;
        if (bar.Kind == MilestoneKind.Phase && place.X1 - place.X0 >= wide + 6)
            place.LabelX = place.X0 + 6;
        else if (place.Right + 4 + wide <= Width)
            (place.LabelX, place.Right) = (place.Right + 4, place.Right + 4 + wide);
        else
            (place.LabelX, place.LabelEnds, place.Left) = (place.Left - 4, true, place.Left - 4 - wide);
        place.IsInside = bar.Kind == MilestoneKind.Phase && !place.LabelEnds && place.LabelX == place.X0 + 6;
        return place;
    }

    private static string Label(TimelineBar bar)
    {
        var title = bar.Title;
        // The shape says the point already.
        if (
            bar.Kind == MilestoneKind.DecisionPoint
            && title.StartsWith("BP", StringComparison.Ordinal)
            && title.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
        )
            title = title[(space + 1)..];
        if (title.Length > LongestLabel)
            title = title[..(LongestLabel - 1)].TrimEnd() + "…";
        return bar.DoneDate is not null ? $"✓ {title}"
            : bar.Late ? $"! {title}"
            : title;
    }

    private void Grid(StringBuilder svg, HtmlEncoder encoder)
    {
        var bottom = Height - LanePadding;
        foreach (var tick in window.Minor(words.Culture, words.Quarter, words.Week))
        {
            var x = X(tick.Day.DayNumber);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-minor\" d=\"M{x} 40V{bottom}\"/>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tl-tick\" x=\"{x + 3}\" y=\"46\">{encoder.Encode(tick.Label)}</text>"
            );
        }
        var majors = window.Major(words.Culture, words.Quarter);
        foreach (var (i, tick) in majors.Index())
        {
            var x = X(tick.Day.DayNumber);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-major\" d=\"M{x} 20V{bottom}\"/>");
            var room = (i + 1 < majors.Count ? X(majors[i + 1].Day.DayNumber) : Width) - x;
            if (room > tick.Label.Length * CharWidth)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"tl-head\" x=\"{x + 3}\" y=\"32\">{encoder.Encode(tick.Label)}</text>"
                );
        }
        foreach (var lane in lanes)
        {
            var x = lane.Row.Depth * 12;
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-lane\" d=\"M0 {lane.Top}H{Width}\"/>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<g><title>{encoder.Encode($"{lane.Row.Code} {lane.Row.DisplayName}")}</title>"
            );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tl-name\" x=\"{x}\" y=\"{lane.Top + 19}\"><tspan class=\"tl-code\">{encoder.Encode(lane.Row.Code)}</tspan>"
            );
            // A long code would stand in the name: it gets a line of its own.
            foreach (var (i, line) in lane.Name.Index())
            {
                if (i == 0)
                    svg.Append(CultureInfo.InvariantCulture, $" <tspan>{encoder.Encode(line)}</tspan>");
                else
                    svg.Append(CultureInfo.InvariantCulture, $"<tspan x=\"{x}\" dy=\"15\">{encoder.Encode(line)}</tspan>");
            }
            svg.Append("</text></g>");
            if (lane.Row.TotalCount == 0)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text class=\"tl-none\" x=\"{LabelWidth + 6}\" y=\"{lane.Top + 19}\">{encoder.Encode(words.Empty)}</text>"
                );
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-lane\" d=\"M0 {bottom}H{Width}\"/>");
    }

    private void Link(StringBuilder svg, TimelineLink link)
    {
        if (!places.TryGetValue(link.From, out var from) || !places.TryGetValue(link.To, out var to))
            return;
        var x = Math.Max(from.X1 + 4, Math.Min(to.X0 - 6, from.X1 + 12));
        var kind =
            link.Critical ? " tl-critical"
            : link.DependencyAgreement.Length > 0 ? " tl-agreed"
            : "";
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-link{kind}\" d=\"M{from.X1} {from.Y}H{x}");
        // Straight down where what follows lies ahead, round it where it lies behind.
        if (to.X0 - 6 >= x)
            svg.Append(CultureInfo.InvariantCulture, $"V{to.Y}H{to.X0 - 2}");
        else
            svg.Append(CultureInfo.InvariantCulture, $"V{to.Y - RowHeight / 2}H{to.X0 - 8}V{to.Y}H{to.X0 - 2}");
        svg.Append("\" marker-end=\"url(#tl-arrow)\"/>");
    }

    private void Bar(StringBuilder svg, HtmlEncoder encoder, Place place)
    {
        var bar = place.Bar;
        var state =
            bar.DoneDate is not null ? "done"
            : bar.Late ? "late"
            : "open";
        var (x, y, wide) = (place.X0, place.Y, place.X1 - place.X0);
        svg.Append("<a tabindex=\"-1\" href=\"").Append(encoder.Encode(Addresses.Of(bar.Milestone)));
        svg.Append("\" class=\"tl-bar tl-").Append(state);
        if (bar.Critical)
            svg.Append(" tl-critical");
        svg.Append("\"><title>").Append(encoder.Encode(words.Tip(bar))).Append("</title>");
        if (place.Ghost1 > 0)
        {
            if (bar.Kind is MilestoneKind.Phase or MilestoneKind.Activity)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"tl-ghost\" x=\"{place.Ghost0}\" y=\"{y + 8}\" width=\"{place.Ghost1 - place.Ghost0}\" height=\"3\"/>"
                );
            else
            {
                var middle = (place.Ghost0 + place.Ghost1) / 2;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<path class=\"tl-ghost\" d=\"M{middle - 5} {y}l5 -5l5 5l-5 5zM{middle + 5} {y}H{x}\"/>"
                );
            }
        }
        if (place.Forecast > 0)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path class=\"tl-forecast\" d=\"M{place.X1} {y}H{place.Forecast}M{place.Forecast} {y - 5}v10\"/>"
            );
        switch (bar.Kind)
        {
            case MilestoneKind.Phase:
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"tl-shape\" x=\"{x}\" y=\"{y - 8}\" width=\"{wide}\" height=\"15\" rx=\"3\"/>"
                );
                break;
            case MilestoneKind.Activity:
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"tl-shape\" x=\"{x}\" y=\"{y - 4}\" width=\"{wide}\" height=\"7\" rx=\"3\"/>"
                );
                break;
            case MilestoneKind.DecisionPoint:
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<path class=\"tl-shape\" d=\"M{x} {y}l6 -8h20l6 8l-6 8h-20z\"/><text class=\"tl-point\" x=\"{x + PointHalf}\" y=\"{y + 4}\">BP{(int)bar.DecisionPoint}</text>"
                );
                break;
            default:
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"tl-shape\" d=\"M{x} {y}l7 -7l7 7l-7 7z\"/>");
                break;
        }
        svg.Append("<text class=\"tl-label")
            .Append(place.IsInside ? " tl-inside" : "")
            .Append(place.LabelEnds ? " tl-before" : "");
        svg.Append(CultureInfo.InvariantCulture, $"\" x=\"{place.LabelX}\" y=\"{y + 4}\">");
        svg.Append(encoder.Encode(place.Label)).Append("</text></a>");
    }

    // Today and vesting day: over everything, each with its word.
    private void Days(StringBuilder svg, HtmlEncoder encoder)
    {
        Line(timeline.TodayDate.ToDateOnly(), "tl-today", words.Today);
        Line(timeline.VestingDate.ToDateOnly(), "tl-vesting", words.Vesting);

        void Line(DateOnly? day, string look, string word)
        {
            if (day is not { } shown || shown < window.First || shown > window.Last)
                return;
            var x = X(shown.DayNumber);
            var ends = x > Width - word.Length * CharWidth - 8;
            svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{look}\"><path d=\"M{x} 4V{Height - LanePadding}\"/>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"{(ends ? "tl-before" : "")}\" x=\"{(ends ? x - 4 : x + 4)}\" y=\"14\">{encoder.Encode(word)}</text></g>"
            );
        }
    }

    // The left edge of a day, never outside the picture.
    private int X(int day) => LabelWidth + (int)Math.Clamp(Math.Round((day - window.First.DayNumber) * scale), 0, ChartWidth);

    private int XMiddle(int day) =>
        LabelWidth + (int)Math.Clamp(Math.Round((day - window.First.DayNumber + 0.5) * scale), Half, ChartWidth - Half);

    private static int? Day(Google.Type.Date? date) => date.ToDateOnly()?.DayNumber;

    private sealed record Lane(TimelineRow Row, int Top, List<string> Name)
    {
        public int Height { get; set; }

        public List<Place> Places { get; } = [];
    }

    /// <summary>Where a bar stands.</summary>
    private sealed class Place(TimelineBar bar)
    {
        public TimelineBar Bar => bar;
        public int X0 { get; set; }
        public int X1 { get; set; }
        public int Y { get; set; }

        /// <summary>What it needs, with its name and what was approved.</summary>
        public int Left { get; set; }
        public int Right { get; set; }

        /// <summary>What was approved, where that is something else; 0 where it is not.</summary>
        public int Ghost0 { get; set; }
        public int Ghost1 { get; set; }

        /// <summary>The earliest that it can be, where that is later; 0 where it is not.</summary>
        public int Forecast { get; set; }
        public string Label { get; set; } = "";
        public int LabelX { get; set; }

        /// <summary>Whether the name ends there instead of beginning.</summary>
        public bool LabelEnds { get; set; }
        public bool IsInside { get; set; }
    }
}
