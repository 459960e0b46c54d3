using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Tender> ReceiveTender(ReceiveTenderRequest request, ServerCallContext context)
    {
        if (TenderRules.Check(request).ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var procurement = await CaseTable.GetAsync(session, request.Parent, NorwegianTime.DateIn(session.Now));
                if (TenderRules.WhyNotReceived(procurement) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var tender = new Tender
                {
                    Name = await NewNames.ChooseAsync(
                        session,
                        "tenders",
                        $"{request.Parent}/tenders",
                        request.TenderId,
                        "tender_id",
                        request.Tender.Tenderer
                    ),
                    Tenderer = request.Tender.Tenderer,
                    OrganisationNumber = request.Tender.OrganisationNumber,
                    ContactEmail = request.Tender.ContactEmail,
                    ReceiveTime = Instants.ToTimestamp(session.Now),
                    ContentHash = TenderSeal.HashOf(request.Content),
                    ContentSize = request.Content.Length,
                    State = TenderRules.IsLate(procurement, session.Now) ? TenderState.Late : TenderState.Sealed,
                    Etag = Etags.New(),
                };
                if (TenderRules.Replaced(tender, await TenderTable.AllAsync(session, request.Parent)) is { } former)
                {
                    former.State = TenderState.Replaced;
                    await TenderTable.UpdateAsync(session, former, "procurement.tender.replaced");
                }
                await session.ExecuteAsync(
                    """
                    INSERT INTO tenders (name, procurement_case, tenderer, organisation_number, contact_email, receive_time, content_hash,
                        content_size, state, reject_reason, etag)
                    VALUES (@Name, @Parent, @Tenderer, @OrganisationNumber, @ContactEmail, @ReceiveTime, @ContentHash, @ContentSize, @State,
                        '', @Etag)
                    """,
                    new
                    {
                        tender.Name,
                        request.Parent,
                        tender.Tenderer,
                        tender.OrganisationNumber,
                        tender.ContactEmail,
                        tender.ReceiveTime,
                        tender.ContentHash,
                        tender.ContentSize,
                        tender.State,
                        tender.Etag,
                    }
                );
                var (terms, content) = seal.Seal(
                    tender.Name,
                    new()
                    {
                        Content = request.Content,
                        FileName = request.FileName,
                        Price = request.Price,
                    }
                );
                await session.ExecuteAsync(
                    "INSERT INTO sealed_tenders (tender, terms, content) VALUES (@Name, @terms, @content)",
                    new
                    {
                        tender.Name,
                        terms,
                        content,
                    }
                );
                session.Append("procurement.tender.received", tender.Name, tender);
                return tender;
            }
        );
    }
}
