using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>What people write about an engagement.</summary>
internal sealed class EngagementForm
{
    public string Title { get; set; } = "";

    public EngagementKind Kind { get; set; }

    public DateOnly? Date { get; set; }

    public string Place { get; set; } = "";

    public List<string> Stakeholders { get; set; } = [];

    public List<string> SubProjects { get; set; } = [];

    public string Summary { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for an engagement as it stands.</summary>
    public static EngagementForm From(Engagement engagement) =>
        new()
        {
            Title = engagement.Title,
            Kind = engagement.Kind,
            Date = engagement.Date.ToDateOnly(),
            Place = engagement.Place,
            Stakeholders = [.. engagement.Stakeholders],
            SubProjects = [.. engagement.SubProjects],
            Summary = engagement.Summary,
            Etag = engagement.Etag,
        };

    /// <summary>The engagement that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Engagement ToEngagement(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Kind = Kind,
            Date = Date.ToDate(),
            Place = Place.Trim(),
            Stakeholders = { Stakeholders.Where(s => s.Length > 0) },
            SubProjects = { SubProjects.Where(s => s.Length > 0) },
            Summary = Summary.Trim(),
            Etag = Etag,
        };
}
