using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Appointments;

[Collection("hosts")]
public sealed class AppointmentTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_with_the_names_of_what_it_refers_to(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var hobol = await office.MunicipalityAsync("Hobøl", "0138");
        var person = await office.PersonAsync("Kari Berg", "konst. rådmann");
        var body = await office.BodyAsync();
        var created = await office.AppointAsync(
            person,
            body,
            a =>
            {
                a.Role = AppointmentRole.Chair;
                a.Representation = Representation.Municipality;
                a.Municipality = hobol.Name;
                a.EndDate = Office.Day(2019, 12, 31);
                a.Percent = 20;
            }
        );

        Assert.Equal(
            ("Kari Berg", "konst. rådmann", "Prosjektstyret for A4", "Hobøl"),
            (created.PersonDisplayName, created.PersonTitle, created.BodyDisplayName, created.MunicipalityDisplayName)
        );
        Assert.DoesNotContain("kari", created.Name, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(created, await office.Client.GetAppointmentAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task They_are_listed_by_role_then_name_and_found_by_body_person_and_day(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, group) = (await office.BodyAsync(), await office.BodyAsync("Arbeidsgruppe", BodyKind.WorkingGroup));
        var (kari, ola, berit) = (
            await office.PersonAsync("Kari Berg"),
            await office.PersonAsync("Ola Dahl"),
            await office.PersonAsync("Berit Moen")
        );
        await office.AppointAsync(ola, board);
        await office.AppointAsync(berit, board, a => a.EndDate = Office.Day(2018, 4, 30));
        await office.AppointAsync(kari, board, a => a.Role = AppointmentRole.Chair);
        await office.AppointAsync(kari, group, a => a.StartDate = Office.Day(2018, 5, 1));

        Assert.Equal(
            ["Kari Berg", "Berit Moen", "Ola Dahl"],
            await ListedAsync(office, new() { Body = board.Name, PageSize = 2 })
        );
        Assert.Equal(2, (await ListedAsync(office, new() { Person = kari.Name })).Count);
        Assert.Equal(
            ["Kari Berg", "Berit Moen", "Ola Dahl"],
            await ListedAsync(office, new() { HeldOnDate = Office.Day(2018, 4, 30) })
        );
        Assert.Equal(
            ["Kari Berg", "Kari Berg", "Ola Dahl"],
            await ListedAsync(office, new() { HeldOnDate = Office.Day(2018, 5, 1) })
        );
        Assert.Empty(await ListedAsync(office, new() { HeldOnDate = Office.Day(2017, 9, 30) }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var person = await office.PersonAsync("Kari Berg");
        var body = await office.BodyAsync(change: b =>
            (b.StartDate, b.EndDate) = (Office.Day(2017, 9, 1), Office.Day(2019, 12, 31))
        );
        async Task RefusedAsync(Action<Appointment> change, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.AppointAsync(person, body, change))
            );

        await RefusedAsync(
            a => (a.Representation, a.EndDate) = (Representation.Municipality, Office.Day(2017, 9, 30)),
            ("appointment.municipality", "REQUIRED"),
            ("appointment.end_date", "END_BEFORE_START")
        );
        await RefusedAsync(a => a.Representation = Representation.Union, ("appointment.organisation", "REQUIRED"));
        await RefusedAsync(a => a.Representation = Representation.External, ("appointment.organisation", "REQUIRED"));
        await RefusedAsync(a => a.StartDate = Office.Day(2017, 8, 31), ("appointment.start_date", "BEFORE_BODY"));
        await RefusedAsync(a => a.StartDate = Office.Day(2020, 1, 1), ("appointment.start_date", "AFTER_BODY"));
        await RefusedAsync(a => a.EndDate = Office.Day(2020, 1, 1), ("appointment.end_date", "AFTER_BODY"));
        await RefusedAsync(
            a => (a.StartDate, a.Percent) = (null, 101),
            ("appointment.start_date", "REQUIRED"),
            ("appointment.percent", "OUT_OF_RANGE")
        );
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var stranger = await elsewhere.PersonAsync("Ukjent");
        await RefusedAsync(
            a => (a.Person, a.Body) = (stranger.Name, $"{office.Programme}/bodies/finnes-ikke"),
            ("appointment.person", "OTHER_PROGRAMME"),
            ("appointment.body", "REFERENCE_NOT_FOUND")
        );
        Assert.Empty(await ListedAsync(office, new()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_sits_twice_in_the_same_body_at_the_same_time(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (person, body) = (await office.PersonAsync("Kari Berg"), await office.BodyAsync());
        var first = await office.AppointAsync(person, body, a => a.EndDate = Office.Day(2018, 4, 30));
        Assert.Equal(
            [(first.Name, "APPOINTMENT_OVERLAPS")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                () =>
                    office.AppointAsync(
                        person,
                        body,
                        a => (a.Role, a.StartDate) = (AppointmentRole.Secretary, Office.Day(2018, 4, 30))
                    )
            )
        );

        var second = await office.AppointAsync(person, body, a => a.StartDate = Office.Day(2018, 5, 1));
        Assert.Equal(
            [(second.Name, "APPOINTMENT_OVERLAPS_OPEN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await office.Client.UpdateAppointmentAsync(
                        new()
                        {
                            Appointment = new() { Name = first.Name },
                            UpdateMask = new FieldMask { Paths = { "end_date" } },
                        }
                    )
            )
        );
        await office.AppointAsync(person, await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee));
    }

    // Two at once, on PostgreSQL in two transactions side by side: only one may pass.
    [Theory, MemberData(nameof(All))]
    public async Task Nobody_slips_in_twice_by_two_calls_at_once(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (person, body) = (await office.PersonAsync("Kari Berg"), await office.BodyAsync());
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    try
                    {
                        await office.AppointAsync(person, body);
                        return StatusCode.OK;
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode;
                    }
                })
        );
        Assert.Equal(1, outcomes.Count(o => o == StatusCode.OK));
        Assert.Equal(7, outcomes.Count(o => o == StatusCode.FailedPrecondition));
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_is_ended_by_its_end_date_and_the_log_keeps_what_it_was(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var created = await office.AppointAsync(await office.PersonAsync("Kari Berg"), await office.BodyAsync());
        var ended = await office.Client.UpdateAppointmentAsync(
            new()
            {
                Appointment = new()
                {
                    Name = created.Name,
                    EndDate = Office.Day(2018, 4, 30),
                    Etag = created.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "end_date" } },
            }
        );
        Assert.Equal(Office.Day(2018, 4, 30), ended.EndDate);
        Assert.Equal(created.StartDate, ended.StartDate);

        var events = (await office.Client.ListEventsAsync(new() { Subject = created.Name })).Events;
        Assert.Equal(["organisation.appointment.updated", "organisation.appointment.created"], events.Select(e => e.Type));
        Assert.Equal(created, events[1].Data.Unpack<Appointment>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_what_was_never_held_can_be_taken_back(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var body = await office.BodyAsync();
        var today = TimeProvider.System.Today();
        var mistake = await office.AppointAsync(await office.PersonAsync("Kari Berg"), body);
        var ahead = await office.AppointAsync(
            await office.PersonAsync("Ola Dahl"),
            body,
            a => a.StartDate = today.AddDays(30).ToDate()
        );
        var held = await office.AppointAsync(await office.PersonAsync("Berit Moen"), body);

        await office.Client.DeleteAppointmentAsync(new() { Name = mistake.Name, Etag = mistake.Etag });
        await using (var connection = await host.OpenAsync("organisation"))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText =
                $"UPDATE appointments SET create_time = {Instants.ToMicroseconds(NorwegianTime.StartOfDay(today.AddDays(-3)))}";
            await command.ExecuteNonQueryAsync();
        }
        await office.Client.DeleteAppointmentAsync(new() { Name = ahead.Name });
        Assert.Equal(
            [(held.Name, "APPOINTMENT_HELD")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteAppointmentAsync(new() { Name = held.Name })
            )
        );
        Assert.Equal(["Berit Moen"], await ListedAsync(office, new()));
    }

    private static async Task<List<string>> ListedAsync(Office office, ListAppointmentsRequest request)
    {
        request.Parent = office.Programme;
        List<string> names = [];
        do
        {
            var page = await office.Client.ListAppointmentsAsync(request);
            names.AddRange(page.Appointments.Select(a => a.PersonDisplayName));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return names;
    }
}
