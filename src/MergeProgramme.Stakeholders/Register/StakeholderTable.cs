using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
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

    /// <summary>What is wrong with the sub-projects concerned: each once, and of the stakeholder's own programme.</summary>
    public static IEnumerable<Violation> CheckSubProjects(string programme, IReadOnlyList<string> subProjects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < subProjects.Count; i++)
        {
            if (ResourceNames.Programme(subProjects[i]) != programme)
                yield return new($"stakeholder.sub_projects[{i}]", "OTHER_PROGRAMME", subProjects[i]);
            else if (!seen.Add(subProjects[i]))
                yield return new($"stakeholder.sub_projects[{i}]", "REPEATED", subProjects[i]);
        }
    }

    /// <exception cref="Problem">INVALID_ARGUMENT where <see cref="CheckSubProjects"/> finds something.</exception>
    public static void RequireSubProjects(string programme, IReadOnlyList<string> subProjects)
    {
        if (CheckSubProjects(programme, subProjects).ToList() is { Count: > 0 } violations)
            throw Problem.Invalid(violations);
    }
}
