namespace MergeProgramme.Procurement.Pages;

/// <summary>Where pages stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project, mandate, need, function or system.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/serviceFunctions/", "/service-functions/", StringComparison.Ordinal)
            .Replace("/legacySystems/", "/systems/", StringComparison.Ordinal);
}
