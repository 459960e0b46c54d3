using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits.Pages;

/// <summary>What people write about a benefit.</summary>
internal sealed class BenefitForm
{
    public string Text { get; set; } = "";

    public BenefitKind Kind { get; set; }

    public string Beneficiary { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Goal { get; set; } = "";

    public string SubProject { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a benefit as it stands.</summary>
    public static BenefitForm From(Benefit benefit) =>
        new()
        {
            Text = benefit.Text,
            Kind = benefit.Kind,
            Beneficiary = benefit.Beneficiary,
            Owner = benefit.Owner,
            Goal = benefit.Goal,
            SubProject = benefit.SubProject,
            Etag = benefit.Etag,
        };

    /// <summary>The benefit that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Benefit ToBenefit(string name) =>
        new()
        {
            Name = name,
            Text = Text.Trim(),
            Kind = Kind,
            Beneficiary = Beneficiary.Trim(),
            Owner = Owner.Trim(),
            Goal = Goal,
            SubProject = SubProject,
            Etag = Etag,
        };
}
