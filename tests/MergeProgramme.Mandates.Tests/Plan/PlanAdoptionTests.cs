using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Plan;

public sealed class PlanAdoptionTests
{
    private static readonly Timestamp Now = new() { Seconds = 1_600_000_000 };
    private static readonly DateOnly Vesting = new(2020, 1, 1);

    [Fact]
    public void Each_line_with_days_becomes_what_it_is_called()
    {
        var entries = Adopt(
            Document(
                1,
                Entry(PlanEntryKind.Phase, "Konsept", Day(2018, 1, 1), Day(2018, 3, 31)),
                Entry(PlanEntryKind.Milestone, "Hovedstruktur vedtatt", Day(2018, 4, 1), Day(2018, 4, 15)),
                Entry(PlanEntryKind.Milestone, "BP2: starte planleggingen", Day(2018, 5, 2), Day(2018, 5, 2)),
                Entry(PlanEntryKind.Activity, "Realisere gevinster", Day(2018, 1, 1), Day(2026, 12, 31)),
                Entry(PlanEntryKind.Milestone, "Overføring når alt er klart", null, null)
            )
        );

        Assert.Equal(
            [
                (PlanEntryOutcome.Created, MilestoneKind.Phase, DecisionPoint.Unspecified, false),
                (PlanEntryOutcome.Created, MilestoneKind.Milestone, DecisionPoint.Unspecified, false),
                (PlanEntryOutcome.Created, MilestoneKind.DecisionPoint, DecisionPoint.Bp2, false),
                // The document itself lets it go on after vesting day.
                (PlanEntryOutcome.Created, MilestoneKind.Activity, DecisionPoint.Unspecified, true),
            ],
            entries.SkipLast(1).Select(e => (e.Outcome, e.Milestone.Kind, e.Milestone.DecisionPoint, e.Milestone.AfterVesting))
        );
        // What has no day is reported by its name, and nothing is made of it.
        Assert.Equal(
            (PlanEntryOutcome.NoDates, "Overføring når alt er klart", null),
            (entries[^1].Outcome, entries[^1].Text, entries[^1].Milestone)
        );
        var phase = entries[0].Milestone;
        Assert.Equal(
            (Day(2018, 1, 1), Day(2018, 3, 31), Day(2018, 1, 1), Day(2018, 3, 31)),
            (phase.PlannedStartDate, phase.PlannedEndDate, phase.BaselineStartDate, phase.BaselineEndDate)
        );
        // A milestone is the last day that its words allow.
        var milestone = entries[1].Milestone;
        Assert.Equal((null, Day(2018, 4, 15)), (milestone.PlannedStartDate, milestone.PlannedEndDate));
    }

    [Fact]
    public void Again_changes_nothing_and_what_was_moved_meanwhile_stays()
    {
        var document = Document(1, Entry(PlanEntryKind.Phase, "Konsept", Day(2018, 1, 1), Day(2018, 3, 31)));
        var moved = Named(Assert.Single(Adopt(document)).Milestone);
        moved.PlannedEndDate = Day(2018, 5, 31);
        moved.Title = "Konseptfasen";

        var again = Assert.Single(Adopt(document, moved));

        Assert.Equal((PlanEntryOutcome.Unchanged, moved), (again.Outcome, again.Milestone));
    }

