using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Units;

/// <summary>Positions of one unit that are placed alike and vacant alike, counted.</summary>
internal sealed class PositionCount
{
    public string Unit { get; init; } = "";

    public Placement Placement { get; init; }

    public string NewUnit { get; init; } = "";

    public bool Vacant { get; init; }

    public int Count { get; init; }

    /// <summary>Sum of the percents, in hundredths.</summary>
    public long Percents { get; init; }

    /// <summary>Sum of the yearly costs, in øre.</summary>
    public long Cost { get; init; }
}
