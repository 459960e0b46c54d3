using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>A series: first the dates that it gives, then the meetings themselves.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class NewSeriesModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingForm(client, texts)
{
    [BindProperty]
    public DateOnly? FirstDate { get; set; }

    [BindProperty]
    public DateOnly? LastDate { get; set; }

    [BindProperty]
    public int? IntervalDays { get; set; } = 14;

    [BindProperty]
    public SeriesHolidayRule HolidayRule { get; set; } = SeriesHolidayRule.NextWorkingDay;

    /// <summary>Whether the dates have been seen, and the meetings are to be written.</summary>
    [BindProperty]
    public bool Write { get; set; }

    /// <summary>The series with its dates, once they can be said.</summary>
    public MeetingSeries? Preview { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadBodyAsync(Words["Series.New"]);
        await FillFromLastAsync();
        if (Body.SubProject.Length == 0)
            return;
        // The rhythm that is agreed on for the sub-project already.
        var cadence = (
            await Client.GetSubProjectAsync(new() { Name = Body.SubProject }, cancellationToken: Aborted)
        ).ReportingCadence;
        if (cadence is not { IntervalDays: > 0 })
            return;
        IntervalDays = cadence.IntervalDays;
        FirstDate = cadence.NextMeetingDate.ToDateOnly() ?? cadence.FirstMeetingDate.ToDateOnly();
        LastDate = cadence.LastMeetingDate.ToDateOnly();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CheckTimes();
        var series = new MeetingSeries
        {
            Title = Title.Trim(),
            FirstDate = FirstDate.ToDate(),
            LastDate = LastDate.ToDate(),
            IntervalDays = IntervalDays ?? 0,
            HolidayRule = HolidayRule,
            StartTime = MeetingWords.Read(StartTime),
            EndTime = MeetingWords.Read(EndTime),
            Place = Place.Trim(),
            PapersDays = PapersDays ?? 0,
            PapersDayKind = PapersDayKind,
        };
        try
        {
            if (ModelState.IsValid)
            {
                Preview = await Client.CreateMeetingSeriesAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Parent = BodyName,
                        MeetingSeries = series,
                        ValidateOnly = !Write,
                    },
                    cancellationToken: Aborted
                );
                if (Write)
                    return Done(MeetingsUrl, Words["Series.Created", Preview.Dates.Count(d => d.Date is not null)]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadBodyAsync(Words["Series.New"]);
        return Page();
    }
}
