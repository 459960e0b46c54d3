using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteStakeholderNote(DeleteStakeholderNoteRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                // Somebody else's is answered like one that does not exist.
                var note =
                    await session.FindAsync<StakeholderNote>(
                        "SELECT name, author, author_display_name, create_time FROM notes WHERE name = @Name AND author = @Author",
                        new { request.Name, Author = Caller.Current.Id }
                    ) ?? throw Problem.NotFound(request.Name);
                await session.ExecuteAsync("DELETE FROM notes WHERE name = @Name", new { request.Name });
                session.Append("stakeholders.note.deleted", note.Name, NoteEvents.WithoutText(note));
                return new Empty();
            }
        );
}
