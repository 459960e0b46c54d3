using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteOptionAppraisal(DeleteOptionAppraisalRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var appraisal = await AppraisalTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, appraisal.Etag, appraisal.Name);
                if (appraisal.DecisionCase.Length > 0)
                    throw Problem.Precondition(appraisal.Name, "APPRAISAL_DECIDED");
                await AppraisalTable.DeleteOptionsAsync(session, appraisal.Name);
                if (
                    await session.ExecuteAsync(
                        "DELETE FROM option_appraisals WHERE name = @Name AND etag = @Etag",
                        new { appraisal.Name, appraisal.Etag }
                    ) == 0
                )
                    throw Problem.Stale(appraisal.Name);
                session.Append("procurement.optionAppraisal.deleted", appraisal.Name, appraisal);
                return new Empty();
            }
        );
}
