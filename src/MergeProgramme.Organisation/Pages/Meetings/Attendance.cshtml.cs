using System.Text.RegularExpressions;
using Grpc.Core;
using MergeProgramme.Organisation.Composition;
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
    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    [BindProperty]
    public string OthersPresent { get; set; } = "";

    /// <summary>The meeting was held with this attendance.</summary>
    [BindProperty]
    public bool Held { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Registered persons who do not sit in the body.</summary>
    public List<SelectListItem> Deputies { get; private set; } = [];

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
    }

    public async Task OnGetAsync()
    {
        var appointed = await LoadAsync();
        OthersPresent = Meeting.OthersPresent;
        var known = Meeting.Attendances.ToDictionary(a => a.Person, StringComparer.Ordinal);
        Rows =
        [
            .. appointed.Select(a => new Row
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
        return Page();
    }

    private async Task<List<Appointment>> LoadAsync()
    {
        await LoadMeetingAsync(_ => texts["Attendance"]);
        Etag = Meeting.Etag;
        var appointed = await AppointedAsync();
        Deputies = Choices(
            (await PersonsAsync()).ExceptBy(appointed.Select(a => a.Person), p => p.Name, StringComparer.Ordinal),
            texts["Attendance.NoDeputy"],
            p => (p.Name, p.DisplayName)
        );
        return appointed;
    }

    [GeneratedRegex(@"^attendances\[(?<row>[0-9]+)\]\..+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RowField();
}
