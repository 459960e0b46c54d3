using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>Another day; asks where the papers are sent or due.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class MoveModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingForm(client, texts)
{
    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public bool AcceptPapersDue { get; set; }

    /// <summary>Whether the service asked, so that there is something to accept.</summary>
    public bool Asks { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadMeetingAsync(_ => Words["Meeting.Move"]);
        Fill(Meeting);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CheckTimes();
        Asks = AcceptPapersDue;
        try
        {
            if (ModelState.IsValid)
            {
                var moved = await Client.MoveMeetingAsync(
                    new()
                    {
                        Name = MeetingName,
                        Date = Date.ToDate(),
                        StartTime = MeetingWords.Read(StartTime),
                        EndTime = MeetingWords.Read(EndTime),
                        Place = Place.Trim(),
                        Reason = Reason.Trim(),
                        AcceptPapersDue = AcceptPapersDue,
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(MeetingUrl, Words["Meeting.Moved", MeetingWords.Day(moved.Date)]);
            }
        }
        // "date" and "reason" are the request's own fields, not a resource's.
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Asks |= e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition;
        }
        await LoadMeetingAsync(_ => Words["Meeting.Move"]);
        Etag = Meeting.Etag;
        return Page();
    }
}
