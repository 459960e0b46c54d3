using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>Who may decide on a request: the head of the department, or its delegate. Never whoever asks. Pure.</summary>
internal static class Deciders
{
    /// <summary>Those who may decide on a day: the head first.</summary>
    /// <param name="unit">The unit that asks.</param>
    public static IReadOnlyList<Decider> Of(UnitTree tree, string unit, string requester, DateOnly day)
    {
        List<Decider> found = [];
        if (tree.DepartmentOf(unit) is not { } department)
            return found;
        if (department.Head.Length > 0 && department.Head != requester)
            found.Add(new() { Person = department.Head, PersonDisplayName = department.HeadDisplayName });
        if (department.Delegate.Length > 0 && department.Delegate != requester && IsDelegateOn(department, day))
            found.Add(
                new()
                {
                    Person = department.Delegate,
                    PersonDisplayName = department.DelegateDisplayName,
                    Delegate = true,
                }
            );
        return found;
    }

    /// <summary>What stands against somebody's decision; null where nothing does.</summary>
    /// <param name="creator">Who registered the request, as the event log names them.</param>
    /// <param name="caller">Who decides now, likewise; empty where it is a neighbouring system.</param>
    public static Violation? Check(PositionRequest request, UnitTree tree, string decider, string caller, DateOnly day)
    {
        if (decider == request.Requester || (caller.Length > 0 && caller == request.Creator))
            return new(request.Name, "OWN_REQUEST", request.RequesterDisplayName);
        if (tree.DepartmentOf(request.Unit) is not { } department)
            return new(request.Name, "NO_DEPARTMENT", request.UnitDisplayName);
        var may = Of(tree, request.Unit, request.Requester, day);
        if (may.Count == 0)
            return new(department.Name, "NO_DIRECTOR", department.DisplayName);
        return may.Any(d => d.Person == decider)
            ? null
            : new(
                request.Name,
                "NOT_THE_DIRECTOR",
                department.DisplayName,
                string.Join(", ", may.Select(d => d.PersonDisplayName))
            );
    }

    private static bool IsDelegateOn(Unit department, DateOnly day) =>
        (department.DelegateStartDate.ToDateOnly() ?? DateOnly.MinValue) <= day
        && day <= (department.DelegateEndDate.ToDateOnly() ?? DateOnly.MaxValue);
}
