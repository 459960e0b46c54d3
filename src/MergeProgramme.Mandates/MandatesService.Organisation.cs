using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

/// <summary>What several rpcs ask organisation about.</summary>
internal sealed partial class MandatesService
{
    /// <summary>Refuses a parent that is neither a sub-project nor, with <c>-</c>, those of a programme. Answers the programme, and the sub-project or nothing.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where the programme itself is a wildcard.</exception>
    private async Task<(string Programme, string SubProject)> RequireOneOrAllAsync(string parent, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(parent);
        if (ResourceNames.Id(programme) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", parent);
        if (ResourceNames.Id(parent) == "-")
        {
            await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
            return (programme, "");
        }
        await organisation.GetSubProjectAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
        return (programme, parent);
    }

    /// <summary>What a person of the programme is called.</summary>
    /// <param name="inProgramme">A name in the programme that the person must be of.</param>
    /// <param name="field">Field of the request, for the error.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the person is of another programme, or nobody.</exception>
    private async Task<string> PersonDisplayNameAsync(string inProgramme, string person, string field, ServerCallContext context)
    {
        if (ResourceNames.Programme(person) != ResourceNames.Programme(inProgramme))
            throw Problem.Invalid(field, Reason.OfOtherProgramme, person);
        try
        {
            var found = await organisation.GetPersonAsync(new() { Name = person }, cancellationToken: context.CancellationToken);
            return found.DisplayName;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw Problem.Invalid(field, Reason.PersonUnknown, person);
        }
    }
}
