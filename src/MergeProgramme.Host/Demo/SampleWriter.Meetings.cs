using Google.Type;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>Meetings, minutes and cases of a sample.</summary>
internal sealed partial class SampleWriter
{
    /// <summary>The day that the host thinks it is.</summary>
    public DateOnly Today => services.GetRequiredService<TimeProvider>().Today();

    /// <summary>A day on which people are at work: the day itself, or the next working day.</summary>
    public static Date AtWork(Date day) => NorwegianCalendar.OnOrNextWorkingDay(day.ToDateOnly()!.Value).ToDate();

    /// <summary>"13/15": a case number of the year of a day.</summary>
    public static string CaseNumber(Date day, int number) => FormattableString.Invariant($"{day.Year % 100:00}/{number}");

    public async Task<Meeting> MeetingAsync(string body, Date date, string place, int papersDays, PapersDayKind kind) =>
        await Organisation.CreateMeetingAsync(
            new()
            {
                Parent = body,
                Meeting = new()
                {
                    Date = date,
                    StartTime = new TimeOfDay { Hours = 9 },
                    EndTime = new TimeOfDay { Hours = 11, Minutes = 30 },
                    Place = place,
                    PapersDays = papersDays,
                    PapersDayKind = kind,
                    Note = "Forfall meldes så snart som mulig, slik at vara kan kalles inn.",
                },
            }
        );

    public async Task<Meeting> AgendaAsync(Meeting meeting, params AgendaItem[] items) =>
        await Organisation.SetAgendaAsync(new() { Name = meeting.Name, Items = { items } });

    public async Task<Meeting> SendAsync(Meeting meeting) => await Organisation.SendPapersAsync(new() { Name = meeting.Name });

    /// <summary>Everybody appointed was there, save those named, who had announced absence, some with a deputy, and deputies whom nobody called.</summary>
    public async Task<Meeting> HoldAsync(Meeting meeting, string others, params (string Name, string Deputy)[] excused)
    {
        var appointed = await Organisation.ListAppointmentsAsync(
            new()
            {
                Parent = Programme,
                Body = meeting.Body,
                HeldOnDate = meeting.Date,
                PageSize = 100,
            }
        );
        var request = new RecordAttendanceRequest
        {
            Name = meeting.Name,
            OthersPresent = others,
            Held = true,
        };
        foreach (var a in appointed.Appointments.Where(a => a.Role != AppointmentRole.DeputyMember))
        {
            var away = Array.Find(excused, e => e.Name == a.PersonDisplayName);
            request.Attendances.Add(
                new Attendance
                {
                    Person = a.Person,
                    Status = away.Name is null ? AttendanceStatus.Present : AttendanceStatus.Excused,
                    Deputy = away.Deputy ?? "",
                }
            );
        }
        return await Organisation.RecordAttendanceAsync(request);
    }

    public async Task<Meeting> DecideAsync(
        Meeting meeting,
        int item,
        Outcome outcome,
        string wording,
        Action<ItemDecision>? more = null
    )
    {
        var stands = meeting.Agenda.Single(i => i.Number == item);
        var decision = new ItemDecision { Outcome = outcome, Wording = wording };
        more?.Invoke(decision);
        return await Organisation.RecordDecisionAsync(
            new()
            {
                Name = meeting.Name,
                Item = item,
                Decision = decision,
                CaseNumber = stands.CaseNumber,
                ArchiveReference = stands.ArchiveReference,
            }
        );
    }

    public async Task ApproveAsync(Meeting meeting, MinutesApproval approval) =>
        await Organisation.ApproveMinutesAsync(new() { Name = meeting.Name, Approval = approval });

    public async Task FollowUpAsync(
        Meeting meeting,
        string text,
        string owner,
        Date due,
        Date? done = null,
        string result = ""
    ) =>
        await Organisation.CreateFollowUpAsync(
            new()
            {
                Parent = meeting.Name,
                FollowUp = new()
                {
                    Text = text,
                    Owner = owner,
                    DueDate = due,
                    DoneDate = done,
                    Result = result,
                },
            }
        );

    /// <summary>A case with its route: bodies with the same stage treat it side by side.</summary>
    public async Task<Case> CaseAsync(Case asked, params (int Stage, string Body, Date? Planned)[] route)
    {
        var created = await Organisation.CreateCaseAsync(new() { Parent = Programme, Case = asked });
        return await Organisation.SetRouteAsync(
            new()
            {
                Name = created.Name,
                Treatments =
                {
                    route.Select(r => new Treatment
                    {
                        Stage = r.Stage,
                        Body = r.Body,
                        PlannedDate = r.Planned,
                    }),
                },
            }
        );
    }

    /// <summary>What became of it in a body that keeps its meetings elsewhere.</summary>
    public async Task TreatAsync(Case asked, string body, Outcome outcome, string wording, Date date, int number) =>
        await Organisation.RecordTreatmentAsync(
            new()
            {
                Name = asked.Name,
                Number = asked.Treatments.First(t => t.Body == body).Number,
                Outcome = outcome,
                Wording = wording,
                Date = date,
                CaseNumber = CaseNumber(date, number),
            }
        );
}
