using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Composition;

[Collection("hosts")]
public sealed class CompositionTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_body_and_all_bodies_of_a_programme_are_checked(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var hobol = await office.MunicipalityAsync("Hobøl", "0138");
        await office.MunicipalityAsync("Indre Østfold", "3014", MunicipalityRole.Merged);
        var committee = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var board = await office.BodyAsync(change: b =>
        {
            b.CompositionRules.Add(new CompositionRule { Kind = CompositionRuleKind.EachMergingMunicipality, Minimum = 1 });
            b.CompositionRules.Add(new CompositionRule { Kind = CompositionRuleKind.OneChair });
        });
        void For(Appointment a, Municipality m) => (a.Representation, a.Municipality) = (Representation.Municipality, m.Name);
        var leaving = await office.AppointAsync(
            await office.PersonAsync("Kari Berg"),
            board,
            a =>
            {
                For(a, hobol);
                a.Role = AppointmentRole.Chair;
                a.EndDate = Office.Day(2018, 4, 30);
            }
        );
        await office.AppointAsync(await office.PersonAsync("Ola Dahl"), board, a => For(a, askim));

        var composition = Assert.Single(
            (await office.Client.CheckCompositionAsync(new() { Name = board.Name, Date = Office.Day(2018, 1, 1) })).Compositions
        );
        Assert.Equal(
            (board.Name, board.DisplayName, 2),
            (composition.Body, composition.BodyDisplayName, composition.MemberCount)
        );
        Assert.Equal(
            new CompositionFinding
            {
                Rule = board.CompositionRules[0],
                Met = true,
                GapDate = Office.Day(2018, 5, 1),
                Shortfall = 1,
                MissingMunicipalities = { hobol.Name },
                LeavingAppointments = { leaving.Name },
                Actor = new() { Kind = CompositionActorKind.Municipalities, Names = { hobol.Name } },
            },
            composition.Findings[0]
        );

        var all = (
            await office.Client.CheckCompositionAsync(new() { Name = office.Programme, Date = Office.Day(2018, 6, 1) })
        ).Compositions;
        Assert.Equal([committee.Name, board.Name], all.Select(c => c.Body));
        Assert.All(all[1].Findings, f => Assert.Equal((false, Office.Day(2018, 6, 1)), (f.Met, f.GapDate)));

        // Without a day it is today that counts, long after.
        Assert.Equal(1, (await office.Client.CheckCompositionAsync(new() { Name = board.Name })).Compositions[0].MemberCount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Other_names_are_refused(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        foreach (var name in new[] { $"{office.Programme}/persons/kari", "programmes/-", "programmes" })
        {
            Assert.Equal(
                [("name", "NAME_MALFORMED")],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.CheckCompositionAsync(new() { Name = name })
                )
            );
        }
        foreach (var name in new[] { "programmes/finnes-ikke", $"{office.Programme}/bodies/finnes-ikke" })
        {
            await Refusals.RefusedAsync(
                StatusCode.NotFound,
                async () => await office.Client.CheckCompositionAsync(new() { Name = name })
            );
        }
    }
}
