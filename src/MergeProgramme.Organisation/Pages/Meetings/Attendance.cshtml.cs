using System.Text.RegularExpressions;
using Grpc.Core;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>Who comes; on the day and later, who was there.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed partial class AttendanceModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : MeetingPage(client)
{
    private Dictionary<string, Appointment> seats = [];

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    [BindProperty]
    public string OthersPresent { get; set; } = "";

    /// <summary>The meeting was held with this attendance.</summary>
    [BindProperty]
    public bool Held { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Whether the body has deputies on the day.</summary>
    public bool HasDeputies { get; private set; }

    /// <summary>Whether the day of the meeting has come.</summary>
    public bool CanHold => Meeting.Date.ToDateOnly() <= time.Today();

    /// <summary>Somebody who is appointed on the day.</summary>
    public sealed class Row
    {
        public string Person { get; set; } = "";

        /// <summary>Unspecified: nothing is known yet.</summary>
        public AttendanceStatus Status { get; set; }

        public string Deputy { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public AppointmentRole Role { get; set; }

        public bool Voting => CompositionCheck.IsMember(Role);

        /// <summary>Who may sit for a member, in the order of call; the first is nobody.</summary>
        public IReadOnlyList<SelectListItem> Deputies { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        var appointed = await LoadAsync();
        OthersPresent = Meeting.OthersPresent;
        var known = Meeting.Attendances.ToDictionary(a => a.Person, StringComparer.Ordinal);
        Rows =
        [
            // Deputies come when they are called, in somebody's place.
            .. appointed
                .Where(a => a.Role != AppointmentRole.DeputyMember || known.ContainsKey(a.Person))
                .Select(a => new Row
                {
                    Person = a.Person,
                    // On the day, most of those who have not announced absence are there.
                    Status =
                        known.TryGetValue(a.Person, out var said) ? said.Status
                        : CanHold && Meeting.State != MeetingState.Held ? AttendanceStatus.Present
                        : AttendanceStatus.Unspecified,
                    Deputy = said?.Deputy ?? "",
                    DisplayName = a.PersonDisplayName,
                    Role = a.Role,
                }),
        ];
        OfferDeputies(appointed);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        var appointed = await LoadAsync();
        List<int> sent = [.. Enumerable.Range(0, Rows.Count).Where(i => Rows[i].Status != AttendanceStatus.Unspecified)];
        try
        {
            if (ModelState.IsValid)
            {
                await Client.RecordAttendanceAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Name = MeetingName,
                        Attendances =
                        {
                            sent.Select(i => new Attendance
                            {
                                Person = Rows[i].Person,
                                Status = Rows[i].Status,
                                Deputy = Rows[i].Deputy,
                            }),
                        },
                        OthersPresent = OthersPresent,
                        Held = Held,
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(MeetingUrl, texts[Held ? "Attendance.IsHeld" : "Attendance.Saved"]);
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path =>
                        RowField().Match(path) is { Success: true } m
                            ? $"Rows[{sent[int.Parse(m.Groups["row"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]}].{RefusalExtensions.FormField(m.Value)}"
                            : null
                )
            )
        {
            // Shown below, at the fields.
        }
        foreach (var row in Rows)
        {
            var appointment = appointed.Find(a => a.Person == row.Person);
            (row.DisplayName, row.Role) = (appointment?.PersonDisplayName ?? "", appointment?.Role ?? default);
        }
        OfferDeputies(appointed);
        return Page();
    }

    private void OfferDeputies(List<Appointment> appointed)
    {
        HasDeputies = appointed.Exists(a => a.Role == AppointmentRole.DeputyMember);
        foreach (var row in Rows.Where(r => r.Voting))
        {
            row.Deputies = Choices(
                DeputyRules.InOrderOfCall(appointed, appointed.First(a => a.Person == row.Person), seats),
                texts["Attendance.NoDeputy"],
                d =>
                    (
                        d.Person,
                        d.CallOrder > 0 && d.DeputyFor.Length > 0
                            ? texts["Attendance.Deputy.Order", d.PersonDisplayName, d.CallOrder]
                            : d.PersonDisplayName
                    )
            );
        }
    }

    private async Task<List<Appointment>> LoadAsync()
    {
        await LoadMeetingAsync(_ => texts["Attendance"]);
        Etag = Meeting.Etag;
        seats = (
            await Client.ListAppointmentsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Body = BodyName,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).Appointments.ToDictionary(a => a.Name, StringComparer.Ordinal);
        return await AppointedAsync();
    }

    [GeneratedRegex(@"^attendances\[(?<row>[0-9]+)\]\..+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RowField();
}
