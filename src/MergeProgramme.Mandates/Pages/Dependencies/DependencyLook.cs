using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>How a state looks: a sign and a colour beside its word, so that neither is needed to tell it.</summary>
/// <param name="Key">Key of its text.</param>
/// <param name="Gravity">The higher, the more it needs attention.</param>
internal sealed record DependencyLook(string Sign, string Color, string Key, int Gravity)
{
    private static readonly DependencyLook Broken = new("▲", "danger", "DependencyFindingKind.Broken", 9);

    /// <summary>The look of an agreement on a day.</summary>
    public static DependencyLook Of(DependencyAgreement agreement, DateOnly today) =>
        DependencyFindings.IsBroken(agreement, today)
            ? Broken
            : agreement.State switch
            {
                DependencyState.Declined => new("✕", "danger", "DependencyState.Declined", 8),
                DependencyState.Requested => new("○", "warning", "DependencyState.Requested", 7),
                DependencyState.Promised => new("◐", "warning", "DependencyState.Promised", 6),
                DependencyState.Delivered => new("▷", "info", "DependencyState.Delivered", 5),
                DependencyState.Accepted => new("●", "info", "DependencyState.Accepted", 4),
                DependencyState.Received => new("✓", "success", "DependencyState.Received", 2),
                _ => new("–", "neutral", "DependencyState.Withdrawn", 1),
            };

    /// <summary>Who gives, in a filter: the sub-project's or stakeholder's name.</summary>
    public static string GiverOf(DependencyAgreement agreement) =>
        agreement.GiverSubProject.Length > 0 ? agreement.GiverSubProject : agreement.GiverStakeholder;

    /// <summary>The page of an end.</summary>
    public static string GiverUrl(DependencyAgreement agreement) =>
        agreement.GiverSubProject.Length > 0
            ? Addresses.Of(agreement.GiverSubProject)
            : $"/{ResourceNames.Programme(agreement.Name)}/stakeholders/{ResourceNames.Id(agreement.GiverStakeholder)}";
}
