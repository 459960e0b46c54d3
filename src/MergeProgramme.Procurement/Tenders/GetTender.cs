using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Tender> GetTender(GetTenderRequest request, ServerCallContext context)
    {
        var own = await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context);
        return await database.ReadAsync(
            async session =>
            {
                var tender = await TenderTable.GetAsync(session, request.Name);
                var procurementCase = ResourceNames.Parent(request.Name);
                var member = MemberRules.Of(await MemberTable.AllAsync(session, procurementCase), own);
                if (MemberRules.WhyNot(member, tender.Name) is null)
                    await TenderTable.ShowAsync(session, seal, [tender]);
                return tender;
            },
            context.CancellationToken
        );
    }
}
