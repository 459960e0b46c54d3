using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The fields that a meeting and a series of meetings have in common.</summary>
internal abstract class MeetingForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string StartTime { get; set; } = "";

    [BindProperty]
    public string EndTime { get; set; } = "";

    [BindProperty]
    public string Place { get; set; } = "";

    /// <summary>Empty: no due date.</summary>
    [BindProperty]
    public int? PapersDays { get; set; }

    [BindProperty]
    public PapersDayKind PapersDayKind { get; set; } = PapersDayKind.WorkingDays;

    [BindProperty]
    public string Note { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>As the body last met: most meetings are like the one before.</summary>
    protected async Task FillFromLastAsync()
    {
        var last = (await MeetingsAsync(BodyName)).LastOrDefault(m => m.State != MeetingState.Cancelled);
        if (last is null)
        {
            (StartTime, EndTime, PapersDays) = ("09:00", "11:00", 5);
            return;
        }
        Fill(last);
        Title = "";
        Note = "";
    }

    protected void Fill(Meeting meeting)
    {
        (Title, Place, Note, Etag) = (meeting.Title, meeting.Place, meeting.Note, meeting.Etag);
        (StartTime, EndTime) = (MeetingWords.Field(meeting.StartTime), MeetingWords.Field(meeting.EndTime));
        PapersDays = meeting.PapersDays > 0 ? meeting.PapersDays : null;
        PapersDayKind = meeting.PapersDays > 0 ? meeting.PapersDayKind : PapersDayKind.WorkingDays;
    }

    /// <summary>Says of each time that cannot be read that it cannot.</summary>
    protected void CheckTimes()
    {
        if (MeetingWords.Read(StartTime) is null)
            ModelState.AddModelError(nameof(StartTime), Words["Meeting.Time.Unreadable"]);
        if (!string.IsNullOrWhiteSpace(EndTime) && MeetingWords.Read(EndTime) is null)
            ModelState.AddModelError(nameof(EndTime), Words["Meeting.Time.Unreadable"]);
    }
}
