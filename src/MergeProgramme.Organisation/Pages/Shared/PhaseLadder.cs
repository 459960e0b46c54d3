using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>How far each sub-project has come between its decision points, against vesting day.</summary>
/// <param name="Vesting">The day to be ready by; null where none is set.</param>
/// <param name="Planned">Decision points that are planned and not passed.</param>
internal sealed record PhaseLadder(
    IReadOnlyList<SubProject> SubProjects,
    DateOnly? Vesting,
    ProgrammeKind Kind,
    DateOnly Today,
    IReadOnlyList<Milestone> Planned
)
{
    /// <summary>The rungs, in the order in which a sub-project climbs them. Between two of them is a decision point: BP1, BP2 …</summary>
    public static readonly IReadOnlyList<SubProjectPhase> Rungs =
    [
        SubProjectPhase.Idea,
        SubProjectPhase.Concept,
        SubProjectPhase.Planning,
        SubProjectPhase.Execution,
        SubProjectPhase.Closing,
        SubProjectPhase.Closed,
    ];

    // The picture in its own units; the style sheet scales it to the page.
    public const int Width = 760;
    public const int LabelWidth = 226;
    public const int RungWidth = 84;
    public const int HeadHeight = 58;
    public const int RowHeight = 30;
    private const int FootHeight = 10;
    private const int LongestLabel = 27;

    public int Height => HeadHeight + SubProjects.Count * RowHeight + FootHeight;

    /// <summary>Left edge of a rung.</summary>
    public static int X(int rung) => LabelWidth + rung * RungWidth;

    /// <summary>Top of a row.</summary>
    public static int Y(int row) => HeadHeight + row * RowHeight;

    /// <summary>The rung that a sub-project stands on, from 0; −1 where it was not started.</summary>
    public static int RungOf(SubProject subProject)
    {
        for (var i = 0; i < Rungs.Count; i++)
        {
            if (Rungs[i] == subProject.Phase)
                return i;
        }
        return -1;
    }

    /// <summary>When a sub-project is planned to pass a decision point that lies ahead of it; null where nobody has planned it.</summary>
    /// <param name="point">1 for BP1.</param>
    public DateOnly? PlannedAt(SubProject subProject, int point) =>
        point > RungOf(subProject) && RungOf(subProject) >= 0
            ? Planned
                .FirstOrDefault(m => (int)m.DecisionPoint == point && ResourceNames.Parent(m.Name) == subProject.Name)
                ?.PlannedEndDate.ToDateOnly()
            : null;

    /// <summary>A day in as few signs as the picture has room for: 1.3.27.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("d.M.yy", CultureInfo.InvariantCulture);

    /// <summary>Its name, cut where the picture has no more room.</summary>
    public static string Short(SubProject subProject) =>
        subProject.DisplayName.Length <= LongestLabel
            ? subProject.DisplayName
            : subProject.DisplayName[..(LongestLabel - 1)].TrimEnd() + "…";
}
