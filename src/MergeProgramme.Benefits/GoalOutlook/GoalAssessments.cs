using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.GoalOutlook;

/// <summary>
/// "Can the goal still be met, and how late can we decide?" The question of Bodø's paper (13/15, 31 October 2013). A full-year goal counts the measures
/// that work fully from 1 January of its year; an in-year goal counts what falls in the year.
/// </summary>
internal static class GoalAssessments
{
    public const int DefaultConfidence = 50;

    // How far back a latest day of decision is looked for.
    private const int YearsBack = 10;

    // How far ahead the first year in which the goal is met is looked for.
    private const int YearsAhead = 20;

    /// <param name="goal">With an amount and an effect year.</param>
    /// <param name="measures">Those that add to it and are not given up.</param>
    public static GoalAssessment Of(
        Goal goal,
        IReadOnlyList<Measure> measures,
        AssessGoalRequest request,
        CancellationToken cancellation
    )
    {
        var confidence = request.ConfidencePercent == 0 ? DefaultConfidence : request.ConfidencePercent;
        var changed = Changed(measures, request);
        var assumptions = MonteCarlo.Complete(request.Assumptions, Math.Max(measures.Count, changed.Count));
        var hasChanges = request.Changes.Count > 0 || request.Added.Count > 0;
        return new GoalAssessment
        {
            Goal = goal.Name,
            Target = goal.Amount,
            EffectYear = goal.EffectYear,
            Outlook = OutlookOf(goal, measures, assumptions, cancellation),
            WhatIf = hasChanges ? OutlookOf(goal, changed, assumptions, cancellation) : null,
            LatestDecisionDate = LatestDecision(goal, changed, confidence, assumptions, cancellation).ToDate(),
            AllDecided = changed.TrueForAll(m => m.State == MeasureState.Decided),
            FullYearSum = Ore.ToMoney(changed.Sum(m => Ore.Of(m.EffectLikely))),
            Measures = { changed.Select(m => Timeline(m, goal.EffectYear)) },
            ConfidencePercent = confidence,
            Assumptions = assumptions,
        };
    }

    /// <summary>The measures with the changes that are tried out.</summary>
    public static List<Measure> Changed(IReadOnlyList<Measure> measures, AssessGoalRequest request)
    {
        var changes = request.Changes.ToLookup(change => change.Measure);
        List<Measure> changed = [];
        foreach (var measure in measures)
        {
            if (changes[measure.Name].Any(change => change.Drop))
                continue;
            var months = changes[measure.Name].Sum(change => change.PostponeMonths);
            changed.Add(months == 0 ? measure : Postponed(measure, months));
        }
        changed.AddRange(
            request.Added.Select(
                (added, index) =>
                {
                    var measure = added.Clone();
                    (measure.Name, measure.State) = ($"added {index}", MeasureState.Proposed);
                    return measure;
                }
            )
        );
        return changed;
    }

    /// <summary>How one measure stands to the year of the goal.</summary>
    public static MeasureTimeline Timeline(Measure measure, int effectYear)
    {
        var decided = measure.DecisionDate.ToDateOnly()!.Value;
        var (shortest, longest) = MeasureProfile.MonthsToEffect(measure);
        var (earliest, latest) = (
            Month.From(decided.AddMonths(shortest)).Plus(measure.RampMonths),
            Month.From(decided.AddMonths(longest)).Plus(measure.RampMonths)
        );
        var from = new Month(effectYear, 1);
        return new()
        {
            Measure = measure.Name,
            Title = measure.Title,
            State = measure.State,
            DecisionDate = measure.DecisionDate,
            FullEffectEarliest = earliest.FirstDay.ToDate(),
            FullEffectLatest = latest.FirstDay.ToDate(),
            LatestDecisionDateSafe = EffectProfile.LatestDecision(effectYear, longest, measure.RampMonths).ToDate(),
            LatestDecisionDate = EffectProfile.LatestDecision(effectYear, shortest, measure.RampMonths).ToDate(),
            Timing =
                latest <= from ? MeasureTiming.InTime
                : earliest <= from ? MeasureTiming.Tight
                : MeasureTiming.TooLate,
            EffectLikely = measure.EffectLikely,
        };
    }

