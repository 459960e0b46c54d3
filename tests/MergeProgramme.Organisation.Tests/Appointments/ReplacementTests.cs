using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Appointments;

[Collection("hosts")]
public sealed class ReplacementTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task One_leaves_and_another_comes_the_day_after_and_the_seat_keeps_its_deputies(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var hobol = await office.MunicipalityAsync("Hobøl", "0138");
        var body = await office.BodyAsync();
        var (kari, ola, eva) = (
            await office.PersonAsync("Kari Berg"),
            await office.PersonAsync("Ola Dahl"),
            await office.PersonAsync("Eva Lie")
        );
        var seat = await office.AppointAsync(
            kari,
            body,
            a =>
                (a.Role, a.Representation, a.Municipality, a.Percent, a.EndDate) = (
                    AppointmentRole.Chair,
                    Representation.Municipality,
                    hobol.Name,
                    20,
                    Office.Day(2019, 12, 31)
                )
        );
        var deputy = await office.AppointAsync(
            ola,
            body,
            a => (a.Role, a.DeputyFor, a.CallOrder) = (AppointmentRole.DeputyMember, seat.Name, 1)
        );
        var second = await office.AppointAsync(
            eva,
            body,
            a => (a.Role, a.DeputyFor, a.CallOrder) = (AppointmentRole.DeputyMember, seat.Name, 2)
        );
        Assert.Equal(("Kari Berg", 2), (second.DeputyForDisplayName, second.CallOrder));

        var replaced = await office.Client.ReplaceAppointmentAsync(
            new()
            {
                Name = seat.Name,
                LastDate = Office.Day(2018, 4, 30),
                Successor = ola.Name,
                Etag = seat.Etag,
            }
        );
        var successor = replaced.Successor;
        Assert.Equal(
            (Office.Day(2018, 4, 30), Office.Day(2018, 5, 1), Office.Day(2019, 12, 31)),
            (replaced.Ended.EndDate, successor.StartDate, successor.EndDate)
        );
        Assert.Equal(
            (AppointmentRole.Chair, hobol.Name, 20, seat.Name, "Kari Berg"),
            (successor.Role, successor.Municipality, successor.Percent, successor.Predecessor, successor.PredecessorDisplayName)
        );
        Assert.Equal((deputy.Name, Office.Day(2018, 4, 30)), (replaced.EndedDeputy.Name, replaced.EndedDeputy.EndDate));
        // Eva is deputy for whoever holds the seat.
        Assert.Equal("Ola Dahl", (await office.Client.GetAppointmentAsync(new() { Name = second.Name })).DeputyForDisplayName);
        var third = await office.Client.ReplaceAppointmentAsync(
            new()
            {
                Name = successor.Name,
                LastDate = Office.Day(2018, 12, 31),
                Successor = (await office.PersonAsync("Per Moen")).Name,
            }
        );
        Assert.Equal("Per Moen", (await office.Client.GetAppointmentAsync(new() { Name = second.Name })).DeputyForDisplayName);
        Assert.Equal(
            [(third.Successor.Name, "ALREADY_REPLACED")],
            await RefusedAsync(office, StatusCode.FailedPrecondition, successor.Name, (2018, 6, 1), eva.Name)
        );
        var types = (await office.Client.ListEventsAsync(new() { Subject = seat.Name })).Events.Select(e => e.Type);
        Assert.Equal(["organisation.appointment.updated", "organisation.appointment.created"], types);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_replaced_is_refused_at_its_field_and_nothing_is_written(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var body = await office.BodyAsync(change: b => b.EndDate = Office.Day(2019, 12, 31));
        var (kari, ola) = (await office.PersonAsync("Kari Berg"), await office.PersonAsync("Ola Dahl"));
        var seat = await office.AppointAsync(kari, body, a => a.EndDate = Office.Day(2019, 6, 30));
        var other = await office.AppointAsync(ola, body);

        const StatusCode Invalid = StatusCode.InvalidArgument;
        Assert.Equal(
            [("successor", "SUCCESSOR_IS_SAME"), ("last_date", "END_BEFORE_START")],
            await RefusedAsync(office, Invalid, seat.Name, (2017, 9, 30), kari.Name)
        );
        Assert.Equal([("last_date", "AFTER_OWN_END")], await RefusedAsync(office, Invalid, seat.Name, (2019, 7, 1), ola.Name));
        Assert.Equal([("last_date", "AFTER_BODY")], await RefusedAsync(office, Invalid, other.Name, (2019, 12, 31), kari.Name));
        Assert.Equal(
            [("successor", "REFERENCE_NOT_FOUND")],
            await RefusedAsync(office, Invalid, seat.Name, (2018, 1, 1), $"{office.Programme}/persons/ingen")
        );
        Assert.Equal(
            [(other.Name, "APPOINTMENT_OVERLAPS_OPEN")],
            await RefusedAsync(office, StatusCode.FailedPrecondition, seat.Name, (2018, 1, 1), ola.Name)
        );
        Assert.Equal(seat, await office.Client.GetAppointmentAsync(new() { Name = seat.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_deputies_have_an_order_and_no_two_come_first(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (body, elsewhere) = (await office.BodyAsync(), await office.BodyAsync("Arbeidsgruppe", BodyKind.WorkingGroup));
        var (kari, ola, eva) = (
            await office.PersonAsync("Kari Berg"),
            await office.PersonAsync("Ola Dahl"),
            await office.PersonAsync("Eva Lie")
        );
        var seat = await office.AppointAsync(kari, body);
        async Task RefusedAsync(
            Person person,
            Body where,
            StatusCode code,
            Action<Appointment> change,
            params (string, string)[] expected
        ) => Assert.Equal(expected, await Refusals.RefusedAsync(code, () => office.AppointAsync(person, where, change)));

        await RefusedAsync(
            ola,
            body,
            StatusCode.InvalidArgument,
            a => (a.DeputyFor, a.CallOrder) = (seat.Name, 1),
            ("appointment.deputy_for", "NOT_A_DEPUTY"),
            ("appointment.call_order", "NOT_A_DEPUTY")
        );
        await RefusedAsync(
            ola,
            elsewhere,
            StatusCode.InvalidArgument,
            a => (a.Role, a.DeputyFor) = (AppointmentRole.DeputyMember, seat.Name),
            ("appointment.deputy_for", "DEPUTY_FOR_OTHER_BODY")
        );
        var first = await office.AppointAsync(ola, body, a => (a.Role, a.CallOrder) = (AppointmentRole.DeputyMember, 1));
        await RefusedAsync(
            eva,
            body,
            StatusCode.FailedPrecondition,
            a => (a.Role, a.CallOrder) = (AppointmentRole.DeputyMember, 1),
            (first.Name, "CALL_ORDER_TAKEN")
        );
        await RefusedAsync(
            eva,
            body,
            StatusCode.InvalidArgument,
            a => (a.Role, a.DeputyFor) = (AppointmentRole.DeputyMember, first.Name),
            ("appointment.deputy_for", "DEPUTY_FOR_NO_MEMBER")
        );
        // First for one seat, and first for all from the programme, are two orders.
        await office.AppointAsync(
            eva,
            body,
            a => (a.Role, a.DeputyFor, a.CallOrder) = (AppointmentRole.DeputyMember, seat.Name, 1)
        );
        Assert.Equal(
            [(seat.Name, "APPOINTMENT_LEANED_ON")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteAppointmentAsync(new() { Name = seat.Name })
            )
        );
    }

    private static Task<IReadOnlyList<(string, string)>> RefusedAsync(
        Office office,
        StatusCode code,
        string name,
        (int Year, int Month, int Day) last,
        string successor
    ) =>
        Refusals.RefusedAsync(
            code,
            async () =>
                await office.Client.ReplaceAppointmentAsync(
                    new()
                    {
                        Name = name,
                        LastDate = Office.Day(last.Year, last.Month, last.Day),
                        Successor = successor,
                    }
                )
        );
}
