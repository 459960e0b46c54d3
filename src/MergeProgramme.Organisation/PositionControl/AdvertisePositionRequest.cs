using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<PositionRequest> AdvertisePositionRequest(
        AdvertisePositionRequestRequest request,
        ServerCallContext context
    ) =>
        StepAsync(
            request,
            request.Name,
            request.Etag,
            PositionRequestState.Advertised,
            "organisation.positionRequest.advertised",
            (asked, today) =>
            {
                var day = request.AdvertiseDate.ToDateOnly()!.Value;
                asked.AdvertiseDate = request.AdvertiseDate;
                asked.AdvertiseReference = request.AdvertiseReference.Trim();
                return ControlLifecycle.CheckAdvertisement(asked, day, today);
            },
            context
        );
}
