using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    // It has no request_id: the answer would be kept where a retry finds it, and the tender with it.
    public override async Task<ReadTenderResponse> ReadTender(ReadTenderRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        Violation? refusal = null;
        var said = await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var tender = await TenderTable.GetAsync(session, request.Name);
                var member = MemberRules.Of(await MemberTable.AllAsync(session, procurementCase), own);
                var numbers = await MemberTable.EmployerNumbersAsync(session, procurementCase);
                refusal =
                    MemberRules.WhyNot(member, tender.Name)
                    ?? (
                        !TenderRules.IsOpen(tender.State) ? new(tender.Name, "TENDER_SEALED")
                        : MemberRules.IsOwnEmployer(member!, numbers[member!.Name], tender)
                            ? new(tender.Name, "OWN_EMPLOYER", tender.Tenderer)
                        : null
                    );
                await TenderTable.LogAsync(
                    session,
                    procurementCase,
                    tender.Name,
                    refusal is null ? TenderAccessKind.Read : TenderAccessKind.Refused
                );
                session.Append(
                    refusal is null ? "procurement.tender.read" : "procurement.tender.readRefused",
                    tender.Name,
                    tender
                );
                return refusal is null ? await TenderTable.UnsealAsync(session, seal, tender) : new();
            }
        );
        return refusal is null ? said : throw Problem.Precondition([refusal]);
    }
}
