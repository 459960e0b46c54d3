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
        await RefusedAsync(
            string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"Person {i};medlem;Askim")),
            "TOO_MANY_LINES"
        );
        await RefusedAsync("Rolle;Kommune\nmedlem;Askim", "NO_NAME_COLUMN");
        await RefusedAsync("Navn;Rolle\n", "NO_LINES");
        await RefusedAsync(" \n", "REQUIRED");
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
