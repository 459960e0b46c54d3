namespace MergeProgramme.Procurement.Pages;

/// <summary>Where pages stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project, mandate, need, function, system, cut-over or option appraisal.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/serviceFunctions/", "/service-functions/", StringComparison.Ordinal)
            .Replace("/cutoverPlans/", "/cutover/", StringComparison.Ordinal)
            .Replace("/optionAppraisals/", "/appraisals/", StringComparison.Ordinal)
            .Replace("/legacySystems/", "/systems/", StringComparison.Ordinal);
}
