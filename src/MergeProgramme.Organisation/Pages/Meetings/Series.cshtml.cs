using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>A series as a whole: its meetings to come get another weekday, time or place, or it ends.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class SeriesModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingForm(client, texts)
{
    [FromRoute(Name = "series")]
    public string SeriesId { get; set; } = "";

    /// <summary>Only meetings from this day on.</summary>
    [BindProperty]
    public DateOnly? FromDate { get; set; }

    /// <summary>Of google.type.DayOfWeek; empty: each stays on its day.</summary>
    [BindProperty]
    public string Weekday { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public bool AcceptPapersDue { get; set; }

    [BindProperty]
    public string EndReason { get; set; } = "";

    /// <summary>Until when the series goes on, where it ends.</summary>
    [BindProperty]
    public DateOnly? LastDate { get; set; }

    /// <summary>Whether the service asked about papers, so that there is something to accept.</summary>
    public bool Asks { get; private set; }

    /// <summary>Which of the two forms was sent.</summary>
    public bool Ends { get; private set; }

    public MeetingSeries Series { get; private set; } = new();

    /// <summary>Still to be held, by date.</summary>
    public IReadOnlyList<Meeting> Coming { get; private set; } = [];

    public DateOnly Today { get; private set; }

    private string SeriesName => $"{BodyName}/meetingSeries/{SeriesId}";

    public IEnumerable<SelectListItem> Weekdays =>
        Choices(
            Enum.GetValues<Google.Type.DayOfWeek>().Where(d => d != Google.Type.DayOfWeek.Unspecified),
            Words["Series.Weekday.Same"],
            d => (d.ToString(), CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)((int)d % 7)))
        );

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (StartTime, EndTime) = (MeetingWords.Field(Series.StartTime), MeetingWords.Field(Series.EndTime));
        (Place, FromDate) = (Series.Place, Today);
    }

    public async Task<IActionResult> OnPostMoveAsync()
    {
        CheckTimes();
        Asks = AcceptPapersDue;
        try
        {
            if (ModelState.IsValid)
            {
                var changed = await Client.MoveMeetingSeriesAsync(
                    new()
                    {
                        Name = SeriesName,
                        StartDate = FromDate.ToDate(),
                        DayOfWeek = Enum.TryParse<Google.Type.DayOfWeek>(Weekday, out var day) ? day : default,
                        StartTime = MeetingWords.Read(StartTime),
                        EndTime = MeetingWords.Read(EndTime),
                        Place = Place.Trim(),
                        Reason = Reason.Trim(),
                        AcceptPapersDue = AcceptPapersDue,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    MeetingsUrl,
                    Words[changed.Meetings.Count == 1 ? "Series.Changed.1" : "Series.Changed", changed.Meetings.Count]
                );
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path =>
                        path switch
                        {
                            "start_date" => nameof(FromDate),
                            "day_of_week" => nameof(Weekday),
                            _ => RefusalExtensions.FormField(path),
                        }
                )
            )
        {
            Asks |= e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition;
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        Ends = true;
        try
        {
            if (ModelState.IsValid)
            {
                var ended = await Client.EndMeetingSeriesAsync(
                    new()
                    {
                        Name = SeriesName,
                        LastDate = LastDate.ToDate(),
                        Reason = EndReason.Trim(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    MeetingsUrl,
                    Words[ended.Meetings.Count == 1 ? "Series.Ended.1" : "Series.Ended", ended.Meetings.Count]
                );
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(e, path => path == "reason" ? nameof(EndReason) : RefusalExtensions.FormField(path)))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        (StartTime, EndTime) = (MeetingWords.Field(Series.StartTime), MeetingWords.Field(Series.EndTime));
        (Place, FromDate) = (Series.Place, Today);
        return Page();
    }

    private async Task LoadAsync()
    {
        Today = time.Today();
        Series = await Client.GetMeetingSeriesAsync(new() { Name = SeriesName }, cancellationToken: Aborted);
        await LoadBodyAsync(Words["Series.Edit"]);
        Coming = SeriesMove.Coming(await MeetingsAsync(BodyName, Today), SeriesName, Today);
    }
}
