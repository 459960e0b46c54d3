using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>What people write about a consultation.</summary>
internal sealed class ConsultationForm
{
    public string Title { get; set; } = "";

    public string Introduction { get; set; } = "";

    /// <summary>Resource name of the document.</summary>
    public string Document { get; set; } = "";

    /// <summary>One on each line.</summary>
    public string Points { get; set; } = "";

    public List<string> Stakeholders { get; set; } = [];

    public DateOnly? DeadlineDate { get; set; }

    public string ShortDeadlineReason { get; set; } = "";

    public string SubProject { get; set; } = "";

    /// <summary>Whether everybody can read it on the public page.</summary>
    public bool Published { get; set; }

    /// <summary>Where everybody can read the document.</summary>
    public string DocumentUri { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a consultation as it stands.</summary>
    public static ConsultationForm From(Consultation consultation) =>
        new()
        {
            Title = consultation.Title,
            Introduction = consultation.Introduction,
            Document = consultation.Document,
            Points = string.Join('\n', consultation.Points.Select(p => p.Text)),
            Stakeholders = [.. consultation.Stakeholders],
            DeadlineDate = consultation.DeadlineDate.ToDateOnly(),
            ShortDeadlineReason = consultation.ShortDeadlineReason,
            SubProject = consultation.SubProject,
            Published = consultation.Published,
            DocumentUri = consultation.DocumentUri,
            Etag = consultation.Etag,
        };

    /// <summary>The consultation that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Consultation ToConsultation(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Introduction = Introduction.Trim(),
            Document = Document,
            Points =
            {
                Points
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => new ConsultationPoint { Text = text }),
            },
            Stakeholders = { Stakeholders.Where(s => s.Length > 0) },
            DeadlineDate = DeadlineDate.ToDate(),
            ShortDeadlineReason = ShortDeadlineReason.Trim(),
            SubProject = SubProject,
            Published = Published,
            DocumentUri = DocumentUri.Trim(),
            Etag = Etag,
        };
}
