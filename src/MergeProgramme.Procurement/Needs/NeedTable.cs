using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Needs;

/// <summary>The SQL that several writers of needs share.</summary>
internal static class NeedTable
{
    public static async Task<Need> GetAsync(Session session, string name) =>
        await session.FindAsync<Need>("SELECT * FROM needs WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Writes a new need, with its event.</summary>
    /// <param name="need">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, string parent, Need need)
    {
        need.CreateTime = Instants.ToTimestamp(session.Now);
        need.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO needs (name, parent, title, description, state, state_reason, sub_project, source_mandate,
                source_mandate_title, responsible, create_time, etag)
            VALUES (@Name, @parent, @Title, @Description, @State, @StateReason, @SubProject, @SourceMandate,
                @SourceMandateTitle, @Responsible, @CreateTime, @Etag)
            """,
            new
            {
                need.Name,
                parent,
                need.Title,
                need.Description,
                need.State,
                need.StateReason,
                need.SubProject,
                need.SourceMandate,
                need.SourceMandateTitle,
                need.Responsible,
                need.CreateTime,
                need.Etag,
            }
        );
        session.Append("procurement.need.created", need.Name, need);
    }
}
