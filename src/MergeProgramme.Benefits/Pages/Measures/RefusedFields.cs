using MergeProgramme.Platform.Web;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>The form's fields for requests whose fields stand beside the resource, not in it.</summary>
internal static class RefusedFields
{
    public static string? Of(string path) => RefusalExtensions.FormField($"request.{path}");
}