    [Fact]
    public void A_newer_document_sets_a_new_baseline_and_the_old_one_is_kept()
    {
        var first = Document(
            1,
            Entry(PlanEntryKind.Phase, "Konsept", Day(2018, 1, 1), Day(2018, 3, 31)),
            Entry(PlanEntryKind.Milestone, "Valgt", Day(2018, 6, 1), Day(2018, 6, 1)),
            Entry(PlanEntryKind.Milestone, "Utgår", Day(2018, 7, 1), Day(2018, 7, 1))
        );
        var current = Adopt(first).Select((e, i) => Named(e.Milestone, i)).ToArray();
        current[0].DoneDate = Day(2018, 4, 2);
        current[1].PlannedEndDate = Day(2018, 6, 20);
        var second = Document(
            2,
            Entry(PlanEntryKind.Phase, "Konsept", Day(2018, 1, 1), Day(2018, 4, 1)),
            Entry(PlanEntryKind.Milestone, "Valgt", Day(2018, 9, 1), Day(2018, 9, 1))
        );

        var entries = Adopt(second, current);

        Assert.Equal(
            [PlanEntryOutcome.Replanned, PlanEntryOutcome.Replanned, PlanEntryOutcome.NotInDocument],
            entries.Select(e => e.Outcome)
        );
        // What is done keeps the days that it was planned for.
        var done = entries[0].Milestone;
        Assert.Equal((Day(2018, 3, 31), Day(2018, 4, 1)), (done.PlannedEndDate, done.BaselineEndDate));
        var chosen = entries[1];
        Assert.Equal(
            (Day(2018, 9, 1), Day(2018, 9, 1), Day(2018, 6, 20)),
            (chosen.Milestone.PlannedEndDate, chosen.Milestone.BaselineEndDate, chosen.PreviousEndDate)
        );
        Assert.Equal(
            [(first.Name, Day(2018, 6, 1)), (second.Name, Day(2018, 9, 1))],
            chosen.Milestone.Baselines.Select(b => (b.SourceMandate, b.EndDate))
        );
        Assert.Equal(current[2], entries[2].Milestone);
    }

    [Fact]
    public void What_was_written_by_hand_is_taken_into_the_plan_by_its_title_or_its_decision_point()
    {
        Milestone[] current =
        [
            Named(
                new()
                {
                    Kind = MilestoneKind.Milestone,
                    Title = "valgt",
                    PlannedEndDate = Day(2018, 6, 1),
                },
                0
            ),
            Named(
                new()
                {
                    Kind = MilestoneKind.DecisionPoint,
                    DecisionPoint = DecisionPoint.Bp2,
                    Title = "Beslutning om planlegging",
                    PlannedEndDate = Day(2018, 6, 1),
                },
                1
            ),
        ];

        var entries = Adopt(
            Document(
                1,
                Entry(PlanEntryKind.Milestone, "BP2", Day(2018, 8, 1), Day(2018, 8, 1)),
                Entry(PlanEntryKind.Milestone, "Valgt", Day(2018, 9, 1), Day(2018, 9, 1)),
                // The same words again are another one.
                Entry(PlanEntryKind.Milestone, "Valgt", Day(2018, 10, 1), Day(2018, 10, 1))
            ),
            current
        );

        Assert.Equal(
            [
                (PlanEntryOutcome.Replanned, current[1].Name),
                (PlanEntryOutcome.Replanned, current[0].Name),
                (PlanEntryOutcome.Created, ""),
            ],
            entries.Select(e => (e.Outcome, e.Milestone.Name))
        );
        Assert.Equal("Beslutning om planlegging", entries[0].Milestone.Title);
    }

    [Theory]
    [InlineData("BP2", DecisionPoint.Bp2)]
    [InlineData("bp 3: gjennomføring", DecisionPoint.Bp3)]
    [InlineData("BP3.1 ny fase", DecisionPoint.Bp3)]
    [InlineData("BP22", DecisionPoint.Unspecified)]
    [InlineData("BP6", DecisionPoint.Unspecified)]
    [InlineData("BP", DecisionPoint.Unspecified)]
    [InlineData("BP1a", DecisionPoint.Unspecified)]
    [InlineData("Før BP2", DecisionPoint.Unspecified)]
    public void A_decision_point_is_known_by_how_its_line_begins(string text, DecisionPoint point) =>
        Assert.Equal(point, PlanAdoption.PointOf(text));

    private static IReadOnlyList<AdoptedEntry> Adopt(Mandate document, params Milestone[] current) =>
        PlanAdoption.Of(document, current, Vesting, Now);

    private static Milestone Named(Milestone milestone, int number = 0)
    {
        milestone.Name = $"{SampleMandates.SubProject}/milestones/m{number}";
        return milestone;
    }

    private static Mandate Document(int version, params PlanEntry[] entries) =>
        new()
        {
            Name = $"{SampleMandates.SubProject}/mandates/{version}",
            Sections = { new Section { PlanEntries = { entries } } },
        };

    private static PlanEntry Entry(PlanEntryKind kind, string text, Google.Type.Date? start, Google.Type.Date? end) =>
        new()
        {
            Kind = kind,
            Text = text,
            Period = new()
            {
                Label = "som skrevet",
                StartDate = start,
                EndDate = end,
            },
        };
}
