using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Pages.Chart;

/// <summary>A body in the chart.</summary>
/// <param name="Depth">Levels below the top of the chart, from 0.</param>
/// <param name="Row">Row of its box, from 0.</param>
/// <param name="Hidden">Bodies below it that are not drawn.</param>
internal sealed record ChartNode(Body Body, BodyComposition? Composition, int Depth, int Row, int Hidden, ChartNode? Parent);

/// <summary>
/// The hierarchy of bodies from left to right: a column for each level, a row for each body that has none drawn below it, so that sixty bodies are
/// as readable as six. Levels that would make too many rows are folded; a body opens by its link. Pure.
/// </summary>
internal sealed class BodyChart
{
    public const int BoxWidth = 210;
    public const int BoxHeight = 62;
    public const int ColumnWidth = 250;
    public const int RowHeight = 74;

    // More rows than these do not fit a sheet or three screens.
    private const int MostRows = 36;
    private const int RowsOfSheet = 12;
    private const int LongestLine = 30;

    private readonly ILookup<string, Body> children;
    private readonly IReadOnlyDictionary<string, BodyComposition> compositions;
    private readonly List<ChartNode> nodes = [];
    private int rows;

    private BodyChart(ILookup<string, Body> children, IReadOnlyDictionary<string, BodyComposition> compositions) =>
        (this.children, this.compositions) = (children, compositions);

    /// <summary>Parents before what stands below them.</summary>
    public IReadOnlyList<ChartNode> Nodes => nodes;

    /// <summary>How many levels are drawn.</summary>
    public int Levels { get; private set; }

    public bool IsFolded => nodes.Exists(n => n.Hidden > 0);

    public int Width => Math.Max(1, Levels) * ColumnWidth - (ColumnWidth - BoxWidth) + 2;

    public int Height => Math.Max(1, rows) * RowHeight - (RowHeight - BoxHeight) + 2;

    /// <summary>Whether it goes over more than one sheet when it is printed.</summary>
    public bool IsTall => rows > RowsOfSheet;

    /// <param name="bodies">Those that exist. One whose parent is not among them stands at the top.</param>
    /// <param name="root">Resource name of the body to begin with; empty for all.</param>
    /// <param name="levels">How many levels to draw; 0 for as many as are readable.</param>
    public static BodyChart Of(
        IReadOnlyCollection<Body> bodies,
        IReadOnlyDictionary<string, BodyComposition> compositions,
        string root = "",
        int levels = 0
    )
    {
        var names = bodies.Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
        var children = bodies.ToLookup(b => names.Contains(b.ParentBody) ? b.ParentBody : "", StringComparer.Ordinal);
        List<Body> tops = root.Length > 0 ? [.. bodies.Where(b => b.Name == root)] : [.. children[""]];
        var depth = Depth(children, tops);
        var shown = levels > 0 ? Math.Min(levels, Math.Max(1, depth)) : depth;
        while (levels == 0 && shown > 2 && Rows(children, tops, shown) > MostRows)
            shown--;
        var chart = new BodyChart(children, compositions) { Levels = shown };
        foreach (var top in tops)
            chart.Place(top, 0, null);
        return chart;
    }

    /// <summary>Left edge of a box.</summary>
    public static int X(ChartNode node) => 1 + node.Depth * ColumnWidth;

    /// <summary>Top edge of a box.</summary>
    public static int Y(ChartNode node) => 1 + node.Row * RowHeight;

    /// <summary>The name on one line or two; what is longer ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (longer.Length <= LongestLine || line.Length == 0)
            {
                line = longer;
                continue;
            }
            lines.Add(line);
            line = word;
        }
        lines.Add(line);
        if (lines.Count > 2)
            lines = [lines[0], $"{lines[1]} …"];
        return [.. lines.Select(l => l.Length > LongestLine + 2 ? $"{l[..LongestLine]}…" : l)];
    }

    private ChartNode Place(Body body, int depth, ChartNode? parent)
    {
        var folded = depth + 1 >= Levels;
        var below = children[body.Name].ToList();
        var node = new ChartNode(
            body,
            compositions.GetValueOrDefault(body.Name),
            depth,
            rows,
            folded ? Count(children, below) : 0,
            parent
        );
        nodes.Add(node);
        if (folded || below.Count == 0)
        {
            rows++;
            return node;
        }
        foreach (var child in below)
            Place(child, depth + 1, node);
        return node;
    }

    private static int Depth(ILookup<string, Body> children, List<Body> level)
    {
        var depth = 0;
        while (level.Count > 0)
        {
            depth++;
            level = [.. level.SelectMany(b => children[b.Name])];
        }
        return depth;
    }

    private static int Rows(ILookup<string, Body> children, List<Body> level, int levels) =>
        level.Sum(b => levels == 1 ? 1 : Math.Max(1, Rows(children, [.. children[b.Name]], levels - 1)));

    private static int Count(ILookup<string, Body> children, List<Body> below) =>
        below.Count + below.Sum(b => Count(children, [.. children[b.Name]]));
}
