using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>A risk with its number in the programme's list, by which the picture names it.</summary>
internal sealed record NumberedRisk(int Number, Risk Risk)
{
    /// <summary>"4↑": the number, and where the last assessment took it.</summary>
    public string Mark => $"{Number}{Arrow(Risk.Trend)}";

    public static string Arrow(RiskTrend trend) =>
        trend switch
        {
            RiskTrend.Rising => "↑",
            RiskTrend.Falling => "↓",
            _ => "",
        };
}

/// <summary>Open risks by probability and consequence, as a picture in its own units. Pure.</summary>
internal sealed record RiskMatrix(IReadOnlyList<NumberedRisk> Risks)
{
    public const int CellWidth = 116;
    public const int CellHeight = 68;
    public const int Left = 146;
    public const int Top = 8;
    public const int Bottom = Top + (RiskRules.Steps * CellHeight);
    public const int Width = Left + (RiskRules.Steps * CellWidth) + 2;
    public const int Height = Bottom + 44;

    // What is written on one line of a cell; more are counted.
    private const int MostMarks = 5;

    /// <summary>5 stands at the top.</summary>
    public static int Y(int probability) => Top + ((RiskRules.Steps - probability) * CellHeight);

    public static int X(int consequence) => Left + ((consequence - 1) * CellWidth);

    public IReadOnlyList<NumberedRisk> In(int probability, int consequence) =>
        [.. Risks.Where(r => r.Risk.Probability == probability && r.Risk.Consequence == consequence)];

    /// <summary>"1, 4↑, 7", and "…" for those that there is no room for.</summary>
    public static string Marks(IReadOnlyList<NumberedRisk> risks) =>
        string.Join(", ", risks.Take(MostMarks).Select(r => r.Mark)) + (risks.Count > MostMarks ? " …" : "");
}
