using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Bodies;

[Collection("hosts")]
public sealed class BodyTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_as_written(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var a4 = await office.SubProjectAsync("A4");
        var committee = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var created = await office.BodyAsync(change: body =>
        {
            body.ParentBody = committee.Name;
            body.SubProject = a4.Name;
            body.Quorum = 6;
            body.Decides.AddRange([DecisionPoint.Bp2, DecisionPoint.Bp1, DecisionPoint.Bp2]);
            body.CompositionRules.Add(
                new CompositionRule
                {
                    Kind = CompositionRuleKind.EachMergingMunicipality,
                    Minimum = 1,
                    Source = "Mandat A4, punkt 6",
                }
            );
            body.CompositionRules.Add(new CompositionRule { Kind = CompositionRuleKind.OneChair });
            body.StartDate = Office.Day(2017, 9, 1);
            body.EndDate = Office.Day(2019, 12, 31);
            body.Remit = "Sikrer at resultatmålene nås.";
        });

        Assert.Equal([DecisionPoint.Bp1, DecisionPoint.Bp2], created.Decides);
        Assert.Equal(created, await office.Client.GetBodyAsync(new() { Name = created.Name }));

        created.CompositionRules.RemoveAt(0);
        created.Decides.Clear();
        created.EndDate = null;
        var updated = await office.Client.UpdateBodyAsync(new() { Body = created });
        Assert.Null(updated.EndDate);
        Assert.Single(updated.CompositionRules);
        Assert.Equal(updated, await office.Client.GetBodyAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task They_are_listed_by_kind_and_found_by_sub_project_and_decision_point(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var a4 = await office.SubProjectAsync("A4");
        await office.BodyAsync("Brukerrådet", BodyKind.ReferenceGroup, BodyAuthority.Advisory, b => b.SubProject = a4.Name);
        await office.BodyAsync("Prosjektstyret", BodyKind.SteeringGroup, change: b => b.SubProject = a4.Name);
        await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee, change: b => b.Decides.Add(DecisionPoint.Bp1));
        await office.BodyAsync("Arbeidsgruppe IKT", BodyKind.WorkingGroup);

        Assert.Equal(
            ["Fellesnemnda", "Prosjektstyret", "Arbeidsgruppe IKT", "Brukerrådet"],
            await ListedAsync(office, new() { PageSize = 3 })
        );
        Assert.Equal(["Prosjektstyret", "Brukerrådet"], await ListedAsync(office, new() { SubProject = a4.Name }));
        Assert.Equal(["Fellesnemnda"], await ListedAsync(office, new() { Decides = DecisionPoint.Bp1 }));
        Assert.Empty(await ListedAsync(office, new() { Decides = DecisionPoint.Bp5 }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await RefusedAsync(
            office,
            b => (b.Kind, b.Authority) = (BodyKind.ReferenceGroup, BodyAuthority.Deciding),
            ("body.authority", "REFERENCE_GROUP_ADVISES")
        );
        await RefusedAsync(
            office,
            b =>
            {
                b.Authority = BodyAuthority.Advisory;
                b.Decides.Add(DecisionPoint.Bp1);
                b.StartDate = Office.Day(2018, 1, 2);
                b.EndDate = Office.Day(2018, 1, 1);
            },
            ("body.decides", "ADVISORY_DECIDES_NOTHING"),
            ("body.end_date", "END_BEFORE_START")
        );
        await RefusedAsync(
            office,
            b =>
            {
                b.Decides.Add(DecisionPoint.Unspecified);
                b.CompositionRules.Add(new CompositionRule { Kind = CompositionRuleKind.Members });
                b.CompositionRules.Add(new CompositionRule { Kind = CompositionRuleKind.Members, Minimum = 3 });
            },
            ("body.decides[0]", "REQUIRED"),
            ("body.composition_rules[0].minimum", "OUT_OF_RANGE"),
            ("body.composition_rules[1].kind", "RULE_TWICE")
        );
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var foreign = await elsewhere.BodyAsync();
        await RefusedAsync(
            office,
            b => (b.ParentBody, b.SubProject) = (foreign.Name, $"{office.Programme}/subProjects/a9"),
            ("body.parent_body", "OTHER_PROGRAMME"),
            ("body.sub_project", "REFERENCE_NOT_FOUND")
        );
        Assert.Empty(await ListedAsync(office, new()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task None_stands_below_itself(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var top = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        var below = await office.BodyAsync(change: b => b.ParentBody = top.Name);
        top.ParentBody = below.Name;
        Assert.Equal(
            [("body.parent_body", "PARENT_CYCLE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.UpdateBodyAsync(new() { Body = top })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Its_life_cannot_be_cut_shorter_than_its_appointments(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var body = await office.BodyAsync();
        var open = await office.AppointAsync(
            await office.PersonAsync("Kari Berg"),
            body,
            a => a.StartDate = Office.Day(2018, 1, 1)
        );
        var ending = await office.AppointAsync(
            await office.PersonAsync("Ola Dahl"),
            body,
            a => (a.StartDate, a.EndDate) = (Office.Day(2018, 1, 1), Office.Day(2018, 6, 30))
        );

        body.EndDate = Office.Day(2018, 6, 29);
        Assert.Equal([(ending.Name, "APPOINTMENT_OUTSIDE_BODY")], await RefusedAsync(office, body));
        body.EndDate = null;
        body.StartDate = Office.Day(2018, 1, 2);
        var refused = await RefusedAsync(office, body);
        Assert.Equal(new[] { open.Name, ending.Name }.Order(), refused.Select(r => r.Field).Order());

        // One that runs until further notice ends with the body.
        body.StartDate = Office.Day(2018, 1, 1);
        body.EndDate = Office.Day(2018, 6, 30);
        await office.Client.UpdateBodyAsync(new() { Body = body });
        Assert.Empty(
            (
                await office.Client.ListAppointmentsAsync(
                    new() { Parent = office.Programme, HeldOnDate = Office.Day(2018, 7, 1) }
                )
            ).Appointments
        );
    }

    private static async Task<List<string>> ListedAsync(Office office, ListBodiesRequest request)
    {
        request.Parent = office.Programme;
        List<string> names = [];
        do
        {
            var page = await office.Client.ListBodiesAsync(request);
            names.AddRange(page.Bodies.Select(b => b.DisplayName));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return names;
    }

    private static Task<IReadOnlyList<(string Field, string Reason)>> RefusedAsync(Office office, Body body) =>
        Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await office.Client.UpdateBodyAsync(new() { Body = body })
        );

    private static async Task RefusedAsync(Office office, Action<Body> change, params (string, string)[] expected) =>
        Assert.Equal(expected, await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.BodyAsync(change: change)));
}
