using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Access.Grants;

/// <summary>What the module has kept of organisation's events.</summary>
internal static class KnownOrganisationTable
{
    /// <summary>What the roles of some persons follow from.</summary>
    /// <param name="scopes">Further scopes whose bodies and sub-projects are needed.</param>
    public static async Task<KnownOrganisation> ReadAsync(
        Session session,
        IEnumerable<string> persons,
        IEnumerable<string> scopes
    )
    {
        string[] named = [.. persons];
        string[] programmes =
        [
            .. named.Concat(scopes).Select(Platform.Names.ResourceNames.Programme).Distinct(StringComparer.Ordinal),
        ];
        var appointments = new List<Appointment>();
        foreach (var person in named)
            appointments.AddRange(
                await session.QueryAsync<Appointment>("SELECT * FROM known_appointments WHERE person = @person", new { person })
            );
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        var subProjects = new List<SubProject>();
        foreach (var programme in programmes)
        {
            foreach (
                var body in await session.QueryAsync<Body>(
                    "SELECT name, sub_project FROM known_bodies WHERE name >= @From AND name < @To",
                    new { From = $"{programme}/bodies/", To = $"{programme}/bodies0" }
                )
            )
                bodies[body.Name] = body.SubProject;
            subProjects.AddRange(
                await session.QueryAsync<SubProject>(
                    "SELECT name, parent_sub_project, lead FROM known_sub_projects WHERE programme = @programme",
                    new { programme }
                )
            );
        }
        return new(appointments, bodies, subProjects);
    }
}
