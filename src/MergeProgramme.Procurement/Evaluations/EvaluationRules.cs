using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>Who scores what and when, who sees whose scores, and what minutes of a consensus meeting must hold. Pure.</summary>
internal static class EvaluationRules
{
    /// <summary>The smallest step of a score.</summary>
    public const decimal ScoreStep = 0.1m;

    /// <summary>The criteria that people score: award criteria without parts whose points do not come from the price.</summary>
    public static List<Criterion> Scored(IReadOnlyCollection<Criterion> all) =>
        [.. CriteriaRules.Leaves(all).Where(criterion => criterion.PriceFormula == PriceFormula.Unspecified)];

    /// <summary>The tenders that are compared.</summary>
    public static IEnumerable<Tender> Compared(IEnumerable<Tender> tenders) =>
        tenders.Where(tender => tender.State == TenderState.Qualified);

    /// <summary>Whether it is 0–10 with at most one decimal.</summary>
    public static bool IsScore(Google.Type.Decimal score) =>
        Millionths.TryRead(score, out var millionths)
        && millionths is >= 0 and <= 10 * Millionths.InOne
        && Millionths.DecimalsOf(millionths) <= 1;

    /// <summary>What is wrong with scores as they were sent.</summary>
    /// <param name="scored">The criteria that people score.</param>
    public static IEnumerable<Violation> Check(IReadOnlyList<TenderScore> scores, IReadOnlyCollection<Criterion> scored)
    {
        foreach (var (i, score) in scores.Index())
        {
            if (scored.All(criterion => criterion.Name != score.Criterion))
                yield return new($"scores[{i}].criterion", "CRITERION_NOT_SCORED");
            if (scores.Take(i).Any(before => before.Criterion == score.Criterion))
                yield return new($"scores[{i}].criterion", "CRITERION_TWICE");
            if (!IsScore(score.Score))
                yield return new($"scores[{i}].score", "SCORE_OUT_OF_RANGE");
        }
    }

    /// <summary>Why a member does not evaluate in a case as it is; null where they do.</summary>
    /// <param name="member">The member that the caller is; null where they are none.</param>
    /// <param name="evaluation">Theirs.</param>
    /// <param name="disclosed">Whether the evaluators see each other's scores.</param>
    public static Violation? WhyNotEvaluating(
        ProcurementCase procurement,
        CaseMember? member,
        Evaluation? evaluation,
        bool disclosed
    ) =>
        MemberRules.WhyNot(member, procurement.Name)
        ?? (
            member!.Role != CaseRole.Evaluator ? new(member.Name, "NOT_AN_EVALUATOR")
            : procurement.State is ProcurementCaseState.Preparation or ProcurementCaseState.Published
                ? new(procurement.Name, "SCORING_BEFORE_OPENING")
            : WhyLocked(procurement)
                ?? (
                    evaluation?.State == EvaluationState.Finished ? new(evaluation.Name, "EVALUATION_FINISHED")
                    : evaluation?.State == EvaluationState.Withdrawn ? new(evaluation.Name, "EVALUATION_WITHDRAWN")
                    : disclosed ? new(procurement.Name, "EVALUATIONS_DISCLOSED")
                    : null
                )
        );

    /// <summary>Why a tender is not scored by this member; null where it is.</summary>
    /// <param name="employerNumber">Of the member's employer; empty where it is not known.</param>
    public static Violation? WhyNotScored(CaseMember member, string employerNumber, Tender tender) =>
        MemberRules.IsOwnEmployer(member, employerNumber, tender) ? new(tender.Name, "OWN_EMPLOYER", tender.Tenderer)
        : tender.State != TenderState.Qualified ? new(tender.Name, "TENDER_NOT_QUALIFIED", tender.Tenderer)
        : null;

    /// <summary>Why nothing of the evaluation changes any more; null where it may.</summary>
    public static Violation? WhyLocked(ProcurementCase procurement) =>
        procurement.State == ProcurementCaseState.Opened ? null : new(procurement.Name, "EVALUATION_LOCKED");

    /// <summary>Why an evaluator is not taken out; null where they are.</summary>
    public static Violation? WhyNotWithdrawn(ProcurementCase procurement, Evaluation evaluation, bool disclosed) =>
        procurement.State is not (ProcurementCaseState.Published or ProcurementCaseState.Opened)
            ? new(procurement.Name, "EVALUATION_LOCKED")
        : evaluation.State == EvaluationState.Finished ? new(evaluation.Name, "EVALUATION_FINISHED")
        : evaluation.State == EvaluationState.Withdrawn ? new(evaluation.Name, "EVALUATION_WITHDRAWN")
        : disclosed ? new(procurement.Name, "EVALUATIONS_DISCLOSED")
        : null;

    /// <summary>Why scores, minutes and ranking are not shown; null where they are: to members who have declared, and to all once it is decided.</summary>
    public static Violation? WhyHidden(ProcurementCase procurement, CaseMember? member) =>
        procurement.State is ProcurementCaseState.Awarded or ProcurementCaseState.Contracted
            ? null
            : MemberRules.WhyNot(member, procurement.Name);

    /// <summary>The (tender, criterion) pairs that a member scores.</summary>
    public static List<(string Tender, string Criterion)> Needed(
        CaseMember member,
        string employerNumber,
        IEnumerable<Tender> tenders,
        IReadOnlyCollection<Criterion> scored
    ) =>
        [
            .. Compared(tenders)
                .Where(tender => !MemberRules.IsOwnEmployer(member, employerNumber, tender))
                .SelectMany(tender => scored.Select(criterion => (tender.Name, criterion.Name))),
        ];

