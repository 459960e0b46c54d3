using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Complaint> CreateComplaint(CreateComplaintRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var today = NorwegianTime.DateIn(session.Now);
                var procurement = await CaseTable.GetAsync(session, request.Parent, today);
                var tender =
                    (await TenderTable.AllAsync(session, request.Parent)).Find(t => t.Name == request.Complaint.Tender)
                    ?? throw Problem.Invalid("complaint.tender", "NOT_FOUND", request.Complaint.Tender);
                var award = (await AwardTable.AllAsync(session, request.Parent)).LastOrDefault();
                if (AwardRules.WhyNoComplaint(procurement, award) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var complaint = new Complaint
                {
                    Name = await NewNames.ChooseAsync(
                        session,
                        "complaints",
                        $"{request.Parent}/complaints",
                        request.ComplaintId,
                        "complaint_id",
                        ""
                    ),
                    Tender = tender.Name,
                    Text = request.Complaint.Text,
                    Tenderer = tender.Tenderer,
                    ReceiveTime = Instants.ToTimestamp(session.Now),
                    InTime = today <= award!.StandstillEndDate.ToDateOnly(),
                    Etag = Etags.New(),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO complaints (name, procurement_case, award, tender, text, tenderer, receive_time, in_time, outcome, answer,
                        answer_time, etag)
                    VALUES (@Name, @Parent, @Award, @Tender, @Text, @Tenderer, @ReceiveTime, @InTime, 0, '', NULL, @Etag)
                    """,
                    new
                    {
                        complaint.Name,
                        request.Parent,
                        Award = award.Name,
                        complaint.Tender,
                        complaint.Text,
                        complaint.Tenderer,
                        complaint.ReceiveTime,
                        InTime = complaint.InTime ? 1 : 0,
                        complaint.Etag,
                    }
                );
                session.Append("procurement.complaint.received", complaint.Name, complaint);
                return complaint;
            }
        );
}
