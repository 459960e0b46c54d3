using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Testing;

/// <summary>What most contract tests stand in: a programme, with sub-projects.</summary>
public static class Programmes
{
    /// <summary>Creates a programme and its sub-projects through the contract.</summary>
    /// <param name="id">Last part of the programme's name.</param>
    /// <param name="subProjects">Last parts of the sub-projects' names; their codes are A1, A2, … in this order.</param>
    /// <returns>The programme's name.</returns>
    public static async Task<string> ProgrammeAsync(this RunningHost host, string id, params string[] subProjects)
    {
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var programme = await organisation.CreateProgrammeAsync(
            new()
            {
                Programme = new() { DisplayName = id, Kind = ProgrammeKind.MunicipalMerger },
                ProgrammeId = id,
            }
        );
        foreach (var (subProject, number) in subProjects.Select((subProject, index) => (subProject, index + 1)))
        {
            await organisation.CreateSubProjectAsync(
                new()
                {
                    Parent = programme.Name,
                    SubProject = new()
                    {
                        Code = $"A{number}",
                        DisplayName = $"Delprosjekt {subProject}",
                        Kind = SubProjectKind.Administrative,
                    },
                    SubProjectId = subProject,
                }
            );
        }
        return programme.Name;
    }
}
