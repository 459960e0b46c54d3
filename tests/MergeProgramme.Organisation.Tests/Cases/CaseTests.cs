using Grpc.Core;
using MergeProgramme.Organisation.Tests.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Organisation.Tests.Meetings.MeetingOffice;

namespace MergeProgramme.Organisation.Tests.Cases;

[Collection("hosts")]
public sealed class CaseTests(SharedHosts hosts)
{
    private const string Proposal = "Navnet på den nye kommunen er Indre Østfold.";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_case_travels_from_the_steering_group_to_the_council(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, persons) = await office.BoardAsync();
        var council = await office.BodyAsync("Bystyret", BodyKind.LineCouncil);
        var created = await CreateAsync(office);
        Assert.Equal(CaseState.NoRoute, created.Standing.State);
        var today = TimeProvider.System.Today();
        var routed = await RouteAsync(
            office,
            created,
            Treatment(1, board, today.AddDays(-9)),
            Treatment(2, council, today.AddDays(9))
        );
        Assert.Equal([(1, true), (2, false)], routed.Treatments.Select(t => (t.Number, t.Late)));
        Assert.Equal((CaseState.NotStarted, 1, 1), (routed.Standing.State, routed.Standing.Stage, routed.Standing.Late));

        // The first meeting is cancelled: the case waits for another.
        var off = await office.MeetingAsync(board, Office.Day(2018, 1, 2));
        await office.AgendaAsync(off, Item("Navn", created.Name));
        Assert.Equal(off.Name, (await GetAsync(office, created)).Treatments[0].Meeting);
        await office.Client.CancelMeetingAsync(new() { Name = off.Name, Reason = "Syk" });
        Assert.Equal("", (await GetAsync(office, created)).Treatments[0].Meeting);

        var meeting = await office.MeetingAsync(board, Office.Day(2018, 1, 16));
        meeting = await office.AgendaAsync(meeting, Item("Navn", created.Name));
        Assert.Equal((1, Proposal), (meeting.Agenda[0].Treatment, meeting.Agenda[0].Proposal));
        await office.HoldAsync(meeting, persons);
        // Put off first, then taken up by the next meeting.
        await office.DecideAsync(meeting, outcome: Outcome.Deferred, change: r => r.Decision.Wording = "");
        var deferred = await GetAsync(office, created);
        Assert.Equal(
            (Outcome.Deferred, 1, true),
            (deferred.Treatments[0].Outcome, deferred.Standing.Stage, deferred.Treatments[0].Late)
        );
        var next = await office.AgendaAsync(
            await office.MeetingAsync(board, Office.Day(2018, 1, 30)),
            Item("Navn", created.Name)
        );
        await office.HoldAsync(next, persons);
        await office.DecideAsync(
            next,
            change: r => (r.Decision.Wording, r.CaseNumber, r.ArchiveReference) = (Proposal, "18/4", "2017/6984")
        );

        var treated = await GetAsync(office, created);
        var first = treated.Treatments[0];
        Assert.Equal(
            (next.Name, Outcome.Adopted, Proposal, "18/4", "2017/6984", next.Date),
            (first.Meeting, first.Outcome, first.Wording, first.CaseNumber, first.ArchiveReference, first.Date)
        );
        Assert.Equal((CaseState.UnderWay, 2, 0), (treated.Standing.State, treated.Standing.Stage, treated.Standing.Late));
        Assert.Equal(
            [(treated.Name, "PROPOSAL_TREATED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await office.Client.UpdateCaseAsync(
                        new()
                        {
                            Case = new() { Name = treated.Name, Proposal = "Et annet navn" },
                            UpdateMask = new() { Paths = { "proposal" } },
                        }
                    )
            )
        );

