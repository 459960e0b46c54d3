using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>What a matter is, told by its resource name: the rules part no finer than that.</summary>
internal static class MatterKinds
{
    /// <summary>The kind of a well-formed resource name.</summary>
    public static MatterKind Of(string matter)
    {
        var parts = matter.Split('/');
        return parts.Length < 2
            ? MatterKind.Other
            : parts[^2] switch
            {
                "mandates" => MatterKind.DecisionPoint,
                "positionRequests" => MatterKind.Position,
                "cases" => MatterKind.Case,
                _ => MatterKind.Other,
            };
    }
}
