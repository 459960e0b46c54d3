using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Pages;

/// <summary>Where the page of a resource is.</summary>
internal static class Addresses
{
    /// <summary>The page of a resource by its name: <c>programmes/x/subProjects/a4</c> → <c>/programmes/x/sub-projects/a4</c>.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/reportingOccurrences/", "/reporting/", StringComparison.Ordinal)
            .Replace("/changeRequests/", "/change-requests/", StringComparison.Ordinal)
            .Replace("/successFactors/", "/success-factors/", StringComparison.Ordinal)
            .Replace("/positionRequests/", "/position-requests/", StringComparison.Ordinal)
            .Replace("/dependencyAgreements/", "/dependencies/", StringComparison.Ordinal);

    /// <summary>The page where what a report rests on is to be seen: its own, or the list that it stands in.</summary>
    public static string OfSource(string name) =>
        name.Split('/') switch
        {
            [_, _, "benefits" or "goals", _] => $"/{ResourceNames.Programme(name)}/benefits",
            [_, _, "participationRecords", _] => $"/{ResourceNames.Programme(name)}/participation",
            [_, _, .., "budgetLines", "-"] => $"{Of(ResourceNames.Parent(name))}/budget",
            _ => Of(name),
        };
}
