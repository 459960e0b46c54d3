using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Bodies;

[Collection("hosts")]
public sealed class DissolutionTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Chosen_bodies_end_on_one_day_with_their_appointments_after_that_was_shown(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var committee = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var board = await office.BodyAsync("Prosjektstyret", change: b => b.ParentBody = committee.Name);
        var group = await office.BodyAsync("Arbeidsgruppe", BodyKind.WorkingGroup, change: b => b.ParentBody = board.Name);
        var (kari, ola, eva) = (
            await office.PersonAsync("Kari Berg"),
            await office.PersonAsync("Ola Dahl"),
            await office.PersonAsync("Eva Lie")
        );
        var open = await office.AppointAsync(kari, committee);
        var running = await office.AppointAsync(ola, board, a => a.EndDate = Office.Day(2020, 6, 30));
        var over = await office.AppointAsync(eva, board, a => a.EndDate = Office.Day(2018, 4, 30));
        var untouched = await office.AppointAsync(eva, group);
        var request = new DissolveBodiesRequest
        {
            Parent = office.Programme,
            Bodies = { committee.Name, board.Name },
            LastDate = Office.Day(2019, 12, 31),
            ValidateOnly = true,
        };

        var shown = await office.Client.DissolveBodiesAsync(request);
        Assert.Equal([committee.Name, board.Name], shown.Bodies.Select(b => b.Name));
        Assert.Equal([open.Name, running.Name], shown.EndedAppointments.Select(a => a.Name));
        Assert.Equal([group.Name], shown.OrphanedBodies.Select(b => b.Name));
        Assert.Equal(committee, await office.Client.GetBodyAsync(new() { Name = committee.Name }));

        request.ValidateOnly = false;
        request.RequestId = Guid.NewGuid().ToString();
        var done = await office.Client.DissolveBodiesAsync(request);
        Assert.Equal(done, await office.Client.DissolveBodiesAsync(request));
        Assert.Equal(
            (request.LastDate, request.LastDate, request.LastDate, null as Google.Type.Date, over.EndDate),
            (
                (await office.Client.GetBodyAsync(new() { Name = board.Name })).EndDate,
                (await office.Client.GetAppointmentAsync(new() { Name = open.Name })).EndDate,
                (await office.Client.GetAppointmentAsync(new() { Name = running.Name })).EndDate,
                (await office.Client.GetAppointmentAsync(new() { Name = untouched.Name })).EndDate,
                (await office.Client.GetAppointmentAsync(new() { Name = over.Name })).EndDate
            )
        );
        Assert.Equal(
            [("appointment.start_date", "AFTER_BODY")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => office.AppointAsync(eva, board, a => a.StartDate = Office.Day(2020, 1, 1))
            )
        );
        Assert.Equal(
            ["organisation.body.dissolved", "organisation.body.created"],
            (await office.Client.ListEventsAsync(new() { Subject = board.Name })).Events.Select(e => e.Type)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_end_then_is_refused_and_nothing_ends(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var body = await office.BodyAsync();
        var ahead = await office.BodyAsync("Senere", change: b => b.StartDate = Office.Day(2020, 1, 1));
        var past = await office.BodyAsync("Før", change: b => b.EndDate = Office.Day(2018, 12, 31));
        var late = await office.AppointAsync(
            await office.PersonAsync("Kari Berg"),
            body,
            a => a.StartDate = Office.Day(2020, 2, 1)
        );
        Task<IReadOnlyList<(string, string)>> RefusedAsync(StatusCode code, params Body[] bodies) =>
            Refusals.RefusedAsync(
                code,
                async () =>
                    await office.Client.DissolveBodiesAsync(
                        new()
                        {
                            Parent = office.Programme,
                            Bodies = { bodies.Select(b => b.Name) },
                            LastDate = Office.Day(2019, 12, 31),
                        }
                    )
            );
        Assert.Equal(
            [("bodies[1]", "BODY_NOT_BEGUN"), ("bodies[0]", "BODY_ENDED_BEFORE")],
            (await RefusedAsync(StatusCode.InvalidArgument, past, ahead)).OrderByDescending(v => v.Item1)
        );
        Assert.Equal([(late.Name, "APPOINTMENT_BEGINS_LATER")], await RefusedAsync(StatusCode.FailedPrecondition, body));
        Assert.Equal([("bodies", "REQUIRED")], await RefusedAsync(StatusCode.InvalidArgument));
        Assert.Equal(body, await office.Client.GetBodyAsync(new() { Name = body.Name }));
    }
}
