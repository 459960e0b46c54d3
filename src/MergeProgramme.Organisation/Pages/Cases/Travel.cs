using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>The way of a case through the bodies as a picture: stages from left to right, the bodies of a stage below each other.</summary>
internal sealed class Travel(Case asked)
{
    // The picture in its own units; the style sheet scales it to the page.
    public const int BoxWidth = 190;
    public const int BoxHeight = 64;
    public const int Gap = 46;
    private const int RowGap = 12;
    private const int HeadHeight = 26;
    private const int LongestName = 27;

    /// <summary>Stages in order, each with its treatments.</summary>
    public IReadOnlyList<IReadOnlyList<Treatment>> Stages { get; } =
    [.. asked.Treatments.GroupBy(t => t.Stage).OrderBy(s => s.Key).Select(s => (IReadOnlyList<Treatment>)[.. s])];

    public Case Case => asked;

    public int Width => Stages.Count * (BoxWidth + Gap) - Gap + 2;

    public int Height => HeadHeight + Stages.Max(s => s.Count) * (BoxHeight + RowGap);

    public static int X(int stage) => 1 + stage * (BoxWidth + Gap);

    public static int Y(int row) => HeadHeight + row * (BoxHeight + RowGap);

    /// <summary>How a box looks: treated, rejected, late, next or waiting.</summary>
    public string Look(Treatment treatment) =>
        treatment.Outcome == Outcome.Rejected ? "rejected"
        : DecisionRules.Concludes(treatment.Outcome) ? "done"
        : treatment.Late ? "late"
        : asked.Standing.Next.Contains(treatment.Number) ? "next"
        : "waiting";

    /// <summary>A name, cut where a box has no more room.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)].TrimEnd() + "…";
}
