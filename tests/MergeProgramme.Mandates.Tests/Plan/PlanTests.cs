using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Tests.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Tests.Plan;

/// <summary>Milestones through the contract: written, linked, taken over from a document, drawn as a timeline.</summary>
[Collection("hosts")]
public sealed class PlanTests(SharedHosts hosts)
{
    private const string A2 = $"{A4Programme.Programme}/subProjects/a2";
    private const string All = $"{A4Programme.Programme}/subProjects/-";

    private static DateOnly Today => TimeProvider.System.Today();

    public static TheoryData<TestDatabase, Transport> EveryWay => Ways.All;

    [Theory, MemberData(nameof(EveryWay))]
    public async Task A_milestone_is_written_moved_done_opened_and_deleted(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var concept = await CreateAsync(
            it,
            "Konsept",
            Day(2018, 3, 31),
            m =>
            {
                (m.Kind, m.PlannedStartDate) = (MilestoneKind.Phase, Day(2018, 1, 1));
                (m.Responsible, m.Note, m.AfterVesting) = (A4Programme.Solveig, "To linjer\nher", true);
            }
        );
        Assert.Equal(concept, await it.Mandates.GetMilestoneAsync(new() { Name = concept.Name }));
        var second = await CreateAsync(
            it,
            "BP2",
            Day(2018, 5, 1),
            m =>
            {
                (m.Kind, m.DecisionPoint) = (MilestoneKind.DecisionPoint, DecisionPoint.Bp2);
                m.Predecessors.Add(new MilestonePredecessor { Predecessor = concept.Name, LagDays = 14 });
            },
            id: "bp2"
        );
        Assert.Equal($"{SampleMandates.SubProject}/milestones/bp2", second.Name);
        var ahead = await CreateAsync(it, "Langt fram", Today.AddYears(5).ToDate(), parent: A2);

        Assert.Equal(["Konsept", "BP2", "Langt fram"], await ListedAsync(it, new() { Parent = All, PageSize = 1 }));
        Assert.Equal(["Konsept", "BP2"], await ListedAsync(it, new() { Parent = SampleMandates.SubProject }));
        Assert.Equal(["BP2"], await ListedAsync(it, new() { Parent = All, Kind = MilestoneKind.DecisionPoint }));

        var done = await it.Mandates.CompleteMilestoneAsync(
            new()
            {
                Name = concept.Name,
                DoneDate = Day(2018, 4, 2),
                Etag = concept.Etag,
            }
        );
        Assert.Equal((Day(2018, 4, 2), Day(2018, 3, 31)), (done.DoneDate, done.PlannedEndDate));
        Assert.Equal(["BP2", "Langt fram"], await ListedAsync(it, new() { Parent = All, Filter = MilestoneFilter.Open }));
        Assert.Equal(["BP2"], await ListedAsync(it, new() { Parent = All, Filter = MilestoneFilter.Late }));
        Assert.Equal(
            [(concept.Name, "MILESTONE_DONE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.CompleteMilestoneAsync(new() { Name = concept.Name, DoneDate = Day(2018, 4, 3) })
            )
        );

        var open = await it.Mandates.UpdateMilestoneAsync(
            new()
            {
                Milestone = new() { Name = concept.Name, PlannedEndDate = Day(2018, 6, 30) },
                UpdateMask = new FieldMask { Paths = { "done_date", "planned_end_date" } },
            }
        );
        Assert.Equal((null, Day(2018, 6, 30), "Konsept"), (open.DoneDate, open.PlannedEndDate, open.Title));
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () => await it.Mandates.UpdateMilestoneAsync(new() { Milestone = concept })
        );

        Assert.Equal(
            [(concept.Name, "MILESTONE_AWAITED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DeleteMilestoneAsync(new() { Name = concept.Name })
            )
        );
        foreach (var name in (string[])[second.Name, concept.Name, ahead.Name])
            await it.Mandates.DeleteMilestoneAsync(new() { Name = name });
        Assert.Empty(await ListedAsync(it, new() { Parent = All }));
        Assert.Equal(
            [
                "mandates.milestone.created",
                "mandates.milestone.created",
                "mandates.milestone.created",
                "mandates.milestone.completed",
                "mandates.milestone.updated",
                "mandates.milestone.deleted",
                "mandates.milestone.deleted",
                "mandates.milestone.deleted",
            ],
            await it.EventsAsync()
        );
    }

    [Theory, MemberData(nameof(EveryWay))]
    public async Task What_is_wrong_is_said_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Assert.Equal(
            [
                ("milestone.decision_point", "NOT_A_DECISION_POINT"),
                ("milestone.planned_end_date", "END_BEFORE_START"),
                ("milestone.done_date", "DONE_IN_FUTURE"),
                ("milestone.predecessors[1].predecessor", "OF_OTHER_PROGRAMME"),
                ("milestone.predecessors[2].predecessor", "PREDECESSOR_TWICE"),
                ("milestone.responsible", "PERSON_UNKNOWN"),
            ],
            await RefusedAsync(
                it,
                m =>
                {
                    (m.Kind, m.PlannedStartDate) = (MilestoneKind.Activity, Day(2018, 5, 2));
                    m.DecisionPoint = DecisionPoint.Bp3;
                    m.DoneDate = Today.AddDays(1).ToDate();
                    m.Responsible = $"{A4Programme.Programme}/persons/ingen";
                    foreach (
                        var other in (string[])
                            [$"{A2}/milestones/x", "programmes/annet/subProjects/a1/milestones/x", $"{A2}/milestones/x"]
                    )
                        m.Predecessors.Add(new MilestonePredecessor { Predecessor = other });
                }
            )
        );
        Assert.Equal(
            [("milestone.decision_point", "REQUIRED"), ("milestone.planned_start_date", "MILESTONE_ON_ONE_DAY")],
            await RefusedAsync(it, m => (m.Kind, m.PlannedStartDate) = (MilestoneKind.DecisionPoint, Day(2018, 1, 1)))
        );
        Assert.Equal(
            [("milestone.predecessors[0].predecessor", "MILESTONE_UNKNOWN")],
            await RefusedAsync(it, m => m.Predecessors.Add(new MilestonePredecessor { Predecessor = $"{A2}/milestones/x" }))
        );
        Assert.Equal(
            [("milestone.responsible", "OF_OTHER_PROGRAMME")],
            await RefusedAsync(it, m => m.Responsible = "programmes/annet/persons/kari")
        );
        await CreateAsync(
            it,
            "BP2",
            Day(2018, 5, 1),
            m => (m.Kind, m.DecisionPoint) = (MilestoneKind.DecisionPoint, DecisionPoint.Bp2)
        );
        Assert.Equal(
            [("milestone.decision_point", "DECISION_POINT_TWICE")],
            await RefusedAsync(it, m => (m.Kind, m.DecisionPoint) = (MilestoneKind.DecisionPoint, DecisionPoint.Bp2))
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await CreateAsync(it, "X", Day(2018, 1, 1), parent: $"{A4Programme.Programme}/subProjects/a9")
        );
        await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await CreateAsync(it, "X", Day(2018, 1, 1), parent: All)
        );
        Assert.Single(await ListedAsync(it, new() { Parent = All }));

