using Google.Type;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Meetings;

/// <summary>A body with members, and its meetings: the shortest way to what a test needs to be there.</summary>
internal static class MeetingOffice
{
    public static TimeOfDay Clock(int hours, int minutes = 0) => new() { Hours = hours, Minutes = minutes };

    /// <summary>A body with five members since 1 October 2017, the first one its chair, and a secretary, who is the last person.</summary>
    public static async Task<(Body Body, IReadOnlyList<Person> Persons)> BoardAsync(
        this Office office,
        BodyAuthority authority = BodyAuthority.Deciding,
        Action<Body>? change = null
    )
    {
        var body = await office.BodyAsync(authority: authority, change: change);
        List<Person> persons = [];
        foreach (var name in (string[])["Kari Berg", "Ola Dahl", "Berit Moen", "Per Lie", "Nina Vik", "Siri Ek"])
            persons.Add(await office.PersonAsync(name));
        for (var i = 0; i < persons.Count; i++)
        {
            var role =
                i == 0 ? AppointmentRole.Chair
                : i < 5 ? AppointmentRole.Member
                : AppointmentRole.Secretary;
            await office.AppointAsync(persons[i], body, a => a.Role = role);
        }
        return (body, persons);
    }

    public static Meeting Meeting(Date date, Action<Meeting>? change = null)
    {
        var meeting = new Meeting
        {
            Date = date,
            StartTime = Clock(9),
            EndTime = Clock(11),
            Place = "Askim rådhus",
            PapersDays = 2,
            PapersDayKind = PapersDayKind.WorkingDays,
        };
        change?.Invoke(meeting);
        return meeting;
    }

    public static async Task<Meeting> MeetingAsync(this Office office, Body body, Date date, Action<Meeting>? change = null) =>
        await office.Client.CreateMeetingAsync(new() { Parent = body.Name, Meeting = Meeting(date, change) });

    public static async Task<Meeting> AgendaAsync(this Office office, Meeting meeting, params AgendaItem[] items) =>
        await office.Client.SetAgendaAsync(new() { Name = meeting.Name, Items = { items } });

    public static AgendaItem Item(string title, string asked = "", string caseNumber = "") =>
        new()
        {
            Title = title,
            Kind = AgendaItemKind.Decision,
            Case = asked,
            CaseNumber = caseNumber,
        };

    /// <summary>Records the meeting as held with the first so many members present and the others absent.</summary>
    public static async Task<Meeting> HoldAsync(
        this Office office,
        Meeting meeting,
        IEnumerable<Person> persons,
        int present = 5
    ) =>
        await office.Client.RecordAttendanceAsync(
            new()
            {
                Name = meeting.Name,
                Held = true,
                Attendances =
                {
                    persons
                        .Take(5)
                        .Select(
                            (p, i) =>
                                new Attendance
                                {
                                    Person = p.Name,
                                    Status = i < present ? AttendanceStatus.Present : AttendanceStatus.Absent,
                                }
                        ),
                },
            }
        );

    public static async Task<Meeting> DecideAsync(
        this Office office,
        Meeting meeting,
        int item = 1,
        Outcome outcome = Outcome.Adopted,
        Action<RecordDecisionRequest>? change = null
    )
    {
        var request = new RecordDecisionRequest
        {
            Name = meeting.Name,
            Item = item,
            Decision = new() { Outcome = outcome, Wording = "Mandatet godkjennes." },
        };
        change?.Invoke(request);
        return await office.Client.RecordDecisionAsync(request);
    }

    /// <summary>The minutes, approved by the chair and the secretary on the day after the meeting.</summary>
    public static async Task<Meeting> ApproveAsync(this Office office, Meeting meeting, IReadOnlyList<Person> persons) =>
        await office.Client.ApproveMinutesAsync(
            new()
            {
                Name = meeting.Name,
                Approval = new()
                {
                    Kind = ApprovalKind.ChairAndSecretary,
                    Chair = persons[0].Name,
                    Secretary = persons[^1].Name,
                    Date = meeting.Date,
                },
            }
        );
}
