using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>How a stakeholder is followed, from interest and influence.</summary>
internal enum Quadrant
{
    /// <summary>Interest or influence has not been assessed.</summary>
    NotAssessed,

    /// <summary>Much of both.</summary>
    ManageClosely,

    /// <summary>Much influence, little interest.</summary>
    KeepSatisfied,

    /// <summary>Much interest, little influence.</summary>
    KeepInformed,

    /// <summary>Little of both.</summary>
    Monitor,
}

/// <summary>Which quadrant a stakeholder is in.</summary>
internal static class Quadrants
{
    /// <summary>From here on it is much. The middle counts as much: better to talk with one too many.</summary>
    public const int Much = 3;

    public static Quadrant Of(Stakeholder stakeholder) =>
        (stakeholder.Interest, stakeholder.Influence) switch
        {
            (0, _) or (_, 0) => Quadrant.NotAssessed,
            (>= Much, >= Much) => Quadrant.ManageClosely,
            (_, >= Much) => Quadrant.KeepSatisfied,
            (>= Much, _) => Quadrant.KeepInformed,
            _ => Quadrant.Monitor,
        };
}
