using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Cases;

/// <summary>What the route of a case must not contradict. Pure.</summary>
internal static class RouteRules
{
    /// <summary>All that is wrong with a route by itself.</summary>
    public static IEnumerable<Violation> Check(IReadOnlyList<Treatment> route)
    {
        HashSet<int> numbers = [];
        HashSet<(int, string)> places = [];
        for (var i = 0; i < route.Count; i++)
        {
            if (route[i].Number > 0 && !numbers.Add(route[i].Number))
                yield return new($"treatments[{i}].number", "TREATMENT_TWICE");
            if (!places.Add((route[i].Stage, route[i].Body)))
                yield return new($"treatments[{i}].body", "BODY_TWICE_IN_STAGE");
            if (
                route[i].PlannedDate.ToDateOnly() is { } planned
                && route.Where(t => t.Stage < route[i].Stage).Select(t => t.PlannedDate.ToDateOnly()).Max() is { } before
                && planned < before
            )
                yield return new($"treatments[{i}].planned_date", "STAGE_BEFORE_THE_LAST", NorwegianTime.Format(before));
        }
    }

    /// <summary>What a new route would take away or change although a body has it on its agenda or has treated it.</summary>
    public static IEnumerable<Violation> CheckAgainst(IReadOnlyCollection<Treatment> current, IReadOnlyList<Treatment> route)
    {
        for (var i = 0; i < route.Count; i++)
        {
            if (route[i].Number > 0 && current.All(t => t.Number != route[i].Number))
                yield return new($"treatments[{i}].number", "TREATMENT_UNKNOWN", route[i].Number);
        }
        foreach (var taken in current.Where(IsTaken))
        {
            var at = route.ToList().FindIndex(t => t.Number == taken.Number);
            if (at < 0)
                yield return new("treatments", "TREATMENT_TAKEN", taken.BodyDisplayName);
            else if (route[at].Body != taken.Body)
                yield return new($"treatments[{at}].body", "TREATMENT_TAKEN", taken.BodyDisplayName);
        }
    }

    /// <summary>Whether a body has it on its agenda, or has done something with it.</summary>
    public static bool IsTaken(Treatment treatment) => treatment.Meeting.Length > 0 || treatment.Outcome != Outcome.Unspecified;
}
