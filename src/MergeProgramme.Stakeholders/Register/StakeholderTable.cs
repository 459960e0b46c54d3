using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The SQL that several rpcs on stakeholders share.</summary>
internal static class StakeholderTable
{
    public static async Task<Stakeholder> GetAsync(Session session, string name)
    {
        var stakeholder =
            await session.FindAsync<Stakeholder>("SELECT * FROM stakeholders WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        stakeholder.SubProjects.AddRange(
            await session.QueryAsync<string>(
                "SELECT sub_project FROM stakeholder_sub_projects WHERE stakeholder = @name ORDER BY position",
                new { name }
            )
        );
        return stakeholder;
    }

    /// <summary>Whether the log, a consultation or the communication plan names a stakeholder.</summary>
    public static async Task<bool> IsNamedAsync(Session session, string name) =>
        await session.FindAsync<string>(
            """
            SELECT stakeholder FROM (
                SELECT stakeholder FROM engagement_stakeholders UNION ALL SELECT stakeholder FROM consultation_stakeholders
                UNION ALL SELECT stakeholder FROM communication_item_stakeholders UNION ALL SELECT stakeholder FROM inputs) n
            WHERE stakeholder = @name LIMIT 1
            """,
            new { name }
        )
            is not null;

    /// <summary>Writes the list anew: it is short, and its order is the writer's.</summary>
    public static async Task WriteSubProjectsAsync(WriteSession session, Stakeholder stakeholder)
    {
        await session.ExecuteAsync("DELETE FROM stakeholder_sub_projects WHERE stakeholder = @Name", stakeholder);
        await session.ExecuteAsync(
            "INSERT INTO stakeholder_sub_projects (stakeholder, position, sub_project) VALUES (@Name, @position, @SubProject)",
            stakeholder.SubProjects.Select(
                (subProject, position) =>
                    new
                    {
                        stakeholder.Name,
                        position,
                        SubProject = subProject,
                    }
            )
        );
    }
}
