using System.Globalization;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What the gate of a mandate is evaluated on, fetched from where it stands.</summary>
internal static class GateReading
{
    /// <summary>The gate as it stands now, in a language; that of a decided mandate as it stood then.</summary>
    /// <param name="mandate">With its sections.</param>
    /// <param name="predecessor">The version before, with its decision; null for the first.</param>
    public static async Task<Gate> EvaluateAsync(
        Session session,
        Mandate mandate,
        Mandate? predecessor,
        GateEvidence evidence,
        CultureInfo language
    )
    {
        if (mandate.Decision is { } decision)
        {
            return new Gate
            {
                Mandate = mandate.Name,
                DecisionPoint = decision.DecisionPoint,
                Points = { decision.GatePoints },
                Open = decision.GatePoints.All(point => !point.Mandatory || GateRules.IsMet(point)),
            };
        }
        return GateRules.Evaluate(
            mandate,
            predecessor,
            await GateTable.ChecklistAsync(session, mandate, language),
            evidence,
            // Before a sub-project hands over there is much that need not be accepted yet.
            mandate.DecisionPoint < DecisionPoint.Bp4
                ? []
                : await DeliverableTable.OpenItemsAsync(session, ResourceNames.Parent(mandate.Name)),
            obstacle => Phrases.Of($"Obstacle.{obstacle.Reason}", language, obstacle.Count, obstacle.Who)
        );
    }

    /// <summary>The version before, with its decision and the conditions met since; null for the first version.</summary>
    public static async Task<Mandate?> PredecessorAsync(Session session, Mandate mandate) =>
        mandate.Predecessor.Length == 0 ? null : await MandateTable.GetAsync(session, mandate.Predecessor);
}
