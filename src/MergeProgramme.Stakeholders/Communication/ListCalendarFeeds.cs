using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListCalendarFeedsResponse> ListCalendarFeeds(
        ListCalendarFeedsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var owner = Caller.Current.Id;
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var response = new ListCalendarFeedsResponse();
                response.NextPageToken = page.FillOf(
                    await CalendarFeedTable.OfAsync(session, request.Parent, owner),
                    response.CalendarFeeds
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
