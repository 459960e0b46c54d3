using CsCheck;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Tests.Tolerances;

public sealed class ToleranceRulesTests
{
    [Fact]
    public void There_is_one_alarm_for_each_excursion_and_never_two_open() =>
        Gen.Select(Gen.Long[0, 20].List[0, 60], Gen.Long[0, 20])
            .Sample(
                (values, limit) =>
                {
                    var (isOpen, raised, ended) = (false, 0, 0);
                    foreach (var value in values)
                    {
                        var step = ToleranceRules.Step(isOpen, value, limit);
                        Assert.False(isOpen && step == AlarmStep.Raise);
                        Assert.False(!isOpen && step == AlarmStep.End);
                        raised += step == AlarmStep.Raise ? 1 : 0;
                        ended += step == AlarmStep.End ? 1 : 0;
                        isOpen = step == AlarmStep.Raise || (isOpen && step != AlarmStep.End);
                        Assert.Equal(value > limit, isOpen);
                    }
                    // An excursion begins where a value is outside and the one before it was not.
                    var excursions = values.Index().Count(v => v.Item > limit && (v.Index == 0 || values[v.Index - 1] <= limit));
                    Assert.Equal(excursions, raised);
                    Assert.Equal(raised - (isOpen ? 1 : 0), ended);
                }
            );

    [Fact]
    public void What_can_no_longer_be_measured_ends_an_alarm_and_raises_none()
    {
        Assert.Equal(AlarmStep.End, ToleranceRules.Step(true, null, 0));
        Assert.Equal(AlarmStep.None, ToleranceRules.Step(false, null, 0));
    }

    [Fact]
    public void Over_by_an_ore_is_over_in_percent_too() =>
        Gen.Select(Gen.Long[1, 1_000_000_000_00], Gen.Long[0, 10_000])
            .Sample(
                (frame, limit) =>
                {
                    // The most that is inside, to the øre.
                    var most = (long)((Int128)frame * limit / 10_000);
                    Assert.False(Cost(frame, most) > limit);
                    Assert.True(Cost(frame, most + 1) > limit);
                }
            );

    [Fact]
    public void The_worst_year_counts_and_a_saving_of_another_does_not_pay_for_it()
    {
        BudgetCell[] cells =
        [
            Cell(2018, CostKind.Operations, 100_00, 60_00),
            Cell(2019, CostKind.Operations, 100_00, 130_00),
            Cell(2019, CostKind.Other, 100_00, 90_00),
            // What has no frame, or no forecast, is held against nothing.
            Cell(2019, CostKind.Procurement, null, 900_00),
            Cell(2020, CostKind.Operations, 100_00, null),
        ];
        Assert.Equal(new Measured(20_00, "2019"), ToleranceRules.Cost(cells, ToleranceUnit.Ore));
        Assert.Equal(new Measured(10_00, "2019"), ToleranceRules.Cost(cells, ToleranceUnit.Percent));
        Assert.Equal(Measured.Nothing, ToleranceRules.Cost([], ToleranceUnit.Percent));
        Assert.Equal(
            new Measured(100_00, "2019"),
            ToleranceRules.Cost([Cell(2019, CostKind.Other, 0, 1)], ToleranceUnit.Percent)
        );
    }

    [Fact]
    public void The_milestone_that_slips_the_most_counts()
    {
        Assert.Equal(
            new Measured(12, "BP2"),
            ToleranceRules.Time([("Struktur", 100, 105), ("BP2", 100, 112), ("BP3", 300, 290)])
        );
        Assert.Equal(new Measured(0), ToleranceRules.Time([("BP3", 300, 290)]));
        Assert.Equal(Measured.Nothing, ToleranceRules.Time([]));
    }

    [Fact]
    public void Late_and_returned_deliverables_count_once_each()
    {
        var today = new DateOnly(2018, 5, 1);
        Deliverable Of(DeliverableState state, int days) =>
            new()
            {
                Title = $"{state}",
                State = state,
                DueDate = today.AddDays(days).ToDate(),
            };
        Assert.Equal(
            new Measured(2, "Planned"),
            ToleranceRules.Scope(
                [
                    Of(DeliverableState.Planned, -3),
                    Of(DeliverableState.Returned, 5),
                    Of(DeliverableState.HandedIn, -9),
                    Of(DeliverableState.Accepted, -9),
                    Of(DeliverableState.InProgress, 0),
                ],
                today
            )
        );
    }

    [Fact]
    public void Benefit_is_what_is_expected_below_what_was_planned_when_all_works_fully()
    {
        RealisationPoint Year(int year, long planned, long expected) =>
            new()
            {
                StartDate = new DateOnly(year, 1, 1).ToDate(),
                Planned = Ore.ToMoney(planned),
                Expected = Ore.ToMoney(expected),
            };
        Assert.Equal(new Measured(25_00, "2017"), ToleranceRules.Benefit([Year(2016, 10, 99), Year(2017, 60_00, 45_00)]));
        Assert.Equal(new Measured(0), ToleranceRules.Benefit([Year(2017, 60_00, 61_00)]));
        // Nothing is decided yet: there is no plan to fall below.
        Assert.Equal(Measured.Nothing, ToleranceRules.Benefit([Year(2017, 0, 61_00)]));
        Assert.Equal(Measured.Nothing, ToleranceRules.Benefit([]));
    }

    private static long Cost(long frame, long over) =>
        ToleranceRules.Cost([Cell(2018, CostKind.Operations, frame, frame + over)], ToleranceUnit.Percent).Value!.Value;

    private static BudgetCell Cell(int year, CostKind kind, long? frame, long? forecast) =>
        new("programmes/x/subProjects/a", year, kind, frame, 0, 0, forecast, "");
}
