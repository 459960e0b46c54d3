using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<CheckProcurementCaseResponse> CheckProcurementCase(
        CheckProcurementCaseRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, request.Name, clock.Today());
                var response = new CheckProcurementCaseResponse();
                if (procurement.State == ProcurementCaseState.Preparation)
                    response.Findings.Add(
                        (await WhyNotPublishedAsync(session, procurement, clock.GetUtcNow())).Select(
                            wrong => new ProcurementCaseFinding
                            {
                                Reason = wrong.Reason,
                                Field = wrong.Field,
                                Message = violationTexts.Of(context.Method, wrong, CultureInfo.CurrentUICulture),
                            }
                        )
                    );
                return response;
            },
            context.CancellationToken
        );
}
