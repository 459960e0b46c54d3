namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Where pages stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project, mandate or stakeholder.</summary>
    public static string Of(string name) => "/" + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal);

    /// <summary>What parties have said about a matter.</summary>
    public static string Participation(string programme, string matter) =>
        $"/{programme}/participation" + (matter.Length == 0 ? "" : $"?matter={Uri.EscapeDataString(matter)}");

    /// <summary>The form for recording it.</summary>
    public static string NewParticipation(string programme, string matter) =>
        $"/{programme}/participation/new" + (matter.Length == 0 ? "" : $"?matter={Uri.EscapeDataString(matter)}");
}
