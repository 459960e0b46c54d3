using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<OptionAppraisal> LinkAppraisalDecision(
        LinkAppraisalDecisionRequest request,
        ServerCallContext context
    )
    {
        var vesting = await VestingAsync(request.Name, context);
        if (ResourceNames.Programme(request.DecisionCase) != ResourceNames.Programme(request.Name))
            throw Problem.Invalid("decision_case", "OTHER_PROGRAMME", request.DecisionCase);
        Case decided;
        try
        {
            decided = await organisation.GetCaseAsync(
                new() { Name = request.DecisionCase },
                cancellationToken: context.CancellationToken
            );
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw Problem.Invalid("decision_case", "NOT_FOUND", request.DecisionCase);
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var appraisal = await AppraisalTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, appraisal.Etag, appraisal.Name);
                List<Violation> against =
                [
                    .. AppraisalRules.AgainstLink(
                        appraisal,
                        request,
                        decided.Treatments.FirstOrDefault(t => t.Number == request.DecisionTreatment)
                    ),
                ];
                if (against.Count > 0)
                    throw Problem.Precondition(against);
                (appraisal.DecisionCase, appraisal.DecisionTreatment) = (request.DecisionCase, request.DecisionTreatment);
                (appraisal.DecidedOption, appraisal.LinkTime) = (request.DecidedOption, Instants.ToTimestamp(session.Now));
                await AppraisalTable.UpdateAsync(session, appraisal, appraisal.Etag, "decided");
                return Told(appraisal, vesting);
            }
        );
    }
}
