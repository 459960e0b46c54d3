using CsCheck;
using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Meetings;

/// <summary>A deputy who is called sits with the vote of the one who is away; nobody else does.</summary>
[Collection("hosts")]
public sealed class DeputyTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Only_a_deputy_of_the_seat_or_of_its_side_sits_with_a_vote(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (askim, hobol) = (await office.MunicipalityAsync("Askim", "0124"), await office.MunicipalityAsync("Hobøl", "0138"));
        var body = await office.BodyAsync();
        void For(Appointment a, Municipality municipality) =>
            (a.Representation, a.Municipality) = (Representation.Municipality, municipality.Name);
        async Task<Appointment> SeatAsync(string name, Municipality municipality, Action<Appointment>? change = null) =>
            await office.AppointAsync(
                await office.PersonAsync(name),
                body,
                a =>
                {
                    For(a, municipality);
                    change?.Invoke(a);
                }
            );
        var leaving = await SeatAsync("Kari Berg", askim);
        var (ola, eva) = (await SeatAsync("Ola Dahl", askim), await SeatAsync("Eva Lie", hobol));
        void Deputy(Appointment a) => a.Role = AppointmentRole.DeputyMember;
        var own = await SeatAsync("Vara En", askim, a => (a.Role, a.DeputyFor) = (AppointmentRole.DeputyMember, leaving.Name));
        var askims = await SeatAsync("Vara To", askim, Deputy);
        var gone = await SeatAsync(
            "Vara Tre",
            hobol,
            a => (a.Role, a.EndDate) = (AppointmentRole.DeputyMember, Office.Day(2017, 12, 31))
        );
        var secretary = await SeatAsync("Siri Ek", askim, a => a.Role = AppointmentRole.Secretary);
        // The seat stays the same when somebody else holds it.
        var kari = (
            await office.Client.ReplaceAppointmentAsync(
                new()
                {
                    Name = leaving.Name,
                    LastDate = Office.Day(2017, 12, 31),
                    Successor = (await office.PersonAsync("Nils Vik")).Name,
                }
            )
        ).Successor;
        var stranger = await office.PersonAsync("Ukjent Person");
        var meeting = await office.MeetingAsync(body, Office.Day(2018, 1, 16));

        Attendance Away(Appointment member, string deputy) =>
            new()
            {
                Person = member.Person,
                Status = AttendanceStatus.Excused,
                Deputy = deputy,
            };
        Attendance There(Appointment member) => new() { Person = member.Person, Status = AttendanceStatus.Present };
        Task<Meeting> RecordAsync(params Attendance[] attendances) =>
            office
                .Client.RecordAttendanceAsync(
                    new()
                    {
                        Name = meeting.Name,
                        Held = true,
                        Attendances = { attendances },
                    }
                )
                .ResponseAsync;
        async Task RefusedAsync(string reason, params Attendance[] attendances) =>
            Assert.Equal(
                [("attendances[0].deputy", reason)],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => RecordAsync(attendances))
            );
        await RefusedAsync("DEPUTY_NOT_APPOINTED", Away(eva, stranger.Name), There(ola), There(kari));
        await RefusedAsync("DEPUTY_NOT_APPOINTED", Away(eva, gone.Person), There(ola), There(kari));
        await RefusedAsync("DEPUTY_IN_BODY", Away(eva, secretary.Person), There(ola), There(kari));
        await RefusedAsync("DEPUTY_FOR_OTHERS", Away(eva, askims.Person), There(ola), There(kari));
        await RefusedAsync("DEPUTY_FOR_OTHERS", Away(ola, own.Person), There(eva), There(kari));
        await RefusedAsync("DEPUTY_LISTED", Away(ola, askims.Person), There(askims), There(eva), There(kari));
        Assert.Equal(
            [("attendances[1].deputy", "DEPUTY_TWICE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => RecordAsync(Away(ola, askims.Person), Away(kari, askims.Person), There(eva))
            )
        );
        Assert.Equal(MeetingState.Planned, (await office.Client.GetMeetingAsync(new() { Name = meeting.Name })).State);

        // Two of three are away: without deputies there is no quorum, with them everybody's vote is there.
        meeting = await office.AgendaAsync(meeting, MeetingOffice.Item("Mandat"));
        meeting = await RecordAsync(Away(ola, ""), Away(kari, ""), There(eva));
        Assert.Equal((3, 2, 1, false), Of(meeting.Quorum));
        meeting = await RecordAsync(Away(ola, askims.Person), Away(kari, own.Person), There(eva));
        Assert.Equal((3, 2, 3, true), Of(meeting.Quorum));
        meeting = await office.DecideAsync(
            meeting,
            change: r =>
            {
                (r.Decision.VotesFor, r.Decision.VotesAgainst) = (1, 2);
                r.Decision.Outcome = Outcome.Rejected;
                r.Decision.Dissents.Add(new ItemDissent { Person = own.Person, Words = "Imot." });
            }
        );
        Assert.Equal("Vara En", meeting.Agenda[0].Decision.Dissents[0].PersonDisplayName);
        // Whoever has cast a vote in somebody's place cannot be taken away from under the decision.
        await Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            () => RecordAsync(Away(ola, ""), Away(kari, own.Person), There(eva))
        );

        static (int, int, int, bool) Of(Quorum quorum) => (quorum.Members, quorum.Required, quorum.Present, quorum.Met);
    }

    [Fact]
    public async Task The_page_offers_the_seats_own_deputies_in_the_order_of_call()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        using var reader = new PageReader(host);
        var (body, persons) = await office.BoardAsync();
        await office.PersonAsync("Ukjent Person");
        await office.MeetingAsync(body, Office.Day(2018, 1, 16));
        var url = $"/{body.Name}/meetings/2018-01-16/attendance";
        var html = await reader.ReadAsync(url);
        Assert.Contains("Organet har ingen varamedlemmer den dagen.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ukjent Person", html, StringComparison.Ordinal);

        var seat = (
            await office.Client.ListAppointmentsAsync(new() { Parent = office.Programme, Body = body.Name })
        ).Appointments.Single(a => a.Person == persons[1].Name);
        foreach (var (name, order) in new[] { ("Vara To", 2), ("Vara En", 1) })
        {
            await office.AppointAsync(
                await office.PersonAsync(name),
                body,
                a => (a.Role, a.DeputyFor, a.CallOrder) = (AppointmentRole.DeputyMember, seat.Name, order)
            );
        }
        var general = await office.PersonAsync("Alle Moe");
        await office.AppointAsync(general, body, a => a.Role = AppointmentRole.DeputyMember);
        html = await reader.ReadAsync(url);
        Assert.DoesNotContain("Organet har ingen varamedlemmer", html, StringComparison.Ordinal);
        Assert.Single(html.Split("Vara En (1. vara)")[1..]);
        Assert.True(
            html.IndexOf("Vara En (1. vara)", StringComparison.Ordinal)
                < html.IndexOf("Vara To (2. vara)", StringComparison.Ordinal)
        );
        Assert.Equal(5, html.Split(">Alle Moe<").Length - 1);
        // Deputies are no rows of their own.
        Assert.Contains("Rows[5].Person", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Rows[6].Person", html, StringComparison.Ordinal);

        var (location, _) = await reader.SendAsync(
            url,
            [
                ("Rows[0].Status", "Excused"),
                ("Rows[0].Deputy", general.Name),
                .. Enumerable.Range(1, 4).Select(i => ($"Rows[{i}].Status", "Present")),
                ("Held", "true"),
            ]
        );
        Assert.Equal($"/{body.Name}/meetings/2018-01-16", location);
        Assert.Contains("Alle Moe", await reader.ReadAsync(location!), StringComparison.Ordinal);
    }

    // A seat that was handed on any number of times is one seat; a deputy of another is none of its own.
    [Fact]
    public void A_seat_stays_the_same_however_often_it_is_handed_on() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Bool)
            .Sample(
                (handedOn, deputyOf, sameSeat) =>
                {
                    Appointment Seat(string seat, int i) =>
                        new()
                        {
                            Name = $"{seat}{i}",
                            Role = AppointmentRole.Member,
                            Predecessor = i == 0 ? "" : $"{seat}{i - 1}",
                        };
                    List<Appointment> seats = [.. Enumerable.Range(0, 9).SelectMany(i => new[] { Seat("a", i), Seat("b", i) })];
                    var deputy = new Appointment
                    {
                        Role = AppointmentRole.DeputyMember,
                        DeputyFor = $"{(sameSeat ? "a" : "b")}{deputyOf}",
                    };
                    Assert.Equal(
                        sameSeat && deputyOf <= handedOn,
                        DeputyRules.MaySitFor(deputy, Seat("a", handedOn), seats.ToDictionary(s => s.Name))
                    );
                }
            );
}
