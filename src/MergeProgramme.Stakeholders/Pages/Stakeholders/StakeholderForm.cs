using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What people write about a stakeholder.</summary>
internal sealed class StakeholderForm
{
    public string DisplayName { get; set; } = "";

    public StakeholderKind Kind { get; set; }

    public string Why { get; set; } = "";

    /// <summary>0–5.</summary>
    public int Interest { get; set; }

    /// <summary>0–5.</summary>
    public int Influence { get; set; }

    public List<string> SubProjects { get; set; } = [];

    public string Expectations { get; set; } = "";

    public string Contact { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a stakeholder as it stands.</summary>
    public static StakeholderForm From(Stakeholder stakeholder) =>
        new()
        {
            DisplayName = stakeholder.DisplayName,
            Kind = stakeholder.Kind,
            Why = stakeholder.Why,
            Interest = stakeholder.Interest,
            Influence = stakeholder.Influence,
            SubProjects = [.. stakeholder.SubProjects],
            Expectations = stakeholder.Expectations,
            Contact = stakeholder.Contact,
            Etag = stakeholder.Etag,
        };

    /// <summary>The stakeholder that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Stakeholder ToStakeholder(string name) =>
        new()
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Kind = Kind,
            Why = Why.Trim(),
            Interest = Interest,
            Influence = Influence,
            SubProjects = { SubProjects.Where(s => s.Length > 0) },
            Expectations = Expectations.Trim(),
            Contact = Contact.Trim(),
            Etag = Etag,
        };

    /// <summary>The form's field for a path in the request.</summary>
    public static string? Field(string path) =>
        path.StartsWith("stakeholder.sub_projects", StringComparison.Ordinal)
            ? nameof(SubProjects)
            : Platform.Web.RefusalExtensions.FormField(path);
}
