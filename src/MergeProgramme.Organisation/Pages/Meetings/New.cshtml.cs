using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>A single meeting, filled in like the last one.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingForm(client, texts)
{
    [BindProperty]
    public DateOnly? Date { get; set; }

    public async Task OnGetAsync()
    {
        await LoadBodyAsync(Words["Meeting.New"]);
        await FillFromLastAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CheckTimes();
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateMeetingAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Parent = BodyName,
                        Meeting = new()
                        {
                            Title = Title.Trim(),
                            Date = Date.ToDate(),
                            StartTime = MeetingWords.Read(StartTime),
                            EndTime = MeetingWords.Read(EndTime),
                            Place = Place.Trim(),
                            PapersDays = PapersDays ?? 0,
                            PapersDayKind = PapersDayKind,
                            Note = Note,
                        },
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Meeting.Created"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadBodyAsync(Words["Meeting.New"]);
        return Page();
    }
}