        static async Task<IReadOnlyList<(string, string)>> RefusedAsync(A4Programme it, Action<Milestone> change) =>
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await CreateAsync(it, "Feil", Day(2018, 5, 1), change)
            );
    }

    [Theory, MemberData(nameof(EveryWay))]
    public async Task A_circle_is_refused_and_named_whole(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var first = await CreateAsync(it, "Struktur", Day(2018, 5, 1));
        var second = await CreateAsync(it, "Innplassering", Day(2018, 6, 1), m => m.Predecessors.Add(After(first)), parent: A2);
        var third = await CreateAsync(it, "Bemanning", Day(2018, 7, 1), m => m.Predecessors.Add(After(second)));

        first.Predecessors.Add(After(third));
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await it.Mandates.UpdateMilestoneAsync(new() { Milestone = first })
        );
        Assert.Contains(
            "«Struktur» → «Innplassering» → «Bemanning» → «Struktur»",
            refusal.Status.Detail,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [("milestone.predecessors[0].predecessor", "PLAN_CYCLE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.UpdateMilestoneAsync(new() { Milestone = first })
            )
        );
        first.Predecessors.Clear();
        first.Predecessors.Add(After(first));
        Assert.Equal(
            [("milestone.predecessors[0].predecessor", "PREDECESSOR_IS_ITSELF")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.UpdateMilestoneAsync(new() { Milestone = first })
            )
        );
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task Two_at_once_do_not_make_a_circle_that_neither_sees(TestDatabase database)
    {
        var it = await A4Programme.StartAsync(hosts, database, Transport.H2c);
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await CreateAsync(it, "En", Day(2018, 5, 1)), await CreateAsync(it, "To", Day(2018, 6, 1)));
            var outcomes = await Task.WhenAll(LinkAsync(it, one, other), LinkAsync(it, other, one));
            Assert.Equal([false, true], outcomes.Order());
        }

        static async Task<bool> LinkAsync(A4Programme it, Milestone milestone, Milestone after)
        {
            var linked = milestone.Clone();
            linked.Predecessors.Add(After(after));
            try
            {
                await it.Mandates.UpdateMilestoneAsync(new() { Milestone = linked });
                return true;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
            {
                return false;
            }
        }
    }

    [Theory, MemberData(nameof(EveryWay))]
    public async Task The_plan_of_the_approved_document_is_taken_over_once_and_anew_with_the_next(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Assert.Equal(
            [(SampleMandates.SubProject, "NO_APPROVED_PLAN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AdoptPlanAsync(new() { Parent = SampleMandates.SubProject })
            )
        );
        var ready = await DecisionPointTests.ReadyAsync(it);
        await it.Mandates.WithdrawMandateAsync(new() { Name = ready.Name });
        await PlanAsync(
            it,
            ready.Name,
            ("Konsept", PlanEntryKind.Phase, "Jan–mars 2018"),
            ("BP2", PlanEntryKind.Milestone, "1. mai 2018"),
            ("Når alt er klart", PlanEntryKind.Milestone, "")
        );
        var mandate = await it.Mandates.SubmitMandateAsync(new() { Name = ready.Name });
        mandate = await it.Mandates.DecideMandateAsync(A4Programme.Decide(mandate, d => d.Conditions.Clear()));

        var request = new AdoptPlanRequest { Parent = SampleMandates.SubProject, ValidateOnly = true };
        var preview = await it.Mandates.AdoptPlanAsync(request);
        Assert.Empty(await ListedAsync(it, new() { Parent = All }));
        request = new() { Parent = SampleMandates.SubProject, RequestId = "ta-over" };
        var adopted = await it.Mandates.AdoptPlanAsync(request);
        Assert.Equal(
            [PlanEntryOutcome.Created, PlanEntryOutcome.Created, PlanEntryOutcome.NoDates],
            preview.Entries.Select(e => e.Outcome)
        );
        Assert.Equal(preview.Entries.Select(e => (e.Outcome, e.Text)), adopted.Entries.Select(e => (e.Outcome, e.Text)));
        // The answer to the same request, and to another one.
        Assert.Equal(adopted, await it.Mandates.AdoptPlanAsync(request));
        var again = await it.Mandates.AdoptPlanAsync(new() { Parent = SampleMandates.SubProject, Mandate = mandate.Name });
        Assert.Equal(
            [PlanEntryOutcome.Unchanged, PlanEntryOutcome.Unchanged, PlanEntryOutcome.NoDates],
            again.Entries.Select(e => e.Outcome)
        );
        var concept = await it.Mandates.GetMilestoneAsync(new() { Name = adopted.Entries[0].Milestone.Name });
        Assert.Equal(adopted.Entries[0].Milestone, concept);
        Assert.Equal(
            (Day(2018, 1, 1), Day(2018, 3, 31), mandate.Name),
            (concept.BaselineStartDate, concept.BaselineEndDate, concept.SourceMandate)
        );

        // Moved by a person; the next document decides anew, and says what was.
        concept.PlannedEndDate = Day(2018, 4, 30);
        concept.BaselineEndDate = Day(2031, 1, 1);
        concept = await it.Mandates.UpdateMilestoneAsync(new() { Milestone = concept });
        Assert.Equal((Day(2018, 4, 30), Day(2018, 3, 31)), (concept.PlannedEndDate, concept.BaselineEndDate));
        var proposal = await DecisionPointTests.ContinueAsync(it, mandate, "templates/prosjektforslag");
        await PlanAsync(
            it,
            proposal.Name,
            ("Konsept", PlanEntryKind.Phase, "Jan–mai 2018"),
            ("BP3", PlanEntryKind.Milestone, "1. desember 2018")
        );
        proposal = await DecisionPointTests.DecideAsync(it, proposal);
        // BP2 was planned: it is done on the day of its decision.
        var bp2 = await it.Mandates.GetMilestoneAsync(new() { Name = adopted.Entries[1].Milestone.Name });
        Assert.Equal(proposal.Decision.DecisionDate, bp2.DoneDate);
        Assert.Equal(
            [(proposal.Name, "PLAN_OF_OTHER_DOCUMENT")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AdoptPlanAsync(new() { Parent = SampleMandates.SubProject, Mandate = mandate.Name })
            )
        );
        var anew = await it.Mandates.AdoptPlanAsync(new() { Parent = SampleMandates.SubProject });
        Assert.Equal(
            [PlanEntryOutcome.Replanned, PlanEntryOutcome.Created, PlanEntryOutcome.NotInDocument],
            anew.Entries.Select(e => e.Outcome)
        );
        var replanned = await it.Mandates.GetMilestoneAsync(new() { Name = concept.Name });
        Assert.Equal(anew.Entries[0].Milestone, replanned);
        Assert.Equal(Day(2018, 4, 30), anew.Entries[0].PreviousEndDate);
        Assert.Equal(
            [(mandate.Name, Day(2018, 3, 31)), (proposal.Name, Day(2018, 5, 31))],
            replanned.Baselines.Select(b => (b.SourceMandate, b.EndDate))
        );
    }

    [Theory, MemberData(nameof(EveryWay))]
    public async Task The_timeline_shows_lanes_bars_links_slack_and_what_cannot_hold(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var vesting = Today.AddDays(100);
        var programme = await it.Organisation.GetProgrammeAsync(new() { Name = A4Programme.Programme });
        programme.VestingDate = vesting.ToDate();
        await it.Organisation.UpdateProgrammeAsync(new() { Programme = programme });
        var part = await it.Organisation.CreateSubProjectAsync(
            new()
            {
                Parent = A4Programme.Programme,
                SubProject = new()
                {
                    Code = "A4.2",
                    DisplayName = "IKT",
                    Kind = Organisation.V1.SubProjectKind.Administrative,
                    ParentSubProject = SampleMandates.SubProject,
                },
            }
        );
        var late = await CreateAsync(it, "Struktur", In(-10), parent: A2);
        var chosen = await CreateAsync(it, "System valgt", In(20), m => m.Predecessors.Add(After(late, 30)), parent: part.Name);
        var trained = await CreateAsync(
            it,
            "Opplæring",
            In(60),
            m =>
            {
                (m.Kind, m.PlannedStartDate) = (MilestoneKind.Phase, In(20));
                m.Predecessors.Add(After(chosen, 40));
            }
        );
        await CreateAsync(it, "Gevinster", In(900), m => m.AfterVesting = true);
        await CreateAsync(it, "Ferdig", In(-40), m => m.DoneDate = In(-50));

        var timeline = await it.Mandates.GetTimelineAsync(new() { Parent = All });

        Assert.Equal([("A2", 0), ("A4", 0), ("A4.2", 1)], timeline.Rows.Select(r => (r.Code, r.Depth)));
        // Today; 30 days later; 40 days later and 40 long: ten days past vesting day, and so is all before it.
        Assert.Equal(
            [("Struktur", In(0), -10, true), ("System valgt", In(30), -10, true), ("Opplæring", In(110), -10, true)],
            timeline
                .Rows.SelectMany(r => r.Bars)
                .Where(b => b.HasSlackDays)
                .Select(b => (b.Title, b.EarliestEndDate, b.SlackDays, b.Critical))
                .OrderBy(b => b.EarliestEndDate.ToDateOnly())
        );
        Assert.Equal([late.Name, chosen.Name, trained.Name], timeline.CriticalChain);
        Assert.Equal(
            [(late.Name, chosen.Name, 30, true), (chosen.Name, trained.Name, 40, true)],
            timeline.Links.OrderBy(l => l.LagDays).Select(l => (l.From, l.To, l.LagDays, l.Critical))
        );
        Assert.Equal(
            [(PlanFindingKind.MissesVesting, 3), (PlanFindingKind.CannotHold, 2), (PlanFindingKind.Late, 1)],
            timeline.Findings.GroupBy(f => f.Kind).Select(g => (g.Key, g.Count()))
        );
        var a4 = timeline.Rows.Single(r => r.Code == "A4");
        Assert.Equal((3, 2, 0, -10, trained.Name), (a4.TotalCount, a4.OpenCount, a4.LateCount, a4.SlackDays, a4.SlackMilestone));
        Assert.Equal((In(-50), In(900)), (timeline.FirstDate, timeline.LastDate));

        // A part of it, and of the days; what decides is found in the whole programme all the same.
        var below = await it.Mandates.GetTimelineAsync(
            new()
            {
                Parent = SampleMandates.SubProject,
                StartDate = In(-5),
                EndDate = In(400),
            }
        );
        Assert.Equal(["A4", "A4.2"], below.Rows.Select(r => r.Code));
        Assert.Equal(["Opplæring", "System valgt"], below.Rows.SelectMany(r => r.Bars).Select(b => b.Title));
        Assert.Equal(-10, below.Rows[0].SlackDays);
        Assert.Equal([(chosen.Name, trained.Name)], below.Links.Select(l => (l.From, l.To)));
        var critical = await it.Mandates.GetTimelineAsync(new() { Parent = All, CriticalOnly = true });
        Assert.Equal(3, critical.Rows.Sum(r => r.Bars.Count));
        var summary = await it.Mandates.GetTimelineAsync(new() { Parent = All, SummaryOnly = true });
        Assert.Equal((0, 0, 6), (summary.Rows.Sum(r => r.Bars.Count), summary.Links.Count, summary.Findings.Count));
        Assert.Empty((await it.Mandates.GetTimelineAsync(new() { Parent = $"{A2}" })).Links);

        static Date In(int days) => Today.AddDays(days).ToDate();
    }

    [Theory, MemberData(nameof(EveryWay))]
    public async Task An_agreement_between_sub_projects_holds_back_what_waits_for_it(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var giver = await CreateAsync(it, "Kontoplan", Today.AddDays(50).ToDate(), parent: A2);
        var taker = await CreateAsync(it, "Budsjett", Today.AddDays(20).ToDate());
        var agreement = await it.Mandates.CreateDependencyAgreementAsync(
            new()
            {
                Parent = A4Programme.Programme,
                DependencyAgreement = new()
                {
                    Deliverable = "Kontoplan",
                    GiverSubProject = A2,
                    TakerSubProject = SampleMandates.SubProject,
                    TakerMilestone = taker.Name,
                    NeededByDate = Today.AddDays(20).ToDate(),
                },
            }
        );
        await it.Mandates.PromiseDependencyAgreementAsync(
            new()
            {
                Name = agreement.Name,
                Giver = A2,
                PromisedDate = Today.AddDays(15).ToDate(),
                GiverMilestone = giver.Name,
            }
        );

        var timeline = await it.Mandates.GetTimelineAsync(new() { Parent = All });

        Assert.Equal(agreement.Name, Assert.Single(timeline.Links).DependencyAgreement);
        var bar = timeline.Rows.SelectMany(r => r.Bars).Single(b => b.Milestone == taker.Name);
        Assert.Equal(Today.AddDays(50).ToDate(), bar.EarliestEndDate);
        Assert.Contains(
            timeline.Findings,
            f => (f.Kind, f.Milestone, f.Predecessor) == (PlanFindingKind.CannotHold, taker.Name, giver.Name)
        );
    }

    private static MilestonePredecessor After(Milestone milestone, int lag = 0) =>
        new() { Predecessor = milestone.Name, LagDays = lag };

    private static async Task<Milestone> CreateAsync(
        A4Programme it,
        string title,
        Date day,
        Action<Milestone>? change = null,
        string parent = SampleMandates.SubProject,
        string id = ""
    )
    {
        var milestone = new Milestone
        {
            Kind = MilestoneKind.Milestone,
            Title = title,
            PlannedEndDate = day,
        };
        change?.Invoke(milestone);
        return await it.Mandates.CreateMilestoneAsync(
            new()
            {
                Parent = parent,
                Milestone = milestone,
                MilestoneId = id,
            }
        );
    }

    // The plan of a document, instead of what stands there.
    private static async Task PlanAsync(
        A4Programme it,
        string document,
        params (string Text, PlanEntryKind Kind, string Label)[] lines
    )
    {
        var section = new Section { Name = $"{document}/sections/resources" };
        section.PlanEntries.AddRange(
            lines.Select(line => new PlanEntry
            {
                Text = line.Text,
                Kind = line.Kind,
                Period = line.Label.Length > 0 ? new() { Label = line.Label } : null,
            })
        );
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = section,
                UpdateMask = new FieldMask { Paths = { "plan_entries" } },
            }
        );
    }

    private static async Task<List<string>> ListedAsync(A4Programme it, ListMilestonesRequest request)
    {
        List<string> listed = [];
        do
        {
            var page = await it.Mandates.ListMilestonesAsync(request);
            listed.AddRange(page.Milestones.Select(m => m.Title));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return listed;
    }
}
