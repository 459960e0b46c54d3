using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<StakeholderNote> CreateStakeholderNote(
        CreateStakeholderNoteRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var stakeholder = await StakeholderTable.GetAsync(session, request.Parent);
                var note = new StakeholderNote
                {
                    Name = $"{stakeholder.Name}/notes/{Guid.CreateVersion7(session.Now)}",
                    Text = request.Note.Text.Trim(),
                    Author = Caller.Current.Id,
                    AuthorDisplayName = Caller.Current.DisplayName,
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO notes (name, stakeholder, author, author_display_name, text, create_time)
                    VALUES (@Name, @Stakeholder, @Author, @AuthorDisplayName, @Text, @CreateTime)
                    """,
                    new
                    {
                        note.Name,
                        Stakeholder = stakeholder.Name,
                        note.Author,
                        note.AuthorDisplayName,
                        note.Text,
                        note.CreateTime,
                    }
                );
                session.Append("stakeholders.note.created", note.Name, NoteEvents.WithoutText(note));
                return note;
            }
        );
}
