using System.Net;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Import;

[Collection("hosts")]
public sealed class ImportTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    // The board of A4 as the mandate has it, with other names.
    private const string Board = """
        Hanne Vestbymoen (leder), konst. rådmann Hobøl kommune
        Erik Sandnæss, kommuneoverlege Askim kommune
        Farah Nordin, HTV FO
        Rolf Magne Ringstad, hovedverneombud
        """;

    [Theory, MemberData(nameof(All))]
    public async Task A_list_out_of_a_mandate_appoints_its_board_in_one_act(TestDatabase database, Transport transport)
    {
        var (office, body) = await OpenAsync(database, transport);
        var request = Request(office, body, Board);
        var shown = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal((0, 4), (shown.ErrorCount, shown.NewPersonCount));
        Assert.Equal(
            [
                ("Hanne Vestbymoen", AppointmentRole.Chair, Representation.Municipality, "Hobøl", ""),
                ("Erik Sandnæss", AppointmentRole.Member, Representation.Municipality, "Askim", ""),
                ("Farah Nordin", AppointmentRole.Member, Representation.Union, "", "FO"),
                ("Rolf Magne Ringstad", AppointmentRole.Member, Representation.ChiefSafetyRepresentative, "", ""),
            ],
            shown.Lines.Select(l =>
                (
                    l.Appointment.PersonDisplayName,
                    l.Appointment.Role,
                    l.Appointment.Representation,
                    l.Appointment.MunicipalityDisplayName,
                    l.Appointment.Organisation
                )
            )
        );
        Assert.Empty((await office.Client.ListPersonsAsync(new() { Parent = office.Programme })).Persons);

        request.ValidateOnly = false;
        request.RequestId = Guid.NewGuid().ToString();
        var written = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(written, await office.Client.ImportAppointmentsAsync(request));
        var appointments = (
            await office.Client.ListAppointmentsAsync(new() { Parent = office.Programme, Body = body.Name })
        ).Appointments;
        Assert.Equal(4, appointments.Count);
        Assert.Equal(
            written.Lines.Select(l => l.Appointment).OrderBy(a => a.Name, StringComparer.Ordinal),
            appointments.OrderBy(a => a.Name, StringComparer.Ordinal)
        );
        Assert.Equal("konst. rådmann", appointments.Single(a => a.Role == AppointmentRole.Chair).PersonTitle);

        // The same list again doubles nobody and says so.
        request.RequestId = "";
        request.ValidateOnly = true;
        var again = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal((4, 0), (again.ErrorCount, again.NewPersonCount));
        Assert.All(again.Lines, l => Assert.Equal("APPOINTMENT_OVERLAPS_OPEN", Assert.Single(l.Problems).Reason));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_looks_like_somebody_is_asked_about_and_never_doubled_silently(
        TestDatabase database,
        Transport transport
    )
    {
        var (office, body) = await OpenAsync(database, transport);
        var kari = await office.PersonAsync("Kari Berg", "rådgiver");
        await office.PersonAsync("Ola Dahl", "lege");
        await office.PersonAsync("Ola Dahl", "lærer");
        var request = Request(office, body, "Navn\nBerg, Kari\nKari Bergh\nOla Dahl\nNy Person\nNy Persson");
        var shown = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(
            ["", "PERSON_LOOKS_LIKE", "PERSON_AMBIGUOUS", "", "PERSON_LOOKS_LIKE_LINE"],
            shown.Lines.Select(l => string.Join(',', l.Problems.Select(p => p.Reason)))
        );
        Assert.Equal((kari.Name, false), (shown.Lines[0].Appointment.Person, shown.Lines[0].NewPerson));
        Assert.Equal([kari], shown.Lines[1].LookAlikes);
        Assert.Equal(2, shown.Lines[2].LookAlikes.Count);

        request.ValidateOnly = false;
        Assert.Equal(
            [("lines[3]", "LINE_WRONG"), ("lines[4]", "LINE_WRONG"), ("lines[6]", "LINE_WRONG")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.ImportAppointmentsAsync(request)
            )
        );
        Assert.Empty((await office.Client.ListAppointmentsAsync(new() { Parent = office.Programme })).Appointments);

        request.Choices.Add(new ImportChoice { Line = 3 });
        request.Choices.Add(new ImportChoice { Line = 4, Person = shown.Lines[2].LookAlikes[1].Name });
        request.Choices.Add(new ImportChoice { Line = 6 });
        var written = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(3, written.NewPersonCount);
        Assert.Equal(6, (await office.Client.ListPersonsAsync(new() { Parent = office.Programme })).Persons.Count);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_line_says_all_that_is_wrong_with_it(TestDatabase database, Transport transport)
    {
        var (office, body) = await OpenAsync(database, transport);
        var request = Request(
            office,
            body,
            """
            Navn;Rolle;Kommune;Fra;Til;Prosent;Organ
            Kari Berg;sjef;Moss kommune;31.2.2018;;120;
            Ola Dahl;leder;Askim;1.1.2019;1.1.2018;50;
            Eva Lie;HTV;;1.1.2018;;;
            ;medlem;Askim;1.1.2018;;;
            Per Moen;medlem;Askim;1.1.2018;;;Ukjent utvalg
            Nils Vik;medlem;Askim;1.1.2018;;;Styringsgruppe A4
            Nils Vik;sekretær;Askim;1.6.2018;;;Styringsgruppe A4
            Siv Ås;medlem;Askim;1.1.2020;;;Styringsgruppe A4;ekstra
            """
        );
        await office.Client.UpdateBodyAsync(
            new()
            {
                Body = new() { Name = body.Name, EndDate = Office.Day(2019, 12, 31) },
                UpdateMask = new() { Paths = { "end_date" } },
            }
        );
        var shown = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(
            [
                "ROLE_UNKNOWN,DATE_UNREADABLE,PERCENT_UNREADABLE,MUNICIPALITY_UNKNOWN",
                "END_BEFORE_START",
                "UNION_MISSING",
                "NAME_MISSING",
                "BODY_UNKNOWN",
                "",
                "LINE_CONFLICTS",
                "TOO_MANY_CELLS,AFTER_BODY",
            ],
            shown.Lines.Select(l => string.Join(',', l.Problems.Select(p => p.Reason)))
        );
        Assert.All(
            shown.Lines.SelectMany(l => l.Problems),
            p => Assert.DoesNotContain(p.Reason, p.Text, StringComparison.Ordinal)
        );
        Assert.Equal(7, shown.ErrorCount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Deputies_find_their_seats_in_the_list_and_in_the_body(TestDatabase database, Transport transport)
    {
        var (office, body) = await OpenAsync(database, transport);
        var seat = await office.AppointAsync(await office.PersonAsync("Kari Berg"), body);
        var request = Request(
            office,
            body,
            "Navn\tRolle\tVara for\nEva Lie\t1. vara\tOla Dahl\nOla Dahl\tmedlem\t\nPer Moen\tvara\tKari Berg\nSiv Ås\tvara\tIngen"
        );
        var shown = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(["", "", "", "SEAT_UNKNOWN"], shown.Lines.Select(l => l.Problems.FirstOrDefault()?.Reason ?? ""));
        request.Text = string.Join('\n', request.Text.Split('\n')[..4]);
        request.ValidateOnly = false;
        var written = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal(
            [("Ola Dahl", 1), ("", 0), ("Kari Berg", 0)],
            written.Lines.Select(l => (l.Appointment.DeputyForDisplayName, l.Appointment.CallOrder))
        );
        Assert.Equal(written.Lines[1].Appointment.Name, written.Lines[0].Appointment.DeputyFor);
        Assert.Equal(seat.Name, written.Lines[2].Appointment.DeputyFor);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Too_long_lists_and_lists_of_nothing_are_refused_in_words(TestDatabase database, Transport transport)
    {
        var (office, body) = await OpenAsync(database, transport);
        async Task RefusedAsync(string text, string reason) =>
            Assert.Equal(
                [("text", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                    {
                        var request = Request(office, body, text);
                        request.ValidateOnly = false;
                        await office.Client.ImportAppointmentsAsync(request);
                    }
                )
            );
        await RefusedAsync(Long(5000), "TOO_MANY_LINES");
        // A header counts as a line.
        await RefusedAsync($"Navn;Rolle;Kommune\n{Long(1000)}", "TOO_MANY_LINES");
        await RefusedAsync("Rolle;Kommune\nmedlem;Askim", "NO_NAME_COLUMN");
        await RefusedAsync("Navn;Rolle\n", "NO_LINES");
        await RefusedAsync(" \n", "REQUIRED");
        var figures = Request(office, body, "12;34;56\n78;90;12");
        Assert.All(
            (await office.Client.ImportAppointmentsAsync(figures)).Lines,
            l => Assert.Equal("NAME_MISSING", l.Problems[0].Reason)
        );
        Assert.Empty((await office.Client.ListPersonsAsync(new() { Parent = office.Programme })).Persons);
        Assert.Empty((await office.Client.ListAppointmentsAsync(new() { Parent = office.Programme })).Appointments);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_longest_list_there_may_be_is_appointed_whole_and_a_fault_in_its_last_line_keeps_out_all_of_it(
        TestDatabase database,
        Transport transport
    )
    {
        var (office, body) = await OpenAsync(database, transport);
        var request = Request(office, body, $"{Long(999)}\r\nNavnløs;sjef;Askim");
        request.ValidateOnly = false;
        Assert.Equal(
            [("lines[1000]", "LINE_WRONG")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.ImportAppointmentsAsync(request)
            )
        );
        Assert.Empty((await office.Client.ListPersonsAsync(new() { Parent = office.Programme })).Persons);
        request.Text = Long(1000);
        var written = await office.Client.ImportAppointmentsAsync(request);
        Assert.Equal((1000, 1000), (written.Lines.Count, written.NewPersonCount));
    }

    // Whoever pastes too much is told in their own language what to do, before anybody has to wait.
    [Theory]
    [InlineData(
        "nb-NO",
        "Listen har 5000 linjer, og høyst 1000 kan legges inn om gangen. Ingenting er lagret. Del listen og legg inn en del om gangen."
    )]
    [InlineData(
        "en-GB",
        "The list has 5000 lines, and at most 1000 can be entered at a time. Nothing was saved. Split the list and enter one part at a time."
    )]
    public async Task The_page_says_how_many_lines_there_may_be(string language, string words)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        var body = await office.BodyAsync("Styringsgruppe A4");
        var cookies = new CookieContainer();
        cookies.Add(host.Pages, new Cookie("language", Uri.EscapeDataString($"c={language}|uic={language}")));
        using var reader = new PageReader(host, cookies: cookies);
        var page = $"/{office.Programme}/appointments/import?body={body.Name.Split('/')[^1]}";
        (string, string)[] Form(string text) => [("Text", text), ("Body", body.Name), ("StartDate", "2018-01-01")];
        foreach (var sure in new[] { "false", "true" })
        {
            var (location, html) = await reader.SendAsync(page, [.. Form(Long(5000, "\r\n")), ("Sure", sure)]);
            Assert.Null(location);
            Assert.Contains(words, html, StringComparison.Ordinal);
            // What was pasted is still there to be split.
            Assert.Contains("Qa", html, StringComparison.Ordinal);
        }
        Assert.Empty((await office.Client.ListPersonsAsync(new() { Parent = office.Programme })).Persons);

        var (_, shown) = await reader.SendAsync(page, Form("\r\nNavn;Rolle\r\n\r\nKari Berg;leder\r\nOla Dahl;medlem\r\n"));
        Assert.Contains("Kari Berg", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("ds-validation-message", shown, StringComparison.Ordinal);
    }

    // Names that nobody takes for one another.
    private static string Long(int lines, string lineEnd = "\n") =>
        string.Join(lineEnd, Enumerable.Range(0, lines).Select(i => $"{Word(i)} {Word(i * 7919)}sen;medlem;Askim"));

    private static string Word(int i)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i));
        return "Q" + string.Concat(hash.Take(9).Select(b => (char)('a' + (b % 26))));
    }

    private async Task<(Office, Body)> OpenAsync(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.MunicipalityAsync("Askim", "0124");
        await office.MunicipalityAsync("Hobøl", "0138");
        return (office, await office.BodyAsync("Styringsgruppe A4"));
    }

    private static ImportAppointmentsRequest Request(Office office, Body body, string text) =>
        new()
        {
            Parent = office.Programme,
            Body = body.Name,
            Text = text,
            StartDate = Office.Day(2017, 10, 1),
            ValidateOnly = true,
        };
}
