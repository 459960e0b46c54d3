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

    public StakeholderAttitude Attitude { get; set; }

    public StakeholderAttitude WantedAttitude { get; set; }

    public List<string> SubProjects { get; set; } = [];

    public List<string> Mandates { get; set; } = [];

    public string Expectations { get; set; } = "";

    public string Contribution { get; set; } = "";

    public string Strategy { get; set; } = "";

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
            Attitude = stakeholder.Attitude,
            WantedAttitude = stakeholder.WantedAttitude,
            SubProjects = [.. stakeholder.SubProjects],
            Mandates = [.. stakeholder.Mandates],
            Expectations = stakeholder.Expectations,
            Contribution = stakeholder.Contribution,
            Strategy = stakeholder.Strategy,
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
            Attitude = Attitude,
            WantedAttitude = WantedAttitude,
            SubProjects = { SubProjects.Where(s => s.Length > 0) },
            Mandates = { Mandates.Where(m => m.Length > 0) },
            Expectations = Expectations.Trim(),
            Contribution = Contribution.Trim(),
            Strategy = Strategy.Trim(),
            Contact = Contact.Trim(),
            Etag = Etag,
        };
}
