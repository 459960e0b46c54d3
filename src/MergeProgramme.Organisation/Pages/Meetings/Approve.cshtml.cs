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

/// <summary>Approves the minutes, which locks them.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class ApproveModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingPage(client)
{
    [BindProperty]
    public ApprovalKind Kind { get; set; } = ApprovalKind.ChairAndSecretary;

    [BindProperty]
    public string LaterMeeting { get; set; } = "";

    [BindProperty]
    public string Chair { get; set; } = "";

    [BindProperty]
    public string Secretary { get; set; } = "";

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Later meetings of the body that have been held.</summary>
    public List<SelectListItem> Later { get; private set; } = [];

    public List<SelectListItem> Chairs { get; private set; } = [];

    public List<SelectListItem> Secretaries { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var appointed = await LoadAsync();
        Date = time.Today();
        Chair = appointed.Find(a => a.Role == AppointmentRole.Chair && Chairs.Exists(c => c.Value == a.Person))?.Person ?? "";
        Secretary = appointed.Find(a => a.Role == AppointmentRole.Secretary)?.Person ?? "";
        if (Later.Count > 1)
            (Kind, LaterMeeting) = (ApprovalKind.LaterMeeting, Later[1].Value);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                await Client.ApproveMinutesAsync(
                    new()
                    {
                        Name = MeetingName,
                        Approval = new()
                        {
                            Kind = Kind,
                            LaterMeeting = LaterMeeting,
                            Chair = Chair,
                            Secretary = Secretary,
                            Date = Date.ToDate(),
                        },
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(MeetingUrl, texts["Minutes.Approved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        return Page();
    }

    private async Task<List<Appointment>> LoadAsync()
    {
        await LoadMeetingAsync(_ => texts["Minutes.Approve"]);
        Etag = Meeting.Etag;
        var appointed = await AppointedAsync();
        Later = Choices(
            (await MeetingsAsync(BodyName, Meeting.Date.ToDateOnly()!.Value.AddDays(1))).Where(m =>
                m.State is MeetingState.Held or MeetingState.MinutesApproved
            ),
            texts["Approval.Meeting.None"],
            m => (m.Name, MeetingWords.Day(m.Date))
        );
        Chairs = Choices(
            Meeting.Attendances.Where(QuorumCount.IsThere),
            texts["Approval.Choose"],
            a => a.Status == AttendanceStatus.Present ? (a.Person, a.PersonDisplayName) : (a.Deputy, a.DeputyDisplayName)
        );
        // Whoever sits in the body first, then everybody else: many a steering group has no secretary of its own.
        var ofBody = appointed.Select(a => a.Person).ToHashSet(StringComparer.Ordinal);
        Secretaries = Choices(
            (await PersonsAsync()).OrderBy(p => ofBody.Contains(p.Name) ? 0 : 1),
            texts["Approval.Choose"],
            p => (p.Name, p.DisplayName)
        );
        return appointed;
    }
}
