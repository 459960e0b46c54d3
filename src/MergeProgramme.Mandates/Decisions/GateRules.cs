using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Checks;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>The gate of a decision point: what each point of its checklist answers, and whether the gate is open.</summary>
internal static class GateRules
{
    // More would not be read; the page that the gate leads to has all.
    private const int MostNamed = 10;

    /// <summary>Why an automatic point is not met. Each has a text <c>Obstacle.REASON</c>; {0} is <paramref name="Count"/>, {1} <paramref name="Who"/>.</summary>
    internal sealed record Obstacle(string Reason, int Count, string Who = "");

    /// <summary>
    /// The gate as it stands. <paramref name="checklist"/> holds the points in order, the answered ones with the answers given so far;
    /// the automatic ones are answered here.
    /// </summary>
    /// <param name="mandate">The mandate with its sections.</param>
    /// <param name="predecessor">The version before, with its decision; null for the first version.</param>
    /// <param name="checklist">The points of the decision point.</param>
    /// <param name="evidence">What other modules know; records of participation on other mandates are passed over.</param>
    /// <param name="open">Items of the approved document before it that no accepted deliverable answers.</param>
    /// <param name="say">The text of an obstacle in the reader's language.</param>
    public static Gate Evaluate(
        Mandate mandate,
        Mandate? predecessor,
        IEnumerable<GatePoint> checklist,
        GateEvidence evidence,
        IReadOnlyList<CoveredItem> open,
        Func<Obstacle, string> say
    )
    {
        var gate = new Gate { Mandate = mandate.Name, DecisionPoint = mandate.DecisionPoint };
        foreach (var stated in checklist)
        {
            var point = stated.Clone();
            if (point.Kind == GatePointKind.Automatic)
            {
                var obstacle = FindObstacle(point.Point, mandate, predecessor, evidence, open);
                point.Answer = obstacle is null ? GateAnswer.Met : GateAnswer.NotMet;
                point.Obstacle = obstacle is null ? "" : say(obstacle);
            }
            else
            {
                point.Obstacle = point.Answer switch
                {
                    GateAnswer.Unspecified => say(new Obstacle("NOT_ANSWERED", 0)),
                    GateAnswer.NotMet => say(new Obstacle("ANSWERED_NOT_MET", 0)),
                    _ => "",
                };
            }

            gate.Points.Add(point);
        }

        gate.Open = gate.Points.All(point => !point.Mandatory || IsMet(point));
        return gate;
    }

    /// <summary>Met, or does not apply and says why.</summary>
    public static bool IsMet(GatePoint point) =>
        point.Answer == GateAnswer.Met
        || (
            point.Kind == GatePointKind.Answered
            && point.Answer == GateAnswer.NotApplicable
            && !string.IsNullOrWhiteSpace(point.Comment)
        );

    /// <summary>Whether the union side and the safety service have been heard on this mandate (heard or agreed, informing is not enough).</summary>
    public static (bool Union, bool SafetyService) Heard(
        string mandate,
        IEnumerable<ParticipationRecord> participation,
        DateOnly? until = null
    )
    {
        var kinds = HeardRecords(mandate, participation, until).Select(record => record.PartyKind).ToHashSet();
        return (kinds.Contains(PartyKind.Union), kinds.Contains(PartyKind.SafetyService));
    }

    /// <summary>The records that count as evidence: on this mandate, heard or agreed, on or before <paramref name="until"/>.</summary>
    public static IEnumerable<ParticipationRecord> HeardRecords(
        string mandate,
        IEnumerable<ParticipationRecord> participation,
        DateOnly? until
    ) =>
        participation.Where(record =>
            record.Matter == mandate
            && record.Form is ParticipationForm.Heard or ParticipationForm.Agreed
            && (until is null || record.HeardDate.ToDateOnly() <= until)
        );

    /// <summary>What is wrong with an answer to a point of the gate; nothing when it may be given.</summary>
    public static Ruling Answer(Mandate current, IEnumerable<GatePoint> checklist, AnswerGatePointRequest request)
    {
        List<Violation> invalid = [];
        var point = checklist.FirstOrDefault(candidate => candidate.Point == request.Point);
        if (point is null)
        {
            invalid.Add(new Violation("point", Reason.GatePointUnknown, request.Point));
        }
        else if (point.Kind != GatePointKind.Answered)
        {
            invalid.Add(new Violation("point", Reason.GatePointAutomatic, point.Text));
        }

        if (request.Answer is not (GateAnswer.Met or GateAnswer.NotMet or GateAnswer.NotApplicable))
        {
            invalid.Add(new Violation("answer", Reason.Required));
        }

        if (request.Answer == GateAnswer.NotApplicable && string.IsNullOrWhiteSpace(request.Comment))
        {
            invalid.Add(new Violation("comment", Reason.GateCommentMissing));
        }

        if (string.IsNullOrWhiteSpace(request.AnsweredBy))
        {
            invalid.Add(new Violation("answered_by", Reason.Required));
        }

        Violation[] broken =
            current.State == MandateState.Decided ? [new Violation(current.Name, Reason.MandateDecided, current.Version)] : [];
        return invalid.Count + broken.Length > 0 ? Ruling.Refuse(invalid, broken) : Ruling.Allow(current.Clone());
    }

    private static Obstacle? FindObstacle(
        string point,
        Mandate mandate,
        Mandate? predecessor,
        GateEvidence evidence,
        IReadOnlyList<CoveredItem> items
    )
    {
        switch (point)
        {
            case GateChecklist.Complete:
                var missing = MandateCheck.Check(mandate).Count(finding => finding.Severity == FindingSeverity.Missing);
                return missing == 0 ? null : new Obstacle("INCOMPLETE", missing);

            case GateChecklist.Participation:
                return Heard(mandate.Name, evidence.Participation) switch
                {
                    (true, true) => null,
                    (false, true) => new Obstacle("UNION_NOT_HEARD", 0),
                    (true, false) => new Obstacle("SAFETY_SERVICE_NOT_HEARD", 0),
                    _ => new Obstacle("NOBODY_HEARD", 0),
                };

            case GateChecklist.CoDetermination:
                var steps = evidence.Steps;
                return steps.Count == 0
                    ? null
                    : new Obstacle(
                        steps.Count == 1 ? "STEP_MISSING" : "STEPS_MISSING",
                        steps.Count,
                        string.Join(", ", steps.Select(step => step.PartyDisplayName))
                    );

            case GateChecklist.PredecessorConditions:
                var open = predecessor?.Decision?.Conditions.Count(condition => condition.MetDate is null) ?? 0;
                return open == 0 ? null : new Obstacle("CONDITIONS_OPEN", open);

            case GateChecklist.Deliverables:
                return items.Count == 0
                    ? null
                    : new Obstacle(
                        items.Count == 1 ? "ITEM_OPEN" : "ITEMS_OPEN",
                        items.Count,
                        string.Join("; ", items.Select(CoverageRules.Short))
                    );

            case GateChecklist.Benefits:
                var left = evidence.NotHandedOver;
                return left.Count == 0
                    ? null
                    : new Obstacle(
                        left.Count == 1 ? "HANDOVER_OPEN" : "HANDOVERS_OPEN",
                        left.Count,
                        string.Join("; ", left.Take(MostNamed).Select(one => one.SubjectDisplayName))
                            + (left.Count > MostNamed ? "; …" : "")
                    );

            default:
                // A point that nothing here knows how to find out must never count as met.
                return new Obstacle("UNKNOWN_POINT", 0);
        }
    }
}
