using System.Text;
using Google.Protobuf;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Calendar = Ical.Net.Calendar;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>Meetings as iCalendar files (RFC 5545), which calendars take as invitations and cancellations (RFC 5546). Pure.</summary>
internal static class Invitation
{
    private const string ZoneId = "Europe/Oslo";
    private const string ContentType = "text/calendar";

    // Since 1996 summer time begins and ends in all of Europe as it does today (directive 94/21/EC).
    private const int CommonSummerTime = 1997;

    // What Exchange itself writes for a participant without an address: RFC 5546 wants one.
    private const string NoAddress = "invalid:nomail";

    // Long enough to be seen in a calendar, where the end is open.
    private static readonly TimeSpan OpenEnd = TimeSpan.FromHours(1);

    /// <summary>Somebody who is called, or who calls.</summary>
    /// <param name="Email">Empty where none is known.</param>
    public sealed record Participant(string DisplayName, string Email, bool Voting);

    /// <summary>One meeting: METHOD is REQUEST, and CANCEL once it is cancelled.</summary>
    /// <param name="organizer">Whose address answers go to.</param>
    public static CalendarFile Of(Meeting meeting, Participant organizer, IEnumerable<Participant> called)
    {
        var calendar = New(meeting.State == MeetingState.Cancelled ? "CANCEL" : "REQUEST", [meeting]);
        var entry = Event(meeting);
        entry.Organizer = new Organizer { CommonName = organizer.DisplayName, Value = Address(organizer) };
        foreach (var participant in called)
        {
            entry.Attendees.Add(
                new Attendee
                {
                    CommonName = participant.DisplayName,
                    Value = Address(participant),
                    Role = participant.Voting ? ParticipationRole.RequiredParticipant : ParticipationRole.OptionalParticipant,
                    ParticipationStatus = EventParticipationStatus.NeedsAction,
                    Rsvp = meeting.State != MeetingState.Cancelled,
                }
            );
        }
        calendar.Events.Add(entry);
        return File(calendar, $"{Id(meeting.Body)}-{Id(meeting.Name)}.ics");
    }

    /// <summary>All meetings of a body, the cancelled ones marked as such: METHOD is PUBLISH, and nobody is asked to answer.</summary>
    public static CalendarFile Of(Body body, IReadOnlyCollection<Meeting> meetings)
    {
        var calendar = New("PUBLISH", meetings);
        calendar.AddProperty("X-WR-CALNAME", body.DisplayName);
        foreach (var meeting in meetings)
            calendar.Events.Add(Event(meeting));
        return File(calendar, $"{Id(body.Name)}.ics");
    }

    private static Calendar New(string method, IReadOnlyCollection<Meeting> meetings)
    {
        var calendar = new Calendar { ProductId = "-//MergeProgramme//Meetings//NO", Method = method };
        // The rules of summer time that hold from the year of the first meeting on. The library knows no rules that begin after today.
        var first = meetings.Select(m => m.Date.ToDateOnly()!.Value.Year).Append(CommonSummerTime).Min();
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(ZoneId, new DateTime(first, 1, 1, 0, 0, 0, DateTimeKind.Utc), false));
        return calendar;
    }

    private static CalendarEvent Event(Meeting meeting)
    {
        var date = meeting.Date.ToDateOnly()!.Value;
        var start = date.ToDateTime(meeting.StartTime.ToTimeOnly());
        var end = meeting.EndTime is { } time ? date.ToDateTime(time.ToTimeOnly()) : start + OpenEnd;
        var title = meeting.Title.Length > 0 ? $"{meeting.BodyDisplayName}: {meeting.Title}" : meeting.BodyDisplayName;
        var entry = new CalendarEvent
        {
            Uid = meeting.CalendarUid,
            Sequence = meeting.CalendarSequence,
            // When this version was made, so that the same version is the same file.
            DtStamp = new CalDateTime(meeting.UpdateTime.ToDateTime()),
            Start = new CalDateTime(start, ZoneId),
            End = new CalDateTime(end, ZoneId),
            Summary = title,
            Location = meeting.Place.Length > 0 ? meeting.Place : null,
            Status = meeting.State == MeetingState.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        var agenda = meeting.Agenda.Select((i, n) => $"{n + 1}. {(i.CaseNumber.Length > 0 ? $"{i.CaseNumber} " : "")}{i.Title}");
        var text = string.Join('\n', agenda.Prepend(meeting.Note).Append(meeting.CancelReason).Where(line => line.Length > 0));
        if (text.Length > 0)
            entry.Description = text;
        return entry;
    }

    private static Uri Address(Participant participant) =>
        new(participant.Email.Contains('@', StringComparison.Ordinal) ? $"mailto:{participant.Email}" : NoAddress);

    private static string Id(string name) => Platform.Names.ResourceNames.Id(name);

    private static CalendarFile File(Calendar calendar, string name) =>
        new()
        {
            Content = ByteString.CopyFrom(new CalendarSerializer().SerializeToString(calendar)!, Encoding.UTF8),
            ContentType = $"{ContentType}; charset=utf-8; method={calendar.Method}",
            FileName = name,
        };
}
