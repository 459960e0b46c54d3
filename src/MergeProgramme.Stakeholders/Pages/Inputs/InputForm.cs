using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages.Inputs;

/// <summary>What people write about an input.</summary>
internal sealed class InputForm
{
    public string Stakeholder { get; set; } = "";

    public DateOnly? ReceiveDate { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Resource name of where it was given.</summary>
    public string Engagement { get; set; } = "";

    public string Consultation { get; set; } = "";

    public int Point { get; set; }

    public InputStance Stance { get; set; }

    public string SubProject { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for an input as it stands.</summary>
    public static InputForm From(Input input) =>
        new()
        {
            Stakeholder = input.Stakeholder,
            ReceiveDate = input.ReceiveDate.ToDateOnly(),
            Text = input.Text,
            Engagement = input.Engagement,
            Consultation = input.Consultation,
            Point = input.Point,
            Stance = input.Stance,
            SubProject = input.SubProject,
            Etag = input.Etag,
        };

    /// <summary>The input that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Input ToInput(string name) =>
        new()
        {
            Name = name,
            Stakeholder = Stakeholder,
            ReceiveDate = ReceiveDate.ToDate(),
            Text = Text.Trim(),
            Engagement = Engagement,
            Consultation = Consultation,
            Point = Point,
            Stance = Stance,
            SubProject = SubProject,
            Etag = Etag,
        };
}
