using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListProcessingActivitiesResponse> ListProcessingActivities(
        ListProcessingActivitiesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var response = new ListProcessingActivitiesResponse();
                response.NextPageToken = page.FillOf(
                    await ActivityTable.AllAsync(session, request.Parent),
                    response.ProcessingActivities
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
