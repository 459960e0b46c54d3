using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Where pages stand, by resource name.</summary>
internal static class Addresses
{
    /// <summary>The page of a programme, sub-project, mandate, case, position request, stakeholder, party, step, engagement, input, consultation or part of the communication plan.</summary>
    public static string Of(string name) =>
        "/"
        + name.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal)
            .Replace("/positionRequests/", "/position-requests/", StringComparison.Ordinal)
            .Replace("/communicationItems/", "/communication/", StringComparison.Ordinal)
            .Replace("/participationSteps/", "/participation/steps/", StringComparison.Ordinal);

    /// <summary>What parties have said about a matter.</summary>
    public static string Participation(string programme, string matter) =>
        $"/{programme}/participation" + (matter.Length == 0 ? "" : $"?matter={Uri.EscapeDataString(matter)}");

    /// <summary>The form for recording it.</summary>
    public static string NewParticipation(string programme, string matter) =>
        $"/{programme}/participation/new" + (matter.Length == 0 ? "" : $"?matter={Uri.EscapeDataString(matter)}");

    /// <summary>The form for recording what fulfils a step: it knows the matter, the party and how far.</summary>
    public static string NewParticipation(string programme, ParticipationStep step) =>
        $"{NewParticipation(programme, step.Matter)}&party={Uri.EscapeDataString(step.Party)}&form={step.Form}";

    /// <summary>The form that says who must take part in a matter.</summary>
    public static string NewSteps(string programme, string matter) =>
        $"/{programme}/participation/steps/new" + (matter.Length == 0 ? "" : $"?matter={Uri.EscapeDataString(matter)}");
}
