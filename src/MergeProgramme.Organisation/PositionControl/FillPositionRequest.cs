using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<PositionRequest> FillPositionRequest(FillPositionRequestRequest request, ServerCallContext context) =>
        StepAsync(
            request,
            request.Name,
            request.Etag,
            PositionRequestState.Filled,
            "organisation.positionRequest.filled",
            (asked, _) =>
            {
                asked.FillDate = request.FillDate;
                return ControlLifecycle.CheckFilling(asked, request.FillDate.ToDateOnly()!.Value);
            },
            context
        );
}