    /// <summary>What an evaluator must do before they have finished.</summary>
    public static IEnumerable<Violation> CheckFinish(
        Evaluation evaluation,
        IReadOnlyCollection<(string Tender, string Criterion)> needed,
        IReadOnlyCollection<Tender> tenders,
        IReadOnlyCollection<Criterion> scored
    )
    {
        foreach (var tender in tenders.Where(tender => tender.State == TenderState.Opened))
            yield return new(tender.Name, "TENDER_NOT_ASSESSED", tender.Tenderer);
        if (needed.Count == 0)
            yield return new(evaluation.Name, "NOTHING_TO_SCORE");
        var given = evaluation.Scores.Select(score => (score.Tender, score.Criterion)).ToHashSet();
        foreach (var (tender, criterion) in needed.Where(pair => !given.Contains(pair)))
            yield return new(
                tender,
                "SCORE_MISSING",
                tenders.First(one => one.Name == tender).Tenderer,
                scored.First(one => one.Name == criterion).Title
            );
    }

    /// <summary>Those whose scores count: evaluators without a conflict whom nobody took out.</summary>
    public static IEnumerable<CaseMember> Counting(
        IEnumerable<CaseMember> members,
        IReadOnlyCollection<Evaluation> evaluations
    ) =>
        members.Where(member =>
            member.Role == CaseRole.Evaluator
            && member.DeclarationState != DeclarationState.Conflict
            && !evaluations.Any(one => one.Member == member.Name && one.State == EvaluationState.Withdrawn)
        );

    /// <summary>Whether each of them has finished, at least one.</summary>
    public static bool AllFinished(IReadOnlyCollection<CaseMember> members, IReadOnlyCollection<Evaluation> evaluations)
    {
        var counting = Counting(members, evaluations).ToList();
        return counting.Count > 0
            && counting.TrueForAll(member =>
                evaluations.Any(one => one.Member == member.Name && one.State == EvaluationState.Finished)
            );
    }

    /// <summary>What is wrong with minutes as they were sent.</summary>
    /// <param name="compared">The qualified tenders.</param>
    /// <param name="scored">The criteria that people score.</param>
    public static IEnumerable<Violation> Check(
        Consensus consensus,
        ProcurementCase procurement,
        IReadOnlyCollection<CaseMember> members,
        IReadOnlyCollection<Tender> compared,
        IReadOnlyCollection<Criterion> scored,
        DateOnly today
    )
    {
        var opened = procurement.OpenTime is { } time ? NorwegianTime.DateIn(time.ToDateTimeOffset()) : DateOnly.MaxValue;
        var met = consensus.MeetingDate.ToDateOnly()!.Value;
        if (met > today || met < opened)
            yield return new("consensus.meeting_date", "MEETING_DATE_IMPOSSIBLE", NorwegianTime.Format(opened));
        foreach (var (i, present) in consensus.PresentMembers.Index())
        {
            var member = members.FirstOrDefault(one => one.Name == present);
            if (member is null)
                yield return new($"consensus.present_members[{i}]", "NOT_FOUND", present);
            else if (MemberRules.WhyNot(member, member.Name) is { } refusal)
                yield return refusal with
                {
                    Field = $"consensus.present_members[{i}]",
                };
            else if (consensus.PresentMembers.Take(i).Contains(present))
                yield return new($"consensus.present_members[{i}]", "PRESENT_TWICE", member.PersonDisplayName);
        }
        foreach (var (i, part) in consensus.Criteria.Index())
        {
            var place = $"consensus.criteria[{i}]";
            if (scored.All(criterion => criterion.Name != part.Criterion))
                yield return new($"{place}.criterion", "CRITERION_NOT_SCORED");
            if (consensus.Criteria.Take(i).Any(before => before.Criterion == part.Criterion))
                yield return new($"{place}.criterion", "CRITERION_TWICE");
            foreach (var (j, score) in part.Scores.Index())
            {
                if (compared.All(tender => tender.Name != score.Tender))
                    yield return new($"{place}.scores[{j}].tender", "TENDER_NOT_COMPARED");
                if (part.Scores.Take(j).Any(before => before.Tender == score.Tender))
                    yield return new($"{place}.scores[{j}].tender", "TENDER_TWICE");
                if (!IsScore(score.Score))
                    yield return new($"{place}.scores[{j}].score", "SCORE_OUT_OF_RANGE");
            }
        }
        foreach (var (tender, criterion) in Missing(consensus, compared, scored))
            yield return new("consensus.criteria", "CONSENSUS_SCORE_MISSING", tender.Tenderer, criterion.Title);
    }

    /// <summary>The (tender, criterion) pairs that have no agreed score.</summary>
    public static IEnumerable<(Tender Tender, Criterion Criterion)> Missing(
        Consensus consensus,
        IEnumerable<Tender> compared,
        IReadOnlyCollection<Criterion> scored
    )
    {
        var given = consensus
            .Criteria.SelectMany(part => part.Scores.Select(score => (score.Tender, part.Criterion)))
            .ToHashSet();
        return compared.SelectMany(tender =>
            scored.Where(criterion => !given.Contains((tender.Name, criterion.Name))).Select(criterion => (tender, criterion))
        );
    }
}
