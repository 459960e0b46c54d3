using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Engagements;

/// <summary>The SQL that several rpcs on engagements share.</summary>
internal static class EngagementTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Engagement> GetAsync(Session session, string name)
    {
        var engagement =
            await session.FindAsync<Engagement>("SELECT * FROM engagements WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [engagement], "SELECT name FROM engagements WHERE name = @name", new { name });
        return engagement;
    }

    /// <summary>Fills in who took part and what it was about.</summary>
    /// <param name="names">A SELECT of their names.</param>
    public static async Task FillAsync(Session session, IEnumerable<Engagement> engagements, string names, object parameters)
    {
        var stakeholders = await StakeholderLists.OfEngagements.OfAsync(session, names, parameters);
        var subProjects = (
            await session.QueryAsync<(string Engagement, string SubProject)>(
                $"""
                SELECT engagement, sub_project FROM engagement_sub_projects WHERE engagement IN ({names})
                ORDER BY engagement, position
                """,
                parameters
            )
        ).ToLookup(s => s.Engagement, s => s.SubProject);
        foreach (var engagement in engagements)
        {
            engagement.Stakeholders.AddRange(stakeholders[engagement.Name]);
            engagement.SubProjects.AddRange(subProjects[engagement.Name]);
        }
    }

    /// <summary>Writes who took part and what it was about.</summary>
    public static async Task WriteListsAsync(WriteSession session, Engagement engagement)
    {
        await StakeholderLists.OfEngagements.WriteAsync(session, engagement.Name, engagement.Stakeholders);
        await session.ExecuteAsync("DELETE FROM engagement_sub_projects WHERE engagement = @Name", engagement);
        await session.ExecuteAsync(
            "INSERT INTO engagement_sub_projects (engagement, position, sub_project) VALUES (@Name, @position, @subProject)",
            engagement.SubProjects.Select(
                (subProject, position) =>
                    new
                    {
                        engagement.Name,
                        position,
                        subProject,
                    }
            )
        );
    }
}
