using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>The power–interest grid: where each assessed stakeholder stands, so that none covers another. Units of the drawing.</summary>
/// <param name="Marks">One for each assessed stakeholder.</param>
internal sealed record PowerInterestGrid(IReadOnlyList<PowerInterestGrid.Mark> Marks)
{
    public const int Steps = 5;
    public const int Cell = 56;
    public const int Left = 40;
    public const int Top = 8;
    public const int Side = Steps * Cell;

    // The first line of a cell is kept for the name of the quadrant.
    private const double Heading = 15;
    private const double LargestRadius = 11;
    private const double Gap = 1.5;

    /// <summary>A stakeholder's mark.</summary>
    /// <param name="Number">Its number in the table.</param>
    internal sealed record Mark(int Number, Stakeholder Stakeholder, double X, double Y, double Radius);

    /// <summary>The grid of stakeholders in the order of the table; those that are not assessed are left out.</summary>
    public static PowerInterestGrid Of(IEnumerable<Stakeholder> stakeholders) =>
        new([
            .. stakeholders
                .Select((stakeholder, index) => (Number: index + 1, Stakeholder: stakeholder))
                .Where(s => Quadrants.Of(s.Stakeholder) != Quadrant.NotAssessed)
                .GroupBy(s => (s.Stakeholder.Interest, s.Stakeholder.Influence))
                .SelectMany(cell =>
                {
                    var inCell = cell.ToList();
                    var columns = (int)Math.Ceiling(Math.Sqrt(inCell.Count));
                    var rows = (int)Math.Ceiling(inCell.Count / (double)columns);
                    var (width, height) = ((double)Cell / columns, (Cell - Heading) / rows);
                    var radius = Math.Min(LargestRadius, Math.Min(width, height) / 2 - Gap);
                    return inCell.Select(
                        (s, index) =>
                            new Mark(
                                s.Number,
                                s.Stakeholder,
                                LeftOf(cell.Key.Interest) + (index % columns + 0.5) * width,
                                TopOf(cell.Key.Influence) + Heading + (index / columns + 0.5) * height,
                                radius
                            )
                    );
                })
                .OrderBy(mark => mark.Number),
        ]);

    /// <summary>Left edge of the cells of an interest, 1–5.</summary>
    public static int LeftOf(int interest) => Left + (interest - 1) * Cell;

    /// <summary>Upper edge of the cells of an influence, 1–5: the most is uppermost.</summary>
    public static int TopOf(int influence) => Top + (Steps - influence) * Cell;
}
