using CsCheck;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Cases;

namespace MergeProgramme.Procurement.Tests.Cases;

/// <summary>The dates of a case, forwards and backwards.</summary>
public sealed class CaseTimelineTests
{
    private static readonly Dictionary<CaseStep, DateOnly> None = [];

    private static readonly Gen<TimelinePlan> Plans = Gen.Select(
        Gen.Int[0, 1500],
        Gen.Int[0, 1500],
        Gen.Int[1, 90].Array[5],
        Gen.Int[0, 3],
        (vesting, earliest, days, working) =>
            new TimelinePlan(
                new DateOnly(2019, 1, 1).AddDays(vesting),
                new DateOnly(2018, 1, 1).AddDays(earliest),
                days[0],
                days[1],
                days[2],
                days[3],
                days[4],
                working,
                None
            )
    );

    [Fact]
    public void The_record_system_of_Indre_Ostfold_reaches_vesting_day()
    {
        var rows = CaseTimeline.Of(new(new(2020, 1, 1), new(2018, 8, 11), 30, 75, 10, 14, 365, 2, None));
        Assert.Equal(
            [
                (CaseStep.Publication, new(2018, 8, 13), new(2018, 8, 22), 9), // 11.8 is a Saturday
                (CaseStep.TenderDeadline, new(2018, 9, 12), new DateOnly(2018, 9, 21), 9), // seventy-five days before 7.12 is a Sunday
                (CaseStep.AwardLetters, new DateOnly(2018, 11, 26), new DateOnly(2018, 12, 7), 11),
                (CaseStep.StandstillEnd, new DateOnly(2018, 12, 6), new DateOnly(2018, 12, 17), 11),
                (CaseStep.Contract, new DateOnly(2018, 12, 20), new DateOnly(2018, 12, 31), 11),
                (CaseStep.InUse, new DateOnly(2019, 12, 20), new DateOnly(2019, 12, 31), 11),
            ],
            rows.Select(row => (row.Step, row.Earliest, row.Latest, row.Slack))
        );
        Assert.Equal([(new DateOnly(2018, 8, 11), null), (new DateOnly(2018, 8, 12), null)], rows[0].Moved);
        Assert.DoesNotContain(rows, row => row.Conflict);
    }

    [Fact]
    public void A_year_later_it_does_not_and_says_by_how_much()
    {
        var rows = CaseTimeline.Of(new(new(2020, 1, 1), new(2018, 12, 3), 30, 75, 10, 14, 365, 2, None));
        Assert.All(rows, row => Assert.True(row.Conflict));
        Assert.Equal(new(2019, 1, 2), rows[1].Earliest); // thirty days would end on Wednesday 2 January
        Assert.Equal(-rows[^1].Slack, rows[^1].Earliest.DayNumber - new DateOnly(2019, 12, 31).DayNumber);
    }

    [Fact]
    public void A_day_moved_over_holidays_names_them()
    {
        var rows = CaseTimeline.Of(new(new(2020, 1, 1), new(2018, 2, 27), 30, 30, 10, 10, 30, 2, None));
        Assert.Equal(new(2018, 4, 3), rows[1].Earliest);
        Assert.Equal(
            [
                PublicHoliday.MaundyThursday,
                PublicHoliday.GoodFriday,
                null,
                PublicHoliday.EasterSunday,
                PublicHoliday.EasterMonday,
            ],
            rows[1].Moved.Select(day => day.Holiday)
        );
    }

    [Fact]
    public void What_has_happened_is_counted_from()
    {
        var plan = new TimelinePlan(new(2020, 1, 1), new(2018, 8, 13), 30, 75, 10, 14, 365, 2, None);
        var (computed, late) = (
            CaseTimeline.Of(plan),
            CaseTimeline.Of(
                plan with
                {
                    Reached = new Dictionary<CaseStep, DateOnly> { [CaseStep.AwardLetters] = new(2018, 12, 24) },
                }
            )
        );
        Assert.Equal(computed[1], late[1] with { Moved = computed[1].Moved });
        Assert.Equal(new(2018, 12, 24), late[2].Earliest);
        Assert.Equal(new(2019, 1, 3), late[3].Earliest);
        Assert.Equal([false, false, true, true, true, true], late.Select(row => row.Conflict));
    }

    [Fact]
    public void The_latest_date_still_reaches_vesting_day_and_the_next_working_day_does_not() =>
        Plans.Sample(plan =>
        {
            var rows = CaseTimeline.Of(plan);
            var latest = rows[0].Latest;
            Assert.True(NorwegianCalendar.IsWorkingDay(latest));
            Assert.True(CaseTimeline.Of(plan with { Earliest = latest })[^1].Earliest < plan.VestingDay);
            var after = NorwegianCalendar.AddWorkingDays(latest, 1);
            Assert.True(CaseTimeline.Of(plan with { Earliest = after })[^1].Earliest >= plan.VestingDay);
        });

    [Fact]
    public void All_steps_are_in_conflict_or_none_and_legal_days_are_never_fewer() =>
        Plans.Sample(plan =>
        {
            var rows = CaseTimeline.Of(plan);
            Assert.Single(rows.Select(row => row.Conflict).Distinct());
            foreach (var (before, row) in rows.Zip(rows.Skip(1)))
            {
                Assert.True(row.Earliest >= before.Earliest.AddDays(row.Days));
                Assert.True(row.Latest >= before.Latest.AddDays(row.Days));
            }
        });

    [Fact]
    public void Days_out_of_range_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CaseTimeline.Of(new(new(2020, 1, 1), new(2018, 8, 13), 0, 75, 10, 14, 365, 2, None))
        );
}
