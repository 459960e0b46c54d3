using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Pages.Staffing;

/// <summary>How much of a full position each person is bound, month by month, as a picture.</summary>
/// <param name="Persons">Those who are drawn.</param>
/// <param name="Months">First days of the months.</param>
internal sealed record HeatMap(IReadOnlyList<PersonStaffing> Persons, IReadOnlyList<DateOnly> Months)
{
    public const int LabelWidth = 190;
    public const int CellWidth = 46;
    public const int CellHeight = 26;
    public const int HeadHeight = 30;
    private const int LongestLabel = 26;
    private const int Half = 50;
    private const int Full = 100;

    public int Width => LabelWidth + Months.Count * CellWidth;

    public int Height => HeadHeight + Persons.Count * CellHeight + 2;

    /// <summary>Left edge of a month.</summary>
    public static int X(int month) => LabelWidth + month * CellWidth;

    /// <summary>Top edge of a person.</summary>
    public static int Y(int person) => HeadHeight + person * CellHeight;

    /// <summary>The look of a cell: none, low, high, full, over.</summary>
    public static string Heat(int percent) =>
        percent switch
        {
            0 => "none",
            <= Half => "low",
            < Full => "high",
            Full => "full",
            _ => "over",
        };

    /// <summary>A name that fits its column.</summary>
    public static string Short(string name) => name.Length > LongestLabel ? $"{name[..(LongestLabel - 1)]}…" : name;
}
