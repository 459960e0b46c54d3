using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteCommunicationItem(DeleteCommunicationItemRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("communication_items", request.Name);
                var current = await CommunicationTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (
                    await session.FindAsync<string>(
                        "SELECT due_date FROM communication_records WHERE communication_item = @Name AND state = @Done LIMIT 1",
                        new { current.Name, Done = OccurrenceState.Done }
                    )
                    is not null
                )
                    throw Problem.Precondition(current.Name, "COMMUNICATION_WAS_DONE", current.Title);
                await session.ExecuteAsync("DELETE FROM communication_records WHERE communication_item = @Name", current);
                await StakeholderLists.OfCommunication.DeleteAsync(session, current.Name);
                await session.ExecuteAsync("DELETE FROM communication_items WHERE name = @Name", current);
                session.Append("stakeholders.communicationItem.deleted", current.Name, current);
                return new Empty();
            }
        );
}
