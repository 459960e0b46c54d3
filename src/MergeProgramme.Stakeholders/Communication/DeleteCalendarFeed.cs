using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteCalendarFeed(DeleteCalendarFeedRequest request, ServerCallContext context)
    {
        var owner = Caller.Current.Id;
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var own = await CalendarFeedTable.OfAsync(session, ResourceNames.Programme(request.Name), owner);
                await CalendarFeedTable.DeleteAsync(
                    session,
                    own.Find(f => f.Name == request.Name) ?? throw Problem.NotFound(request.Name)
                );
                return new Empty();
            }
        );
    }
}
