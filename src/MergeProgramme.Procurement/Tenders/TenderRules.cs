using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tenders;

/// <summary>What holds for tenders: when they may come, who opens them, who may read them. Pure.</summary>
internal static class TenderRules
{
    /// <summary>Largest content, bytes: what one call takes in.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>How many people open (FOA § 23-2).</summary>
    public const int Openers = 2;

    /// <summary>Whether it has been opened.</summary>
    public static bool IsOpen(TenderState state) => state is TenderState.Opened or TenderState.Qualified or TenderState.Rejected;

    /// <summary>What is wrong with what was sent in.</summary>
    public static IEnumerable<Violation> Check(ReceiveTenderRequest request)
    {
        if (!OrganisationNumber.IsValid(request.Tender.OrganisationNumber))
            yield return new("tender.organisation_number", "ORGANISATION_NUMBER_INVALID", request.Tender.OrganisationNumber);
        if (request.Content.IsEmpty)
            yield return new("content", "REQUIRED");
        if (request.Content.Length > MostBytes)
            yield return new("content", "TENDER_TOO_LARGE", MostBytes / 1024 / 1024);
        if (request.Price is { Units: 0, Nanos: 0 })
            yield return new("price", "PRICE_ZERO");
    }

    /// <summary>Why a case takes no tender; null where it does.</summary>
    public static Violation? WhyNotReceived(ProcurementCase procurement) =>
        procurement.State switch
        {
            ProcurementCaseState.Preparation => new(procurement.Name, "CASE_NOT_PUBLISHED"),
            ProcurementCaseState.Contracted or ProcurementCaseState.Cancelled => new(procurement.Name, "CASE_ENDED"),
            _ => null,
        };

    /// <summary>The sealed tender whose place a new one in time takes: the tenderer's own of before; null where there is none.</summary>
    public static Tender? Replaced(Tender tender, IEnumerable<Tender> others) =>
        tender.State != TenderState.Sealed
            ? null
            : others.FirstOrDefault(o => o.OrganisationNumber == tender.OrganisationNumber && o.State == TenderState.Sealed);

    /// <summary>Whether it came too late: after the deadline, or after the tenders were opened.</summary>
    public static bool IsLate(ProcurementCase procurement, DateTimeOffset now) =>
        procurement.State != ProcurementCaseState.Published || now > procurement.TenderDeadlineTime.ToDateTimeOffset();

    /// <summary>Why tenders are not opened now by this person; null where they are.</summary>
    /// <param name="openers">Who has opened before.</param>
    /// <param name="tenders">The tenders of the case.</param>
    public static Violation? WhyNotOpened(
        ProcurementCase procurement,
        IEnumerable<Tender> tenders,
        IReadOnlyCollection<string> openers,
        string caller,
        DateTimeOffset now
    ) =>
        procurement.State != ProcurementCaseState.Published ? new(procurement.Name, "CASE_NOT_PUBLISHED")
        : now <= procurement.TenderDeadlineTime.ToDateTimeOffset() ? new(procurement.Name, "OPENING_TOO_EARLY")
        : !tenders.Any(t => t.State == TenderState.Sealed) ? new(procurement.Name, "NO_TENDERS")
        : openers.Contains(caller) ? new(procurement.Name, "OPENED_ALONE")
        : null;

    /// <summary>Why a tender is not assessed; null where it is.</summary>
    public static Violation? WhyNotAssessed(ProcurementCase procurement, Tender tender) =>
        procurement.State != ProcurementCaseState.Opened || !IsOpen(tender.State) ? new(tender.Name, "TENDER_NOT_OPEN") : null;
}
