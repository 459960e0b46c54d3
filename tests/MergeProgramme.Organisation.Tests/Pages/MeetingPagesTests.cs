using MergeProgramme.Organisation.Tests.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Pages;

/// <summary>A secretary's work with a browser that runs no script.</summary>
[Collection("hosts")]
public sealed class MeetingPagesTests(SharedHosts hosts)
{
    [Fact]
    public async Task A_meeting_to_come_says_that_schools_are_closed_that_day()
    {
        var (office, reader) = await OpenAsync();
        var (body, _) = await office.BoardAsync();
        await office.Client.CreateSchoolFreePeriodAsync(
            new()
            {
                Parent = office.Programme,
                SchoolFreePeriod = new()
                {
                    DisplayName = "Vinterferie",
                    County = "Østfold",
                    StartDate = new DateOnly(2018, 2, 19).ToDate(),
                    EndDate = new DateOnly(2018, 2, 23).ToDate(),
                },
            }
        );
        foreach (var (day, closed) in ((string, bool)[])[("2018-02-23", true), ("2018-02-26", false)])
        {
            var (location, _) = await reader.SendAsync(
                $"/{body.Name}/meetings/new",
                ("Date", day),
                ("StartTime", "9.00"),
                ("PapersDays", "2"),
                ("PapersDayKind", "WorkingDays")
            );
            var html = await reader.ReadAsync(location!);
            Assert.Equal(closed, html.Contains("Dagen er skolefri: Vinterferie", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task From_a_new_meeting_to_corrected_minutes()
    {
        var (office, reader) = await OpenAsync();
        var (body, persons) = await office.BoardAsync();
        var asked = await office.Client.CreateCaseAsync(
            new()
            {
                Parent = office.Programme,
                Case = new() { Title = "Navn på kommunen", Proposal = "Navnet er Indre Østfold." },
            }
        );
        var (location, html) = await reader.SendAsync(
            $"/{asked.Name}/route",
            ("Rows[0].Stage", "1"),
            ("Rows[0].Body", body.Name),
            ("Rows[0].PlannedDate", "2018-01-16")
        );
        Assert.Equal($"/{asked.Name}", location);

        (_, html) = await reader.SendAsync(
            $"/{body.Name}/meetings/new",
            ("Date", "2018-01-16"),
            ("StartTime", "ni"),
            ("PapersDays", "2"),
            ("PapersDayKind", "WorkingDays")
        );
        Assert.Contains("Skriv et klokkeslett, for eksempel 9.00.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"/{body.Name}/meetings/new",
            ("Date", "2018-01-16"),
            ("StartTime", "9.30"),
            ("EndTime", "11:00"),
            ("Place", "Askim rådhus"),
            ("PapersDays", "2"),
            ("PapersDayKind", "WorkingDays")
        );
        var url = $"/{body.Name}/meetings/2018-01-16";
        Assert.Equal(url, location);
        html = await reader.ReadAsync(url);
        Assert.Contains("tirsdag 16.1.2018 kl. 9.30–11.00, Askim rådhus", html, StringComparison.Ordinal);
        Assert.Contains("fredag 12.1.2018", html, StringComparison.Ordinal);
        Assert.Contains("Ikke medregnet: lørdag 13.1.2018, søndag 14.1.2018", html, StringComparison.Ordinal);
        Assert.Contains("1 sak venter på organet", html, StringComparison.Ordinal);

        (_, html) = await reader.SendAsync(
            $"{url}/agenda",
            ("Rows[1].Title", "Eventuelt"),
            ("Rows[1].Order", "2"),
            ("Rows[1].Kind", "Decision"),
            ("Rows[1].CaseNumber", "17/1")
        );
        Assert.Contains("Ett av tallene i 17/1 må være året, 2018.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"{url}/agenda",
            ("Rows[0].Order", "1"),
            ("Rows[0].Case", asked.Name),
            ("Rows[0].Kind", "Decision"),
            ("Rows[1].Order", "2"),
            ("Rows[1].Title", "Orientering"),
            ("Rows[1].Kind", "Information"),
            ("GiveNumbers", "true")
        );
        Assert.Equal(url, location);
        var meeting = await office.Client.GetMeetingAsync(new() { Name = $"{body.Name}/meetings/2018-01-16" });
        Assert.Equal([("Navn på kommunen", "18/1"), ("Orientering", "")], meeting.Agenda.Select(i => (i.Title, i.CaseNumber)));
        html = await reader.ReadAsync($"{url}/notice");
        Assert.Contains("Møteinnkalling", html, StringComparison.Ordinal);
        Assert.Contains("Navnet er Indre Østfold.", html, StringComparison.Ordinal);

        (_, html) = await reader.SendAsync($"{url}/attendance", [.. Attendance(persons, present: 5).Skip(2), ("Held", "true")]);
        Assert.Contains("Oppmøtet sier ikke om Kari Berg var til stede.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync($"{url}/attendance", [.. Attendance(persons, present: 4), ("Held", "true")]);
        Assert.Equal(url, location);

        (_, html) = await reader.SendAsync($"{url}/items/1", ("Outcome", "Adopted"), ("Wording", ""));
        Assert.Contains("Må fylles ut.", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(
            $"{url}/items/1",
            ("Outcome", "Amended"),
            ("Wording", "Navnet er Indre Østfold kommune."),
            ("CaseNumber", "18/1"),
            ("ArchiveReference", "2017/6984"),
            ("VotesFor", "3"),
            ("VotesAgainst", "1"),
            ("Dissents[0].Person", persons[3].Name),
            ("Dissents[0].Words", "For langt navn."),
            ("Conditions[0]", "Kongen godkjenner navnet."),
            ("GoOn", "true")
        );
        Assert.Equal($"{url}/items/2", location);
        (location, _) = await reader.SendAsync($"{url}/items/2", ("Outcome", "Noted"), ("Wording", ""));
        Assert.Equal($"{url}#item-2", location);

        html = await reader.ReadAsync($"{url}/minutes");
        foreach (
            var said in (string[])
                [
                    "Møteprotokoll",
                    "Utkast – ikke godkjent",
                    "Sak 18/1 Navn på kommunen",
                    "3 for, 1 mot",
                    "Protokolltilførsel fra Per Lie",
                    "Kongen godkjenner navnet.",
                ]
        )
            Assert.Contains(said, html, StringComparison.Ordinal);
        html = await reader.ReadAsync($"/{asked.Name}");
        Assert.Contains("Vedtatt med endringer", html, StringComparison.Ordinal);
        Assert.Contains("Sak 18/1", html, StringComparison.Ordinal);

        (location, _) = await reader.SendAsync(
            $"{url}/approve",
            ("Kind", "ChairAndSecretary"),
            ("Chair", persons[0].Name),
            ("Secretary", persons[5].Name),
            ("Date", "2018-01-17")
        );
        Assert.Equal(url, location);
        Assert.Contains(
            "Protokollen er godkjent av møteleder Kari Berg og sekretær Siri Ek 17.1.2018.",
            await reader.ReadAsync(url),
            StringComparison.Ordinal
        );
        (location, _) = await reader.SendAsync($"{url}/correct", ("Item", "1"), ("Text", "Ola Dahl gikk kl. 10."));
        Assert.Equal($"{url}#approval", location);
        Assert.Contains("Ola Dahl gikk kl. 10.", await reader.ReadAsync($"{url}/minutes"), StringComparison.Ordinal);

        (location, _) = await reader.SendAsync(
            $"{url}/follow-ups/new",
            ("Text", "Søk Kongen"),
            ("Owner", persons[0].Name),
            ("DueDate", "2018-02-01"),
            ("Item", "1")
        );
        Assert.Equal($"{url}#follow-ups", location);
        html = await reader.ReadAsync($"/{office.Programme}/follow-ups");
        Assert.Contains("Over fristen (1)", html, StringComparison.Ordinal);
        Assert.Contains(
            "1 oppgave er over fristen.",
            await reader.ReadAsync($"/{office.Programme}/meetings"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_series_is_shown_before_it_is_made_and_a_move_asks_when_papers_are_out()
    {
        var (office, reader) = await OpenAsync();
        var (body, _) = await office.BoardAsync();
        (string, string)[] series =
        [
            ("FirstDate", "2018-03-19"),
            ("LastDate", "2018-04-30"),
            ("IntervalDays", "14"),
            ("HolidayRule", "NextWorkingDay"),
            ("StartTime", "09:00"),
            ("PapersDays", "2"),
            ("PapersDayKind", "CalendarDays"),
        ];
        var (location, html) = await reader.SendAsync($"/{body.Name}/meetings/new-series", series);
        Assert.Null(location);
        Assert.Contains("Dette blir 4 møter", html, StringComparison.Ordinal);
        Assert.Contains("andre påskedag 2.4.2018: flyttet", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync($"/{body.Name}/meetings/new-series", [.. series, ("Write", "true")]);
        Assert.Equal($"/{body.Name}/meetings", location);
        Assert.Contains("tirsdag 3.4.2018", await reader.ReadAsync(location!), StringComparison.Ordinal);

        var today = TimeProvider.System.Today();
        var meeting = await office.AgendaAsync(await office.MeetingAsync(body, today.AddDays(20).ToDate()), Item("Mandat"));
        await office.Client.SendPapersAsync(new() { Name = meeting.Name });
        (string, string)[] move =
        [
            ("Date", $"{today.AddDays(30):yyyy-MM-dd}"),
            ("StartTime", "12:00"),
            ("Reason", "Leder er syk"),
        ];
        (location, html) = await reader.SendAsync($"/{meeting.Name}/move", move);
        Assert.Null(location);
        Assert.Contains("må de sendes på nytt", html, StringComparison.Ordinal);
        Assert.Contains("Flytt møtet likevel", html, StringComparison.Ordinal);
        (location, _) = await reader.SendAsync($"/{meeting.Name}/move", [.. move, ("AcceptPapersDue", "true")]);
        Assert.Equal($"/{meeting.Name}", location);

        using var file = await reader.GetAsync($"/{meeting.Name}/calendar.ics");
        Assert.Equal("text/calendar", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "SEQUENCE:1",
            await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var feed = await reader.GetAsync($"/{body.Name}/calendar.ics");
        Assert.Contains(
            "METHOD:PUBLISH",
            await feed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Councils_are_put_on_the_route_together_and_compared()
    {
        var (office, reader) = await OpenAsync();
        await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        foreach (var (name, number) in ((string, string)[])[("Askim", "0124"), ("Hobøl", "0138")])
        {
            var municipality = await office.MunicipalityAsync(name, number);
            await office.BodyAsync($"{name} kommunestyre", BodyKind.LineCouncil, change: b => b.Municipality = municipality.Name);
        }
        var (location, _) = await reader.SendAsync(
            $"/{office.Programme}/cases/new",
            ("Title", "Navn på kommunen"),
            ("Proposal", "Navnet er Indre Østfold.")
        );
        var url = $"/{office.Programme}/cases/navn-pa-kommunen";
        Assert.Equal($"{url}/route", location);
        Assert.Contains(
            "Legg til kommunestyrene og fellesnemnda",
            await reader.ReadAsync($"{url}/route"),
            StringComparison.Ordinal
        );
        var bodies = (await office.Client.ListBodiesAsync(new() { Parent = office.Programme })).Bodies;
        await reader.SendAsync(
            $"{url}/route?councils=true",
            [.. bodies.SelectMany((b, i) => new[] { ($"Rows[{i}].Stage", "1"), ($"Rows[{i}].Body", b.Name) })]
        );
        foreach (
            var (number, wording) in new[]
            {
                (1, "Navnet er Indre Østfold."),
                (2, "Navnet er Indre Østfold."),
                (3, "Navnet er Indre Østfold kommune."),
            }
        )
        {
            (location, _) = await reader.SendAsync(
                $"{url}/treatments/{number}",
                ("Outcome", "Adopted"),
                ("Wording", wording),
                ("Date", "2018-02-01")
            );
            Assert.Equal(url, location);
        }
        var html = await reader.ReadAsync($"{url}/compare");
        Assert.Contains("3 av 3 har behandlet saken. 0 gjenstår.", html, StringComparison.Ordinal);
        Assert.Contains("<ins> kommune</ins>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Vedtatt likt", html, StringComparison.Ordinal);
        await reader.SendAsync(
            $"{url}/treatments/3",
            ("Outcome", "Adopted"),
            ("Wording", "Navnet er Indre Østfold."),
            ("Date", "2018-02-01")
        );
        Assert.Contains("Vedtatt likt av alle 3", await reader.ReadAsync($"{url}/compare"), StringComparison.Ordinal);
    }

    private async Task<(Office, PageReader)> OpenAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        return (await Office.OpenAsync(host, Transport.InProcess), new PageReader(host));
    }

    private static IEnumerable<(string, string)> Attendance(IReadOnlyList<Person> persons, int present) =>
        persons
            .Take(5)
            .SelectMany(
                (p, i) => new[] { ($"Rows[{i}].Person", p.Name), ($"Rows[{i}].Status", i < present ? "Present" : "Absent") }
            );
}
