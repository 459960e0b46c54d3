using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Awards;

/// <summary>What holds for awards, complaints and contracts (FOA §§ 25-1 to 25-4). Pure.</summary>
internal static class AwardRules
{
    /// <summary>Why no award is proposed; null where it can be.</summary>
    /// <param name="awards">Those of the case before.</param>
    public static Violation? WhyNotProposed(ProcurementCase procurement, Tender tender, IEnumerable<Award> awards) =>
        procurement.State != ProcurementCaseState.Opened ? new(procurement.Name, "TENDERS_NOT_OPEN")
        : awards.Any(a => a.State != AwardState.Undone) ? new(procurement.Name, "AWARD_ALREADY")
        : tender.State != TenderState.Qualified ? new("award.tender", "TENDER_NOT_QUALIFIED", tender.Tenderer)
        : null;

    /// <summary>Why a tender cannot be chosen by the ranking; null where it comes first, alone or with others.</summary>
    public static Violation? WhyNotChosen(V1.Ranking ranking, Tender tender) =>
        ranking.RankedTenders.Any(r => r.Tender == tender.Name && r.Rank == 1)
            ? null
            : new("award.tender", "AWARD_NOT_FIRST", tender.Tenderer, ranking.RankedTenders[0].Tenderer);

    /// <summary>The last body that has said yes to the case; null where none has, or a later one has said something else.</summary>
    public static Treatment? Approval(Case decided) =>
        decided
            .Treatments.Where(t => t.Outcome != Outcome.Unspecified)
            .OrderBy(t => t.Stage)
            .ThenBy(t => t.Number)
            .LastOrDefault()
            is { Outcome: Outcome.Adopted or Outcome.Amended } last
            ? last
            : null;

    /// <summary>Why a complaint is not taken in; null where it is.</summary>
    /// <param name="award">The one that counts; null where there is none.</param>
    public static Violation? WhyNoComplaint(ProcurementCase procurement, Award? award) =>
        procurement.State != ProcurementCaseState.Awarded || award?.State != AwardState.Announced
            ? new(procurement.Name, "NOTHING_TO_COMPLAIN_OF")
            : null;

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="end">The last day of the standstill as it stands.</param>
    public static IEnumerable<Violation> CheckAnswer(AnswerComplaintRequest request, DateOnly end)
    {
        if (request.StandstillEndDate.ToDateOnly() is not { } extended)
            yield break;
        if (request.Outcome != ComplaintOutcome.AwardKept)
            yield return new("standstill_end_date", "EXTENSION_OF_KEPT_AWARD");
        else if (extended <= end)
            yield return new("standstill_end_date", "EXTENSION_TOO_SHORT", NorwegianTime.Format(end));
    }

    /// <summary>Why no contract can be signed; null where it can.</summary>
    /// <param name="award">The one that counts; null where there is none.</param>
    public static Violation? WhyNoContract(
        ProcurementCase procurement,
        Award? award,
        IEnumerable<Complaint> complaints,
        DateOnly today
    ) =>
        procurement.State != ProcurementCaseState.Awarded || award?.State != AwardState.Announced
            ? new(procurement.Name, "LETTERS_NOT_SENT")
        : award.StandstillEndDate.ToDateOnly() is { } end && today <= end
            ? new(procurement.Name, "STANDSTILL_RUNS", NorwegianTime.Format(end), award.StandstillSource)
        : complaints.Any(c => c.Outcome == ComplaintOutcome.Unspecified) ? new(procurement.Name, "COMPLAINT_NOT_ANSWERED")
        : null;

    /// <summary>What is wrong with a contract's dates.</summary>
    public static IEnumerable<Violation> CheckContract(Contract contract, DateOnly standstillEnd, DateOnly today)
    {
        var (signed, start, end) = (
            contract.SignDate.ToDateOnly(),
            contract.StartDate.ToDateOnly(),
            contract.EndDate.ToDateOnly()
        );
        if (signed <= standstillEnd)
            yield return new("contract.sign_date", "SIGNED_IN_STANDSTILL", NorwegianTime.Format(standstillEnd));
        if (signed > today)
            yield return new("contract.sign_date", "SIGNED_IN_FUTURE");
        if (end < start)
            yield return new("contract.end_date", "END_BEFORE_START");
        if (contract.NoticeDate.ToDateOnly() > end)
            yield return new("contract.notice_date", "NOTICE_AFTER_END", NorwegianTime.Format(end!.Value));
    }
}
