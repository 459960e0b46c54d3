using Google.Type;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using Calendar = Ical.Net.Calendar;

namespace MergeProgramme.Organisation.Tests.Meetings;

public sealed class InvitationTests
{
    private static readonly Invitation.Participant Secretary = new("Styringsgruppe A4", "sekretar@example.no", false);

    [Fact]
    public void It_is_read_as_written()
    {
        var meeting = Meeting();
        var file = Invitation.Of(meeting, Secretary, [new("Kari Berg", "kari@example.no", true), new("Ola Dahl", "", false)]);
        var text = file.Content.ToStringUtf8();
        var calendar = Calendar.Load(text)!;
        var entry = Assert.Single(calendar.Events);

        Assert.Equal("text/calendar; charset=utf-8; method=REQUEST", file.ContentType);
        Assert.Equal("styringsgruppe-a4-2013-11-11.ics", file.FileName);
        Assert.Equal(("REQUEST", "2.0"), (calendar.Method, calendar.Version));
        Assert.Equal((meeting.CalendarUid, 3), (entry.Uid, entry.Sequence));
        Assert.Equal(("Styringsgruppe A4", "Rådhuset, møterom 2; 1. etasje"), (entry.Summary, entry.Location));
        Assert.Equal("Europe/Oslo", entry.Start!.TzId);
        // Norway is one hour ahead in November, two in June.
        Assert.Equal(new System.DateTime(2013, 11, 11, 8, 0, 0, DateTimeKind.Utc), entry.Start.AsUtc);
        Assert.Equal(new System.DateTime(2013, 11, 11, 10, 30, 0, DateTimeKind.Utc), entry.End!.AsUtc);
        Assert.Contains("1. 13/15 Mandat", entry.Description, StringComparison.Ordinal);
        Assert.Equal("mailto:sekretar@example.no", entry.Organizer!.Value!.ToString());
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var called = unfolded.Where(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)).ToList();
        Assert.Equal([true, false], called.Select(line => line.Contains("ROLE=REQ-PARTICIPANT", StringComparison.Ordinal)));
        Assert.EndsWith(":mailto:kari@example.no", called[0], StringComparison.Ordinal);
        Assert.EndsWith(":invalid:nomail", called[1], StringComparison.Ordinal);
        // RFC 5545: lines end in CRLF and are folded at 75 octets.
        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1905)]
    [InlineData(2031)]
    [InlineData(9998)]
    public void Meetings_of_any_year_are_in_the_file(int year)
    {
        var meeting = Meeting();
        meeting.Date = Office.Day(year, 12, 2);

        var text = Invitation
            .Of(new Body { Name = meeting.Body, DisplayName = "Styringsgruppe A4" }, [meeting])
            .Content.ToStringUtf8();

        Assert.Contains($"DTSTART;TZID=Europe/Oslo:{year}1202T090000", text, StringComparison.Ordinal);
        Assert.Single(Calendar.Load(text)!.TimeZones);
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(12, 8)]
    public void Its_own_zone_says_what_summer_time_is(int month, int utcHour)
    {
        var meeting = Meeting();
        meeting.Date = Office.Day(2014, month, 2);
        var text = Invitation.Of(meeting, Secretary, []).Content.ToStringUtf8();
        var zone = Assert.Single(Calendar.Load(text)!.TimeZones);

        Assert.Equal("Europe/Oslo", zone.TzId);
        Assert.Contains("TZOFFSETTO:+0100", text, StringComparison.Ordinal);
        Assert.Contains("TZOFFSETTO:+0200", text, StringComparison.Ordinal);
        Assert.Contains($"DTSTART;TZID=Europe/Oslo:2014{month:00}02T090000", text, StringComparison.Ordinal);
        Assert.Equal(utcHour, Calendar.Load(text)!.Events.Single().Start!.AsUtc.Hour);
    }

    [Fact]
    public void A_cancelled_meeting_takes_itself_out_of_calendars()
    {
        var meeting = Meeting();
        (meeting.State, meeting.CancelReason) = (MeetingState.Cancelled, "Ingen saker");
        var calendar = Calendar.Load(Invitation.Of(meeting, Secretary, []).Content.ToStringUtf8())!;

        Assert.Equal("CANCEL", calendar.Method);
        var entry = calendar.Events.Single()!;
        Assert.Equal((meeting.CalendarUid, EventStatus.Cancelled), (entry.Uid, entry.Status));
    }

    [Fact]
    public void The_feed_of_a_body_holds_all_its_meetings_and_asks_for_no_answer()
    {
        var (one, other) = (Meeting(), Meeting());
        (other.CalendarUid, other.State, other.Date) = ("b", MeetingState.Cancelled, Office.Day(2013, 11, 25));
        var body = new Body { Name = "programmes/x/bodies/styringsgruppe-a4", DisplayName = "Styringsgruppe A4" };
        var file = Invitation.Of(body, [one, other]);
        var calendar = Calendar.Load(file.Content.ToStringUtf8())!;

        Assert.Equal("PUBLISH", calendar.Method);
        Assert.Equal(["a", "b"], calendar.Events.Select(e => e.Uid).Order());
        Assert.All(calendar.Events, e => Assert.Empty(e.Attendees));
        Assert.Empty(Calendar.Load(Invitation.Of(body, []).Content.ToStringUtf8())!.Events);
    }

    [Fact]
    public void The_same_version_is_the_same_file() =>
        Assert.Equal(Invitation.Of(Meeting(), Secretary, []), Invitation.Of(Meeting(), Secretary, []));

    private static Meeting Meeting() =>
        new()
        {
            Name = "programmes/x/bodies/styringsgruppe-a4/meetings/2013-11-11",
            Body = "programmes/x/bodies/styringsgruppe-a4",
            BodyDisplayName = "Styringsgruppe A4",
            Date = Office.Day(2013, 11, 11),
            StartTime = new TimeOfDay { Hours = 9 },
            EndTime = new TimeOfDay { Hours = 11, Minutes = 30 },
            Place = "Rådhuset, møterom 2; 1. etasje",
            Note =
                "Meld forfall til sekretæren så tidlig som mulig, slik at vara kan kalles inn. Sakspapirene ligger i programmet.",
            State = MeetingState.PapersSent,
            CalendarUid = "a",
            CalendarSequence = 3,
            UpdateTime = Instants.ToTimestamp(new DateTimeOffset(2013, 11, 1, 12, 0, 0, TimeSpan.Zero)),
            Agenda =
            {
                new AgendaItem { Title = "Mandat", CaseNumber = "13/15" },
                new AgendaItem { Title = "Eventuelt" },
            },
        };
}
