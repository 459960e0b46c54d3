using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>What the pages of one meeting share.</summary>
internal abstract class MeetingPage(OrganisationServiceClient client) : MeetingsPage(client)
{
    [FromRoute(Name = "meeting")]
    public string MeetingId { get; set; } = "";

    /// <summary>The meeting, once it is loaded.</summary>
    public Meeting Meeting { get; private set; } = new();

    public string MeetingName => $"{BodyName}/meetings/{MeetingId}";

    /// <summary>The page of the meeting.</summary>
    public string MeetingUrl => Addresses.Of(MeetingName);

    /// <summary>The way back up, down to the meeting itself where the page stands below it.</summary>
    public (string Href, string Text)[] TrailTo(string meetings) =>
        [.. Trail(meetings), (MeetingUrl, MeetingWords.Day(Meeting.Date))];

    protected async Task LoadMeetingAsync(Func<Meeting, string> title)
    {
        Meeting = await Client.GetMeetingAsync(new() { Name = MeetingName }, cancellationToken: Aborted);
        await LoadBodyAsync(title(Meeting));
    }

    /// <summary>Appointments to the body that hold on the day of the meeting, by role.</summary>
    protected async Task<List<Appointment>> AppointedAsync() =>
        [
            .. (
                await Client.ListAppointmentsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Body = BodyName,
                        HeldOnDate = Meeting.Date,
                        PageSize = Everything,
                    },
                    cancellationToken: Aborted
                )
            ).Appointments,
        ];
}

/// <summary>What the pages of a body's meetings share.</summary>
internal abstract class MeetingsPage(OrganisationServiceClient client) : ProgrammePage(client)
{
    [FromRoute(Name = "body")]
    public string BodyId { get; set; } = "";

    /// <summary>Chosen when the form is shown: a form that is sent twice writes once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The body, once it is loaded.</summary>
    public Body Body { get; private set; } = new();

    public string BodyName => NameOf("bodies", BodyId);

    /// <summary>The page of the body's meetings.</summary>
    public string MeetingsUrl => $"{Addresses.Of(BodyName)}/meetings";

    /// <summary>The way back up.</summary>
    public (string Href, string Text)[] Trail(string meetings) =>
        [(Below("meetings"), meetings), (MeetingsUrl, Body.DisplayName)];

    protected async Task LoadBodyAsync(string title)
    {
        Body = await Client.GetBodyAsync(new() { Name = BodyName }, cancellationToken: Aborted);
        await LoadFrameAsync(title.Length > 0 ? title : Body.DisplayName);
        ViewData["Section"] = "meetings";
    }

    /// <summary>Meetings of a body, or of the programme, by date.</summary>
    protected Task<List<Meeting>> MeetingsAsync(string parent, DateOnly? from = null, DateOnly? to = null) =>
        WholeList.ReadAsync(
            token =>
                Client.ListMeetingsAsync(
                    new()
                    {
                        Parent = parent,
                        StartDate = from.ToDate(),
                        EndDate = to.ToDate(),
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Meetings, answer.NextPageToken)
        );

    /// <summary>Follow-ups of a meeting, or of the programme, by due date.</summary>
    protected Task<List<FollowUp>> FollowUpsAsync(string parent) =>
        WholeList.ReadAsync(
            token =>
                Client.ListFollowUpsAsync(
                    new()
                    {
                        Parent = parent,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.FollowUps, answer.NextPageToken)
        );

    /// <summary>Cases of the programme, or those that a body treats.</summary>
    protected Task<List<Case>> CasesAsync(string body = "") =>
        WholeList.ReadAsync(
            token =>
                Client.ListCasesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Body = body,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Cases, answer.NextPageToken)
        );
}
