namespace MergeProgramme.Mandates.Decisions;

/// <summary>The points of the gate that the system itself finds out about. The others are answered by people.</summary>
internal static class GateChecklist
{
    /// <summary>The check finds nothing missing in the mandate.</summary>
    public const string Complete = "complete";

    /// <summary>Unions and the safety service have been heard.</summary>
    public const string Participation = "participation";

    /// <summary>Everybody for whom a step of co-determination was set up has taken part, or the step was waived.</summary>
    public const string CoDetermination = "co-determination";

    /// <summary>Every condition of the decision on the version before is met.</summary>
    public const string PredecessorConditions = "predecessor-conditions";

    /// <summary>Every item of the approved document before it is answered, and all that answers it is accepted.</summary>
    public const string Deliverables = "deliverables";

    /// <summary>The line has accepted every measure and benefit of the sub-project.</summary>
    public const string Benefits = "benefits";
}
