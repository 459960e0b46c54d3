using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteCriterion(DeleteCriterionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var all = await CriterionTable.AllAsync(session, procurementCase);
                var criterion = all.Find(c => c.Name == request.Name) ?? throw Problem.NotFound(request.Name);
                Etags.Require(request.Etag, criterion.Etag, criterion.Name);
                CriterionTable.RequireOpen(await CaseTable.GetAsync(session, procurementCase, NorwegianTime.DateIn(session.Now)));
                if (all.Exists(c => c.ParentCriterion == criterion.Name))
                    throw Problem.Precondition(criterion.Name, "CRITERION_HAS_PARTS");
                await session.ExecuteAsync("DELETE FROM criteria WHERE name = @Name", new { criterion.Name });
                session.Append("procurement.criterion.deleted", criterion.Name, criterion);
                return new Empty();
            }
        );
}
