using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>The communication plan: what is overdue, what comes next, and what each audience has been told.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    // What an office looks at in its weekly meeting.
    private const int DaysAhead = 30;

    private const string FeedKey = "CalendarFeed";

    /// <summary>Last part of a stakeholder's name: only what this one is told. All where it is empty.</summary>
    [FromQuery(Name = "stakeholder")]
    public string StakeholderId { get; set; } = "";

    public DateOnly Today => time.Today();

    public IReadOnlyList<CommunicationItem> Items { get; private set; } = [];

    public IReadOnlyList<CommunicationOccurrence> Occurrences { get; private set; } = [];

    public IEnumerable<SelectListItem> Filter =>
        [
            new SelectListItem(Words["Communications.Everybody"], "", StakeholderId.Length == 0),
            .. Register.Values.Select(s =>
            {
                var id = Platform.Names.ResourceNames.Id(s.Name);
                return new SelectListItem(s.DisplayName, id, id == StakeholderId);
            }),
        ];

    /// <summary>By what is to be done.</summary>
    public IEnumerable<(string Key, IReadOnlyList<CommunicationOccurrence> Occurrences)> Groups =>
        [
            ("Overdue", [.. Occurrences.Where(o => o.State == OccurrenceState.Overdue)]),
            (
                "Ahead",
                [
                    .. Occurrences.Where(o =>
                        o.State == OccurrenceState.Planned && o.DueDate.ToDateOnly() <= Today.AddDays(DaysAhead)
                    ),
                ]
            ),
            ("Told", [.. Occurrences.Where(o => o.State is OccurrenceState.Done or OccurrenceState.Skipped).Reverse()]),
        ];

    /// <summary>The caller's own address for calendar programs; null where there is none.</summary>
    public CalendarFeed? Feed { get; private set; }

    /// <summary>The whole address, once, when it has just been made.</summary>
    public string FeedAddress { get; private set; } = "";

    public async Task OnGetAsync()
    {
        FeedAddress = TempData[FeedKey] as string ?? "";
        await LoadRegisterAsync(Words["Communications.Title"], "communication");
        Items = await WholeList.ReadAsync(
            token =>
                Client.ListCommunicationItemsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.CommunicationItems, answer.NextPageToken)
        );
        Occurrences = await WholeList.ReadAsync(
            token =>
                Client.ListCommunicationOccurrencesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Stakeholder = StakeholderId.Length == 0 ? "" : $"{ProgrammeName}/stakeholders/{StakeholderId}",
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.CommunicationOccurrences, answer.NextPageToken)
        );
        Feed = (
            await Client.ListCalendarFeedsAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted)
        ).CalendarFeeds.FirstOrDefault();
    }

    /// <summary>An address for the caller's calendar program.</summary>
    public async Task<IActionResult> OnPostSubscribeAsync()
    {
        var made = await Client.IssueCalendarFeedAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
        TempData[FeedKey] = $"{Request.Scheme}://{Request.Host}/v1/{made.CalendarFeed.Name}/plan.ics?key={made.Key}";
        return Redirect($"/{ProgrammeName}/communication#calendar");
    }

    /// <summary>Makes the caller's address of no use.</summary>
    public async Task<IActionResult> OnPostUnsubscribeAsync(string? feed)
    {
        try
        {
            await Client.DeleteCalendarFeedAsync(new() { Name = feed ?? "", RequestId = RequestId }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.NotFound)
        {
            // Gone already: that is what was asked for.
        }
        return Done($"/{ProgrammeName}/communication", Words["Calendar.Stopped"]);
    }

    /// <summary>What is to come, as a calendar.</summary>
    public async Task<IActionResult> OnGetCalendarAsync()
    {
        var file = await Client.ExportCommunicationCalendarAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }
}
