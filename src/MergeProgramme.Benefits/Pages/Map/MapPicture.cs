using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Pages.Map;

/// <summary>
/// The map as a picture in its own units: what measures wait for, the measures, the benefits and the goals, from left to right, each box beside what it leads
/// to. Pure.
/// </summary>
internal sealed class MapPicture
{
    public const int BoxWidth = 248;
    public const int Gap = 66;
    public const int Top = 34;
    private const int BetweenBoxes = 14;
    private const int LineHeight = 17;
    private const int BoxPadding = 11;
    private const int LongestLine = 33;
    private const int MostLines = 3;

    // From left to right.
    private static readonly MapNodeKind[][] Order =
    [
        [MapNodeKind.Deliverable, MapNodeKind.Need],
        [MapNodeKind.Measure],
        [MapNodeKind.Benefit],
        [MapNodeKind.Goal],
    ];

    private readonly Dictionary<string, Box> boxes = new(StringComparer.Ordinal);

    public MapPicture(BenefitsMap map)
    {
        var leadsTo = map.Edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal);
        // From the goals leftwards: each column is sorted by where what it leads to stands.
        List<List<MapNode>> columns = [];
        var place = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var kinds in Order.Reverse())
        {
            List<MapNode> nodes = [.. map.Nodes.Where(n => kinds.Contains(n.Kind)).OrderBy(n => Where(n.Name))];
            foreach (var (i, node) in nodes.Index())
                place[node.Name] = i;
            // What measures wait for is a column only where they wait for something.
            if (nodes.Count > 0 || kinds[0] is MapNodeKind.Measure or MapNodeKind.Benefit or MapNodeKind.Goal)
                columns.Insert(0, nodes);
        }
        Columns = columns.Count;
        foreach (var (column, nodes) in columns.Index())
        {
            var y = Top;
            foreach (var node in nodes)
            {
                List<string> lines = Wrap(node.Title);
                var height = (lines.Count + 1) * LineHeight + 2 * BoxPadding - 4;
                boxes[node.Name] = new(node, column * (BoxWidth + Gap), y, height, lines);
                y += height + BetweenBoxes;
            }
            Height = Math.Max(Height, y);
        }
        Edges = [.. map.Edges.Where(e => boxes.ContainsKey(e.From) && boxes.ContainsKey(e.To))];

        double Where(string name)
        {
            List<double> places = [.. leadsTo[name].Where(place.ContainsKey).Select(to => place[to])];
            // What leads nowhere stands last.
            return places.Count == 0 ? double.MaxValue : places.Average();
        }
    }

    public int Columns { get; }

    public int Width => Columns * BoxWidth + (Columns - 1) * Gap;

    public int Height { get; } = Top;

    public IReadOnlyCollection<Box> Boxes => boxes.Values;

    public IReadOnlyList<MapEdge> Edges { get; }

    /// <summary>Left edge of a column's heading, with the kind that stands in it.</summary>
    public IEnumerable<(int X, MapNodeKind Kind)> Heads =>
        Order.Skip(Order.Length - Columns).Select((kinds, i) => (i * (BoxWidth + Gap), kinds[0]));

    /// <summary>The line of an edge, for <c>path d</c>: from the right edge of one box to the left edge of the other.</summary>
    public string Path(MapEdge edge)
    {
        var (from, to) = (boxes[edge.From], boxes[edge.To]);
        var (x0, y0) = (from.X + BoxWidth, from.Y + from.Height / 2);
        var (x1, y1) = (to.X - 3, to.Y + to.Height / 2);
        var middle = (x0 + x1) / 2;
        return FormattableString.Invariant($"M{x0} {y0}C{middle} {y0} {middle} {y1} {x1} {y1}");
    }

    /// <summary>A title in lines that the box has room for; what is too long ends in "…".</summary>
    internal static List<string> Wrap(string title)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in title.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Chunk(LongestLine)))
        {
            var text = new string(word);
            if (line.Length > 0 && line.Length + 1 + text.Length > LongestLine)
            {
                lines.Add(line);
                line = text;
            }
            else
                line = line.Length == 0 ? text : $"{line} {text}";
        }
        if (line.Length > 0)
            lines.Add(line);
        if (lines.Count <= MostLines)
            return lines;
        var last = lines[MostLines - 1];
        return [.. lines.Take(MostLines - 1), (last.Length < LongestLine ? last : last[..(LongestLine - 1)]).TrimEnd() + "…"];
    }

    /// <summary>A node where it stands.</summary>
    internal sealed record Box(MapNode Node, int X, int Y, int Height, IReadOnlyList<string> Lines)
    {
        /// <summary>Baseline of a line of the title, from 0; the one after the last is of what stands below.</summary>
        public int Baseline(int line) => Y + BoxPadding + 11 + line * LineHeight;
    }
}
