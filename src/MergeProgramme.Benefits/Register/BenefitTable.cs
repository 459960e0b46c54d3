using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Register;

/// <summary>The SQL that several writers of benefits share.</summary>
internal static class BenefitTable
{
    // No goal is NULL in the table, for the reference, and '' in the message.
    public const string Columns = """
        name, text, kind, beneficiary, owner, COALESCE(goal, '') AS goal, sub_project, source_mandate, source_mandate_title,
        create_time, etag
        """;

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Benefit> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>Null where there is none.</summary>
    public static Task<Benefit?> FindAsync(Session session, string name) =>
        session.FindAsync<Benefit>($"SELECT {Columns} FROM benefits WHERE name = @name", new { name });

    /// <summary>Writes a changed benefit with a new etag.</summary>
    public static async Task UpdateAsync(WriteSession session, Benefit benefit, string currentEtag)
    {
        benefit.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE benefits SET text = @Text, kind = @Kind, beneficiary = @Beneficiary, owner = @Owner,
                goal = NULLIF(@Goal, ''), sub_project = @SubProject, source_mandate = @SourceMandate,
                source_mandate_title = @SourceMandateTitle, etag = @Etag
            WHERE name = @Name
            """,
            benefit,
            currentEtag
        );
    }

    /// <summary>Refuses a benefit that points out of its programme, or to a goal that does not exist.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireReferencesAsync(Session session, string programme, Benefit benefit)
    {
        List<Violation> violations = [];
        if (benefit.Goal.Length > 0)
        {
            if (ResourceNames.Programme(benefit.Goal) != programme)
                violations.Add(new("benefit.goal", "OTHER_PROGRAMME", benefit.Goal));
            else if (await session.FindAsync<string>("SELECT name FROM goals WHERE name = @Goal", new { benefit.Goal }) is null)
                violations.Add(new("benefit.goal", "NOT_FOUND", benefit.Goal));
        }
        if (benefit.SubProject.Length > 0 && ResourceNames.Programme(benefit.SubProject) != programme)
            violations.Add(new("benefit.sub_project", "OTHER_PROGRAMME", benefit.SubProject));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>Writes a new benefit last in the order of its programme, with its event.</summary>
    /// <param name="benefit">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, string parent, Benefit benefit)
    {
        benefit.CreateTime = Instants.ToTimestamp(session.Now);
        benefit.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO benefits (name, parent, position, text, kind, beneficiary, owner, goal, sub_project, source_mandate,
                source_mandate_title, create_time, etag)
            VALUES (@Name, @parent, (SELECT COALESCE(MAX(position), 0) + 1 FROM benefits WHERE parent = @parent), @Text, @Kind,
                @Beneficiary, @Owner, NULLIF(@Goal, ''), @SubProject, @SourceMandate, @SourceMandateTitle, @CreateTime, @Etag)
            """,
            new
            {
                benefit.Name,
                parent,
                benefit.Text,
                benefit.Kind,
                benefit.Beneficiary,
                benefit.Owner,
                benefit.Goal,
                benefit.SubProject,
                benefit.SourceMandate,
                benefit.SourceMandateTitle,
                benefit.CreateTime,
                benefit.Etag,
            }
        );
        session.Append("benefits.benefit.created", benefit.Name, benefit);
    }
}
