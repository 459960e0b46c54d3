using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Needs;

/// <summary>What holds for a need beyond the shape of its fields.</summary>
internal static class NeedRules
{
    /// <summary>What is wrong with a need as it would be written.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, Need need)
    {
        if (need.State == NeedState.SetAside && string.IsNullOrWhiteSpace(need.StateReason))
            yield return new("need.state_reason", "STATE_REASON_REQUIRED");
        if (need.SubProject.Length > 0 && ResourceNames.Programme(need.SubProject) != programme)
            yield return new("need.sub_project", "OTHER_PROGRAMME", need.SubProject);
    }

    /// <exception cref="Problem">INVALID_ARGUMENT where <see cref="Check"/> finds something.</exception>
    public static void Require(string programme, Need need)
    {
        if (Check(programme, need).ToList() is { Count: > 0 } violations)
            throw Problem.Invalid(violations);
    }
}
