using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Where the pages of a mandate stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project, mandate or section.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/changeRequests/", "/change-requests/", StringComparison.Ordinal)
            .Replace("/cutoverPlans/", "/cutover/", StringComparison.Ordinal)
            .Replace("/dependencyAgreements/", "/dependencies/", StringComparison.Ordinal);

    /// <summary>The page of a critical success factor.</summary>
    public static string OfFactor(string name) =>
        Of(name).Replace("/successFactors/", "/success-factors/", StringComparison.Ordinal);

    /// <summary>The place that a finding is about: the field in the section's form, or in the form of title and date.</summary>
    public static string Of(Finding finding) =>
        finding.Place.Contains("/sections/", StringComparison.Ordinal)
            ? $"{Of(finding.Place)}#{SectionFields.Anchor(finding.Field)}"
            : $"{Of(finding.Place)}/edit#{SectionFields.Anchor(finding.Field)}";

    /// <summary>The items of a document, or of the document that something stands in, beside what answers each.</summary>
    public static string Matrix(string name)
    {
        var parts = name.Split('/');
        return $"{Of(string.Join('/', parts[..4]))}/deliverables?document={parts[5]}";
    }

    /// <summary>What parties said about a matter.</summary>
    public static string Participation(string matter) =>
        $"/{ResourceNames.Programme(matter)}/participation?matter={Uri.EscapeDataString(matter)}";

    /// <summary>The form for recording what a party said about a matter.</summary>
    /// <param name="matter">Resource name of the matter.</param>
    /// <param name="returnUrl">Where to go afterwards: a path of these pages.</param>
    public static string NewParticipation(string matter, string returnUrl) =>
        $"/{ResourceNames.Programme(matter)}/participation/new?matter={Uri.EscapeDataString(matter)}&returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>Two versions beside each other.</summary>
    public static string Compare(string mandate, string other) => $"{Of(mandate)}/compare?with={ResourceNames.Id(other)}";
}
