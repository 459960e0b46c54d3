using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.SubProjects;

[Collection("hosts")]
public sealed class MovePhaseTests(SharedHosts hosts)
{
    private const string Moved = "organisation.subProject.phaseMoved";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Decisions_move_the_phases_of_their_sub_projects(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var (adjusted, refused, started) = (
            await office.SubProjectAsync("A1"),
            await office.SubProjectAsync("A2"),
            await office.SubProjectAsync("A4")
        );

        await DecideAsync(host, $"{office.Programme}/subProjects/finnes-ikke/mandates/1", Verdict.Start);
        await DecideAsync(host, $"{adjusted.Name}/mandates/1", Verdict.Adjust);
        await DecideAsync(host, $"{refused.Name}/mandates/1", Verdict.DoNotStart);
        await DecideAsync(host, $"{started.Name}/mandates/2", Verdict.Start);
        // The stream is in order: once the last has moved, the earlier ones have had their turn.
        var e = await MovedAsync(office, started.Name);

        Assert.Equal(SubProjectPhase.Concept, e.Data.Unpack<SubProject>().Phase);
        Assert.Equal((SubProjectPhase.Concept, $"{started.Name}/mandates/2"), await PhaseAsync(office, started));
        Assert.Equal((SubProjectPhase.NotStarted, $"{refused.Name}/mandates/1"), await PhaseAsync(office, refused));
        Assert.Equal((SubProjectPhase.Idea, ""), await PhaseAsync(office, adjusted));
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await office.Client.UpdateSubProjectAsync(new() { SubProject = started })
            )
        );
    }

    private static Task<bool> DecideAsync(RunningHost host, string name, Verdict verdict) =>
        host.Database("mandates")
            .WriteAsync(
                session =>
                {
                    var mandate = new Mandate
                    {
                        Name = name,
                        Decision = new() { Verdict = verdict },
                    };
                    session.Append("mandates.mandate.decided", name, mandate);
                    return Task.FromResult(true);
                },
                ""
            );

    private static async Task<Event> MovedAsync(Office office, string subject)
    {
        using var call = office.Client.StreamEvents(
            new StreamEventsRequest { Follow = true },
            deadline: DateTime.UtcNow + Patience
        );
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current is { Type: Moved } e && e.Subject == subject)
                return e;
        }
        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task<(SubProjectPhase, string)> PhaseAsync(Office office, SubProject subProject)
    {
        var now = await office.Client.GetSubProjectAsync(new() { Name = subProject.Name });
        return (now.Phase, now.PhaseSource);
    }
}
