using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>One meeting: agenda, papers, who comes, and what was decided.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingPage(client)
{
    public IReadOnlyList<FollowUp> FollowUps { get; private set; } = [];

    /// <summary>How many cases wait for the body and could be put on the agenda.</summary>
    public int WaitingCases { get; private set; }

    /// <summary>Names of the school-free periods that the day of a meeting to come falls in: some may be away.</summary>
    public IReadOnlyList<string> SchoolFree { get; private set; } = [];

    /// <summary>Items of which the minutes do not say what became of them.</summary>
    public int Unanswered => Meeting.Agenda.Count(i => i.Decision is null);

    /// <summary>Whether it is still to be held.</summary>
    public bool IsOpen => Meeting.State is MeetingState.Planned or MeetingState.PapersSent;

    public DateOnly Today { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostSendPapersAsync(string etag)
    {
        try
        {
            await Client.SendPapersAsync(new() { Name = MeetingName, Etag = etag }, cancellationToken: Aborted);
            return Done(MeetingUrl, texts["Papers.SentNow"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Somebody else was first: the page shows what is there now.
            return Done(MeetingUrl, texts["Papers.NotSent"]);
        }
    }

    private async Task LoadAsync()
    {
        Today = time.Today();
        await LoadMeetingAsync(m => $"{m.BodyDisplayName} {Formats.Date(m.Date)}");
        if (IsOpen)
        {
            var free = await Client.ListSchoolFreePeriodsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    FromDate = Meeting.Date,
                    ToDate = Meeting.Date,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            );
            SchoolFree = [.. free.SchoolFreePeriods.Select(p => p.DisplayName).Distinct(StringComparer.Ordinal)];
        }
        else
            FollowUps = await FollowUpsAsync(MeetingName);
        if (Meeting.Agenda.Count == 0)
            WaitingCases = (await CasesAsync(BodyName)).Count(c =>
                c.Treatments.Any(t => t.Body == BodyName && Organisation.Cases.CaseTable.CanBeTaken(t, MeetingName))
            );
    }
}
