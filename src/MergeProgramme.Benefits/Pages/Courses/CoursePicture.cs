using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Pages.Courses;

/// <summary>Where the courses stand in their picture, in the picture's own units: a column for each tertial, a row of three lanes for each measure.</summary>
/// <param name="whole">The courses of all that is drawn.</param>
internal sealed class CoursePicture(IReadOnlyList<Course> whole, DateOnly today)
{
    public const int NameWidth = 260;
    public const int Top = 34;
    public const int RowHeight = 46;
    public const int LaneHeight = 10;

    // What the whole is that stands above the measures.
    public const int FirstRow = 1;

    private const int TertialWidth = 64;

    // Twenty years: what lies outside is cut off at the edge.
    private const int MostTertials = 60;

    private readonly Tertial first =
        whole.Count == 0
            ? Tertial.Of(today == default ? new DateOnly(2000, 1, 1) : today)
            : Tertial.Of(whole.Min(c => c.StartDate.ToDateOnly()!.Value));

    /// <summary>The tertials of the picture, in order.</summary>
    public IReadOnlyList<Tertial> Tertials =>
        whole.Count == 0
            ? []
            :
            [
                .. Enumerable
                    .Range(0, Math.Min(MostTertials, Tertial.Of(whole.Max(c => c.EndDate.ToDateOnly()!.Value)).Since(first) + 1))
                    .Select(first.Plus),
            ];

    public int Width => NameWidth + (Tertials.Count * TertialWidth) + 8;

    public int Height(int rows) => Top + ((rows + FirstRow) * RowHeight) + 8;

    /// <summary>Today's line; null where it is outside the picture.</summary>
    public double? Today => whole.Count > 0 && today >= first.FirstDay && X(today) < Width - 8 ? X(today) : null;

    public int XOf(Tertial tertial) => NameWidth + (tertial.Since(first) * TertialWidth);

    /// <summary>The middle of a tertial that stands in the picture; null where it does not.</summary>
    public double? Middle(DateOnly start)
    {
        var at = Tertial.Of(start).Since(first);
        return at >= 0 && at < Tertials.Count ? NameWidth + ((at + 0.5) * TertialWidth) : null;
    }

    /// <summary>Left edge and width of a course.</summary>
    public (string X, string Width) Bar(Course course)
    {
        var right = Math.Min(X(course.EndDate.ToDateOnly()!.Value.AddDays(1)), Width - 8);
        var left = Math.Min(X(course.StartDate.ToDateOnly()!.Value), right - 3);
        return (Number(left), Number(right - left));
    }

    /// <summary>Top of a lane.</summary>
    /// <param name="row">0 for the whole, then the measures.</param>
    public static int Y(int row, CourseKind kind) => Top + (row * RowHeight) + (((int)kind - 1) * (LaneHeight + 3)) + 4;

    public static string Number(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private double X(DateOnly day)
    {
        var tertial = Tertial.Of(day);
        var days = tertial.LastDay.DayNumber - tertial.FirstDay.DayNumber + 1;
        return XOf(tertial) + (TertialWidth * (day.DayNumber - tertial.FirstDay.DayNumber) / (double)days);
    }
}
