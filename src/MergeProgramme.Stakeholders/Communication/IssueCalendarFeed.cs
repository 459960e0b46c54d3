using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<IssueCalendarFeedResponse> IssueCalendarFeed(
        IssueCalendarFeedRequest request,
        ServerCallContext context
    )
    {
        // What a system may read follows from the token that it brings, and a calendar program brings none.
        if (Caller.Current.Kind == CallerKind.System)
            throw Problem.Precondition(request.Parent, "CALENDAR_OF_SYSTEM");
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = request.Parent },
            cancellationToken: context.CancellationToken
        );
        var owner = Caller.Current.Id;
        return await database.WriteAsync(
            async session =>
            {
                foreach (var earlier in await CalendarFeedTable.OfAsync(session, request.Parent, owner))
                    await CalendarFeedTable.DeleteAsync(session, earlier);
                var feed = new CalendarFeed
                {
                    Name = $"{request.Parent}/calendarFeeds/{Guid.CreateVersion7(session.Now)}",
                    Title = programme.DisplayName,
                    Owner = owner,
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                var key = CalendarFeedTable.NewKey();
                await session.ExecuteAsync(
                    """
                    INSERT INTO calendar_feeds (name, parent, title, owner, key_hash, create_time)
                    VALUES (@Name, @Parent, @Title, @Owner, @hash, @CreateTime)
                    """,
                    new
                    {
                        feed.Name,
                        request.Parent,
                        feed.Title,
                        feed.Owner,
                        hash = CalendarFeedTable.Hash(key),
                        feed.CreateTime,
                    }
                );
                session.Append("stakeholders.calendar-feed.created", feed.Name, feed);
                return new IssueCalendarFeedResponse { CalendarFeed = feed, Key = key };
            },
            // An answer that is kept would keep the key.
            requestId: "",
            context.CancellationToken
        );
    }
}