        await office.Client.RecordTreatmentAsync(Outside(treated, 2, Outcome.Adopted, Proposal));
        Assert.Equal(CaseState.Finished, (await GetAsync(office, created)).Standing.State);
        Assert.Equal(
            [created.Name],
            (await office.Client.ListCasesAsync(new() { Parent = office.Programme, Body = council.Name })).Cases.Select(c =>
                c.Name
            )
        );
        Assert.Empty((await office.Client.ListCasesAsync(new() { Parent = office.Programme, Subject = "programmes/x" })).Cases);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_same_proposal_is_compared_in_every_council(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var committee = await office.BodyAsync("Fellesnemnda", BodyKind.JointCommittee);
        List<Body> councils = [];
        foreach (var (name, number) in ((string, string)[])[("Askim", "0124"), ("Eidsberg", "0125"), ("Hobøl", "0138")])
        {
            var municipality = await office.MunicipalityAsync(name, number);
            councils.Add(
                await office.BodyAsync(
                    $"{name} kommunestyre",
                    BodyKind.LineCouncil,
                    change: b => b.Municipality = municipality.Name
                )
            );
        }
        await office.MunicipalityAsync("Indre Østfold", "3014", MunicipalityRole.Merged);
        var created = await CreateAsync(office);
        Assert.Empty((await office.Client.CompareCaseAsync(new() { Name = created.Name })).Councils);

        // Hobøl is forgotten at first: it is missed, not passed over.
        var route = await RouteAsync(
            office,
            created,
            Treatment(1, committee),
            Treatment(1, councils[0]),
            Treatment(1, councils[1])
        );
        var comparison = await office.Client.CompareCaseAsync(new() { Name = created.Name });
        Assert.Equal(
            [("Askim", true), ("Eidsberg", true), ("Hobøl", false), ("", true)],
            comparison.Councils.Select(c => (c.MunicipalityDisplayName, c.Treatment is not null))
        );
        Assert.Equal((4, false), (comparison.Remaining, comparison.AdoptedAlike));

        route = await RouteAsync(office, created, [.. route.Treatments, Treatment(1, councils[2])]);
        foreach (var treatment in route.Treatments)
            await office.Client.RecordTreatmentAsync(
                Outside(
                    route,
                    treatment.Number,
                    Outcome.Adopted,
                    treatment.Number == 3 ? "Navnet er Indre Østfold." : $" {Proposal}\n"
                )
            );
        comparison = await office.Client.CompareCaseAsync(new() { Name = created.Name });
        Assert.Equal((0, false), (comparison.Remaining, comparison.AdoptedAlike));
        var other = comparison.Councils.Single(c => !c.SameWording);
        Assert.Equal(
            ("Eidsberg", Proposal),
            (
                other.MunicipalityDisplayName,
                string.Concat(other.Changes.Where(c => c.Kind != WordChangeKind.Added).Select(c => c.Text))
            )
        );

        await office.Client.RecordTreatmentAsync(Outside(route, 3, Outcome.Adopted, Proposal));
        Assert.True((await office.Client.CompareCaseAsync(new() { Name = created.Name })).AdoptedAlike);
        await office.Client.RecordTreatmentAsync(Outside(route, 3, Outcome.Deferred, ""));
        comparison = await office.Client.CompareCaseAsync(new() { Name = created.Name });
        Assert.Equal((1, false), (comparison.Remaining, comparison.AdoptedAlike));

        Assert.Equal(
            councils.Count,
            (
                await Task.WhenAll(
                    councils.Select(c =>
                        Refusals.RefusedAsync(
                            StatusCode.FailedPrecondition,
                            async () => await office.Client.DeleteMunicipalityAsync(new() { Name = c.Municipality })
                        )
                    )
                )
            ).Length
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields_and_nothing_is_kept(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (board, _) = await office.BoardAsync();
        var psu = await office.BodyAsync("PSU", BodyKind.EmployeeManagementCommittee, BodyAuthority.Advisory);
        var created = await CreateAsync(office);
        var today = TimeProvider.System.Today();
        await RouteRefusedAsync(
            [Treatment(1, board, today), Treatment(1, board), Treatment(2, psu, today.AddDays(-1))],
            ("treatments[1].body", "BODY_TWICE_IN_STAGE"),
            ("treatments[2].planned_date", "STAGE_BEFORE_THE_LAST")
        );
        var unknown = Treatment(1, board);
        unknown.Number = 7;
        await RouteRefusedAsync([unknown], ("treatments[0].number", "TREATMENT_UNKNOWN"));
        Assert.Equal(
            [("items[0].case", "CASE_NOT_FOR_BODY")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await office.AgendaAsync(await office.MeetingAsync(board, Office.Day(2018, 1, 2)), Item("Navn", created.Name))
            )
        );

        var routed = await RouteAsync(office, created, Treatment(1, board), Treatment(2, psu));
        var meeting = await office.MeetingAsync(board, Office.Day(2018, 1, 16));
        await office.AgendaAsync(meeting, Item("Navn", created.Name));
        await RouteRefusedAsync([routed.Treatments[1]], ("treatments", "TREATMENT_TAKEN"));
        await TreatmentRefusedAsync(Outside(routed, 2, Outcome.Adopted, "Ja"), ("outcome", "ADVISORY_BODY_DECIDES"));
        await TreatmentRefusedAsync(Outside(routed, 2, Outcome.Advised, ""), ("wording", "REQUIRED"));
        var ahead = Outside(routed, 2, Outcome.Noted, "");
        (ahead.Date, ahead.CaseNumber) = (today.AddDays(1).ToDate(), "1");
        await TreatmentRefusedAsync(ahead, ("case_number", "CASE_NUMBER_MALFORMED"), ("date", "TREATED_IN_FUTURE"));
        Assert.Equal(
            [(meeting.Name, "TREATED_IN_MEETING")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.RecordTreatmentAsync(Outside(routed, 1, Outcome.Adopted, "Ja"))
            )
        );
        Assert.Equal(
            [("case.archive_reference", "ARCHIVE_REFERENCE_MALFORMED"), ("case.subject", "OTHER_PROGRAMME")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await office.Client.CreateCaseAsync(
                        new()
                        {
                            Parent = office.Programme,
                            Case = new()
                            {
                                Title = "Sak",
                                Subject = "programmes/annet/subProjects/a4",
                                ArchiveReference = "2013-6984",
                            },
                        }
                    )
            )
        );
        Assert.Equal(2, (await GetAsync(office, created)).Treatments.Count);

        async Task RouteRefusedAsync(Treatment[] route, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => RouteAsync(office, created, route))
            );

        async Task TreatmentRefusedAsync(RecordTreatmentRequest request, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.RecordTreatmentAsync(request)
                )
            );
    }

    private static async Task<Case> CreateAsync(Office office) =>
        await office.Client.CreateCaseAsync(
            new()
            {
                Parent = office.Programme,
                Case = new() { Title = "Navn på den nye kommunen", Proposal = Proposal },
            }
        );

    private static async Task<Case> GetAsync(Office office, Case asked) =>
        await office.Client.GetCaseAsync(new() { Name = asked.Name });

    private static async Task<Case> RouteAsync(Office office, Case asked, params Treatment[] route) =>
        await office.Client.SetRouteAsync(new() { Name = asked.Name, Treatments = { route } });

    private static Treatment Treatment(int stage, Body body, DateOnly? planned = null) =>
        new()
        {
            Stage = stage,
            Body = body.Name,
            PlannedDate = planned.ToDate(),
        };

    private static RecordTreatmentRequest Outside(Case asked, int number, Outcome outcome, string wording) =>
        new()
        {
            Name = asked.Name,
            Number = number,
            Outcome = outcome,
            Wording = wording,
            Date = Office.Day(2018, 2, 1),
        };
}