    private static Outlook OutlookOf(
        Goal goal,
        IReadOnlyList<Measure> measures,
        SimulationAssumptions assumptions,
        CancellationToken cancellation
    )
    {
        var sums = Sums(goal, measures, assumptions, cancellation);
        var met = sums.Count(sum => sum >= Ore.Of(goal.Amount));
        Array.Sort(sums);
        return new()
        {
            ProbabilityPercent = Math.Round(100.0 * met / sums.Length, 1),
            P10 = Ore.ToMoney(MonteCarlo.Quantile(sums, 10)),
            P50 = Ore.ToMoney(MonteCarlo.Quantile(sums, 50)),
            P90 = Ore.ToMoney(MonteCarlo.Quantile(sums, 90)),
            FirstYearReached = FirstYearReached(goal, measures),
        };
    }

    /// <summary>The first year in which the expected effect reaches the goal; 0 where none of the next twenty does.</summary>
    public static int FirstYearReached(Goal goal, IReadOnlyList<Measure> measures)
    {
        if (measures.Count == 0)
            return 0;
        List<EffectProfile> effects = [.. measures.Select(MeasureProfile.ExpectedEffect)];
        var first = effects.Min(e => e.FirstEffect.Year);
        for (var year = first; year <= Math.Max(goal.EffectYear, first) + YearsAhead; year++)
        {
            if (effects.Sum(e => Counted(goal, e, year)) >= Ore.Of(goal.Amount))
                return year;
        }
        return 0;
    }

    /// <summary>
    /// The last day on which all that is still proposed can be decided and the goal is met with the asked confidence; null where there is none, or nothing
    /// to decide. Later is never better, so the day is found by halving.
    /// </summary>
    private static DateOnly? LatestDecision(
        Goal goal,
        IReadOnlyList<Measure> measures,
        int confidence,
        SimulationAssumptions assumptions,
        CancellationToken cancellation
    )
    {
        if (measures.All(m => m.State == MeasureState.Decided))
            return null;
        bool IsEnough(DateOnly day)
        {
            List<Measure> then =
            [
                .. measures.Select(m =>
                {
                    if (m.State == MeasureState.Decided)
                        return m;
                    var moved = m.Clone();
                    moved.DecisionDate = day.ToDate();
                    return moved;
                }),
            ];
            var sums = Sums(goal, then, assumptions, cancellation);
            return sums.Count(sum => sum >= Ore.Of(goal.Amount)) * 100L >= (long)confidence * sums.Length;
        }
        var (early, late) = (new DateOnly(goal.EffectYear - YearsBack, 1, 1), new DateOnly(goal.EffectYear, 12, 31));
        if (!IsEnough(early))
            return null;
        while (early < late)
        {
            var middle = early.AddDays((late.DayNumber - early.DayNumber + 1) / 2);
            if (IsEnough(middle))
                early = middle;
            else
                late = middle.AddDays(-1);
        }
        return early;
    }

    private static long[] Sums(
        Goal goal,
        IReadOnlyList<Measure> measures,
        SimulationAssumptions assumptions,
        CancellationToken cancellation
    )
    {
        var sums = new long[assumptions.Runs];
        MonteCarlo.Run(
            [.. measures.Select(MeasureProfile.Drawn)],
            assumptions,
            (run, _, effect) => sums[run] += Counted(goal, effect, goal.EffectYear),
            cancellation
        );
        return sums;
    }

    private static long Counted(Goal goal, EffectProfile effect, int year) =>
        goal.Effect == EffectKind.InYear ? effect.InYear(year)
        : effect.FullFrom <= new Month(year, 1) ? effect.FullYear
        : 0;

    private static Measure Postponed(Measure measure, int months)
    {
        var moved = measure.Clone();
        moved.DecisionDate = measure.DecisionDate.ToDateOnly()!.Value.AddMonths(months).ToDate();
        foreach (var cost in moved.Costs)
        {
            cost.StartDate = cost.StartDate.ToDateOnly()!.Value.AddMonths(months).ToDate();
            cost.EndDate = cost.EndDate.ToDateOnly()!.Value.AddMonths(months).ToDate();
        }
        return moved;
    }
}
