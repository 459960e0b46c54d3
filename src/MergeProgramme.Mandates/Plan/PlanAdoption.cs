using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Plan;

/// <summary>What the plan of an approved document makes of the milestones of its sub-project. Pure.</summary>
internal static class PlanAdoption
{
    /// <summary>Whether a document says anything of when.</summary>
    public static bool HasPlan(Mandate document) => document.Sections.Any(section => section.PlanEntries.Count > 0);

    /// <summary>
    /// Each line of the document's plan with what becomes of it, in its order; then what earlier documents had and this one has not. A line is a
    /// milestone that was taken over in the same words, or has them as its title. Nothing is guessed: what has no last day becomes nothing.
    /// </summary>
    /// <param name="document">An approved document with its sections.</param>
    /// <param name="current">The milestones of the sub-project.</param>
    /// <param name="vesting">What the document itself places after this day is not held against it; null where there is none.</param>
    /// <param name="now">When it is taken over.</param>
    /// <returns>The milestones of those CREATED have no name yet.</returns>
    public static IReadOnlyList<AdoptedEntry> Of(
        Mandate document,
        IReadOnlyCollection<Milestone> current,
        DateOnly? vesting,
        Timestamp now
    )
    {
        List<Milestone> left = [.. current];
        List<AdoptedEntry> entries = [];
        foreach (var entry in document.Sections.SelectMany(section => section.PlanEntries))
        {
            if (entry.Period?.EndDate.ToDateOnly() is not { } end)
            {
                entries.Add(
                    new()
                    {
                        Outcome = PlanEntryOutcome.NoDates,
                        Text = entry.Text,
                        Period = entry.Period,
                    }
                );
                continue;
            }
            var (kind, point) = KindOf(entry);
            var known = Known(left, entry, kind, point);
            if (known is not null)
                left.Remove(known);
            entries.Add(Adopted(document, entry, kind, point, end > vesting, known, now));
        }
        entries.AddRange(
            left.Where(m => m.SourceMandate.Length > 0)
                .Select(m => new AdoptedEntry
                {
                    Outcome = PlanEntryOutcome.NotInDocument,
                    Text = m.Title,
                    Milestone = m,
                })
        );
        return entries;
    }

    /// <summary>“BP2: start planning” is decision point 2; “BP22” and “BPA” are none.</summary>
    public static DecisionPoint PointOf(string text)
    {
        var rest = text.AsSpan().TrimStart();
        if (!rest.StartsWith("BP", StringComparison.OrdinalIgnoreCase))
            return DecisionPoint.Unspecified;
        rest = rest[2..].TrimStart();
        return rest.Length > 0 && rest[0] is >= '1' and <= '5' && (rest.Length == 1 || !char.IsLetterOrDigit(rest[1]))
            ? (DecisionPoint)(rest[0] - '0')
            : DecisionPoint.Unspecified;
    }

    private static (MilestoneKind Kind, DecisionPoint Point) KindOf(PlanEntry entry) =>
        entry.Kind switch
        {
            PlanEntryKind.Phase => (MilestoneKind.Phase, DecisionPoint.Unspecified),
            PlanEntryKind.Milestone => PointOf(entry.Text) is var point && point != DecisionPoint.Unspecified
                ? (MilestoneKind.DecisionPoint, point)
                : (MilestoneKind.Milestone, DecisionPoint.Unspecified),
            _ => (MilestoneKind.Activity, DecisionPoint.Unspecified),
        };

    private static Milestone? Known(List<Milestone> left, PlanEntry entry, MilestoneKind kind, DecisionPoint point) =>
        left.Find(m => m.SourceMandate.Length > 0 && m.Kind == kind && m.SourceText == entry.Text)
        ?? left.Find(m => m.Kind == kind && string.Equals(m.Title, entry.Text, StringComparison.OrdinalIgnoreCase))
        // A sub-project passes each once, save BP3.
        ?? left.Find(m => point is not (DecisionPoint.Unspecified or DecisionPoint.Bp3) && m.DecisionPoint == point);

    private static AdoptedEntry Adopted(
        Mandate document,
        PlanEntry entry,
        MilestoneKind kind,
        DecisionPoint point,
        bool afterVesting,
        Milestone? known,
        Timestamp now
    )
    {
        var adopted = new AdoptedEntry { Text = entry.Text, Period = entry.Period };
        if (known?.SourceMandate == document.Name)
        {
            (adopted.Outcome, adopted.Milestone) = (PlanEntryOutcome.Unchanged, known);
            return adopted;
        }
        var start = MilestoneRules.HasLength(kind) ? entry.Period.StartDate : null;
        var milestone =
            known?.Clone()
            ?? new Milestone
            {
                Kind = kind,
                Title = entry.Text,
                DecisionPoint = point,
            };
        if (known is null || known.DoneDate is null)
        {
            if (
                known is not null
                && !(Equals(known.PlannedStartDate, start) && Equals(known.PlannedEndDate, entry.Period.EndDate))
            )
                (adopted.PreviousStartDate, adopted.PreviousEndDate) = (known.PlannedStartDate, known.PlannedEndDate);
            (milestone.PlannedStartDate, milestone.PlannedEndDate) = (start, entry.Period.EndDate);
            milestone.AfterVesting = afterVesting;
        }
        (milestone.BaselineStartDate, milestone.BaselineEndDate) = (start, entry.Period.EndDate);
        (milestone.SourceMandate, milestone.SourceText) = (document.Name, entry.Text);
        milestone.Baselines.Add(
            new MilestoneBaseline
            {
                SourceMandate = document.Name,
                StartDate = start,
                EndDate = entry.Period.EndDate,
                AdoptTime = now,
            }
        );
        (adopted.Outcome, adopted.Milestone) = (known is null ? PlanEntryOutcome.Created : PlanEntryOutcome.Replanned, milestone);
        return adopted;
    }
}
