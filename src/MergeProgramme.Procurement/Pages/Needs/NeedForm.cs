using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages;

/// <summary>What people write about a need.</summary>
internal sealed class NeedForm
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public NeedState State { get; set; } = NeedState.Raised;

    public string StateReason { get; set; } = "";

    public string SubProject { get; set; } = "";

    public string Responsible { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a need as it stands.</summary>
    public static NeedForm From(Need need) =>
        new()
        {
            Title = need.Title,
            Description = need.Description,
            State = need.State,
            StateReason = need.StateReason,
            SubProject = need.SubProject,
            Responsible = need.Responsible,
            Etag = need.Etag,
        };

    /// <summary>The need that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Need ToNeed(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Description = Description.Trim(),
            State = State,
            StateReason = StateReason.Trim(),
            SubProject = SubProject,
            Responsible = Responsible.Trim(),
            Etag = Etag,
        };
}
