using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Pages.Tertials;

/// <summary>How tertials are written on pages, and where their pages stand.</summary>
internal static class TertialWords
{
    /// <summary>"T1 2015", of the resource name of a tertial or of a report.</summary>
    public static string Of(string name) =>
        TertialRules.OfId(ResourceNames.Id(name)) is { } tertial ? $"T{tertial.Number} {tertial.Year}" : ResourceNames.Id(name);

    /// <summary>The page of a tertial.</summary>
    public static string UrlOf(string name) => "/" + name.Replace("/ledgerTertials/", "/tertials/", StringComparison.Ordinal);
}
