using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>What people write about something that an audience is told.</summary>
internal sealed class CommunicationForm
{
    public string Title { get; set; } = "";

    public List<string> Stakeholders { get; set; } = [];

    public string Purpose { get; set; } = "";

    public string Message { get; set; } = "";

    public string Channel { get; set; } = "";

    public CommunicationFrequency Frequency { get; set; }

    public DateOnly? StartDate { get; set; }

    public DateOnly? EndDate { get; set; }

    public string Responsible { get; set; } = "";

    public string SubProject { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for an item as it stands.</summary>
    public static CommunicationForm From(CommunicationItem item) =>
        new()
        {
            Title = item.Title,
            Stakeholders = [.. item.Stakeholders],
            Purpose = item.Purpose,
            Message = item.Message,
            Channel = item.Channel,
            Frequency = item.Frequency,
            StartDate = item.StartDate.ToDateOnly(),
            EndDate = item.EndDate.ToDateOnly(),
            Responsible = item.Responsible,
            SubProject = item.SubProject,
            Etag = item.Etag,
        };

    /// <summary>The item that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public CommunicationItem ToItem(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Stakeholders = { Stakeholders.Where(s => s.Length > 0) },
            Purpose = Purpose.Trim(),
            Message = Message.Trim(),
            Channel = Channel.Trim(),
            Frequency = Frequency,
            StartDate = StartDate.ToDate(),
            EndDate = EndDate.ToDate(),
            Responsible = Responsible.Trim(),
            SubProject = SubProject,
            Etag = Etag,
        };
}
