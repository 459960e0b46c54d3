namespace MergeProgramme.Organisation.Pages;

/// <summary>Where the page of a resource is.</summary>
internal static class Addresses
{
    /// <summary>The page of a resource by its name: <c>programmes/x/subProjects/a4</c> → <c>/programmes/x/sub-projects/a4</c>.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/positionRequests/", "/position-requests/", StringComparison.Ordinal);
}
