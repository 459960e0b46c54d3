using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Pages;

/// <summary>Where pages stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project or mandate.</summary>
    public static string Of(string name) => "/" + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal);

    /// <summary>The form of a goal.</summary>
    public static string EditGoal(string goal) =>
        $"/{ResourceNames.Programme(goal)}/benefits/goals/{ResourceNames.Id(goal)}/edit";

    /// <summary>The form of a benefit.</summary>
    public static string EditBenefit(string benefit) => $"/{benefit}/edit";
}
