using Google.Api;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const string ToReadThePlan = "stakeholders.read";

    // A calendar program signs in nowhere: it brings a key, and may read what the owner of the key may read today.
    public override async Task<HttpBody> ReadCalendarFeed(ReadCalendarFeedRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        var feed = await database.ReadAsync(
            session => CalendarFeedTable.FindAsync(session, request.Name, request.Key),
            context.CancellationToken
        );
        if (
            feed is null
            || !(await grants.OfAsync(new Caller(feed.Owner, ""), context.CancellationToken)).May(ToReadThePlan, programme)
        )
            throw Problem.NotFound(request.Name);
        var calendar = await database.ReadAsync(
            session => CommunicationTable.CalendarAsync(session, programme, feed.Title, time),
            context.CancellationToken
        );
        return new() { ContentType = calendar.ContentType, Data = calendar.Content };
    }
}
