using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Mandates.Registers;

/// <summary>Where the entries of a register stand: in a sub-project, or in the programme itself.</summary>
internal static class RegisterPlace
{
    private const string Programme = "programmes/{programme}";
    private const string SubProject = "programmes/{programme}/subProjects/{sub_project}";

    /// <summary>Refuses a parent that is neither a programme nor a sub-project, or is not there.</summary>
    /// <param name="list">Whether <c>-</c> may stand for all sub-projects and the programme itself.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT. NOT_FOUND comes from organisation.</exception>
    public static async Task RequireAsync(
        OrganisationClient organisation,
        string parent,
        ServerCallContext context,
        bool list = false
    )
    {
        if (IsWhole(parent) && list && ResourceNames.Matches(Programme, ResourceNames.Programme(parent)))
            await organisation.GetProgrammeAsync(
                new() { Name = ResourceNames.Programme(parent) },
                cancellationToken: context.CancellationToken
            );
        else if (ResourceNames.Matches(SubProject, parent))
            await organisation.GetSubProjectAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
        else if (ResourceNames.Matches(Programme, parent))
            await organisation.GetProgrammeAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
        else
            throw Problem.Invalid("parent", "NAME_MALFORMED", SubProject, parent);
    }

    /// <summary>Whether a parent stands for all sub-projects of a programme and the programme itself.</summary>
    public static bool IsWhole(string parent) =>
        ResourceNames.Id(parent) == "-" && parent.Contains("/subProjects/", StringComparison.Ordinal);

    /// <summary>The part of a WHERE that takes what stands at a parent. Parameters: <see cref="Parameters"/>.</summary>
    public const string Condition = "programme = @Programme AND (@Parent = '' OR parent = @Parent)";

    /// <summary>The programme, and the parent that rows must have; empty for all.</summary>
    public static (string Programme, string Parent) Parameters(string parent) =>
        (ResourceNames.Programme(parent), IsWhole(parent) ? "" : parent);
}
