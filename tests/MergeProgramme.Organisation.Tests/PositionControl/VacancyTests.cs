using CsCheck;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Organisation.V1.PositionRequestState;

namespace MergeProgramme.Organisation.Tests.PositionControl;

public sealed class VacancyTests
{
    private static readonly DateOnly Today = new(2014, 6, 20);

    // 36 months around the sample's time; costs to the øre; any percent.
    private static readonly Gen<PositionRequest> SomeRequest =
        from ore in Gen.Long[0, 500_000_000_00]
        from percent in Gen.Int[1, 10_000]
        from vacant in Gen.Int[0, 1_000]
        from length in Gen.Int[0, 900]
        from state in Gen.OneOf(Requested, Approved, Rejected, Redeployed, Advertised, Filled)
        from number in Gen.Int[0, 999_999]
        let begins = new DateOnly(2012, 1, 1).AddDays(vacant)
        select new PositionRequest
        {
            Name = $"programmes/p/positionRequests/{number}",
            YearlyCost = Ore.ToMoney(ore),
            PercentHundredths = percent,
            VacantFromDate = begins.ToDate(),
            RequestDate = begins.ToDate(),
            State = state,
            FillDate = state == Filled ? begins.AddDays(length).ToDate() : null,
            RedeployDate = state == Redeployed ? begins.AddDays(length).ToDate() : null,
        };

    [Fact]
    public void What_the_months_hold_back_is_what_the_whole_time_holds_back_in_any_order() =>
        Gen.Select(SomeRequest.Array[0, 12], Gen.Int[0, 40], Gen.Int)
            .Sample(
                (requests, months, seed) =>
                {
                    requests = [.. requests.DistinctBy(r => r.Name)];
                    var first = new DateOnly(2011, 11, 1);
                    var last = first.AddMonths(months);
                    var shuffled = requests.OrderBy(r => HashCode.Combine(r.Name, seed)).ToArray();
                    var tree = new UnitTree([]);
                    var (summary, other) = (
                        ControlSummary.Of(requests, tree, first, last, Today),
                        ControlSummary.Of(shuffled, tree, first, last, Today)
                    );

                    Assert.Equal(Ore.Of(summary.Total.Cost), summary.Months.Sum(m => Ore.Of(m.HeldBack.Cost)));
                    Assert.Equal(summary.Total.PercentMonths, summary.Months.Sum(m => m.HeldBack.PercentMonths));
                    Assert.Equal(summary.Total, other.Total);
                    Assert.Equal(summary.Months, other.Months);
                    Assert.Equal(Ore.Of(summary.Total.Cost), summary.Units.Sum(u => Ore.Of(u.Total.Cost)));
                    Assert.Equal(Ore.Of(summary.Total.Cost), summary.Departments.Sum(d => Ore.Of(d.HeldBack.Cost)));
                }
            );

    [Fact]
    public void A_time_cut_anywhere_holds_back_the_same() =>
        Gen.Select(SomeRequest, Gen.Int[0, 1_500], Gen.Int[0, 1_500], Gen.Int[0, 1_500])
            .Sample(
                (request, one, two, three) =>
                {
                    int[] days = [one, two, three];
                    Array.Sort(days);
                    var (first, cut, end) = (
                        new DateOnly(2011, 6, 1).AddDays(days[0]),
                        new DateOnly(2011, 6, 1).AddDays(days[1]),
                        new DateOnly(2011, 6, 1).AddDays(days[2])
                    );
                    var vacancy = Vacancy.Of([request], Today)[0];
                    var (whole, before, after) = (
                        vacancy.Between(first, end),
                        vacancy.Between(first, cut),
                        vacancy.Between(cut, end)
                    );

                    Assert.Equal(whole.Ore, before.Ore + after.Ore);
                    Assert.Equal(whole.PercentMonths, before.PercentMonths + after.PercentMonths);
                    Assert.True(before.Ore >= 0 && after.Ore >= 0);
                }
            );

    [Fact]
    public void A_whole_year_holds_back_exactly_the_yearly_cost() =>
        Gen.Select(Gen.Long[0, 500_000_000_00], Gen.Int[0, 27])
            .Sample(
                (ore, day) =>
                {
                    var request = Request(from: new DateOnly(2010, 1, 1));
                    request.YearlyCost = Ore.ToMoney(ore);
                    var first = new DateOnly(2012, 1, 1).AddMonths(day % 12);

                    Assert.Equal(ore, Vacancy.Of([request], Today)[0].Between(first, first.AddYears(1)).Ore);
                }
            );

    [Theory]
    // 600 000 kr a year is 50 000 kr a month; February 2014 has 28 days.
    [InlineData("2014-02-01", 50_000_00)]
    [InlineData("2014-02-15", 25_000_00)]
    [InlineData("2014-03-01", 0)]
    [InlineData("2013-11-03", 50_000_00)]
    public void A_month_counts_by_its_days(string from, long expected)
    {
        var vacancy = Vacancy.Of([Request(from: DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture))], Today)[
            0
        ];

        Assert.Equal(expected, vacancy.Between(new(2014, 2, 1), new(2014, 3, 1)).Ore);
    }

    [Fact]
    public void Nothing_is_held_back_after_today_and_from_the_day_of_the_next_holder()
    {
        var open = Vacancy.Of([Request()], Today)[0];
        var filled = Request(state: Filled);
        filled.FillDate = new DateOnly(2014, 3, 1).ToDate();
        var redeployed = Request(state: Redeployed);
        redeployed.RedeployDate = new DateOnly(2014, 1, 1).ToDate();

        Assert.Equal(Today.AddDays(1), open.Until);
        Assert.Equal(new DateOnly(2014, 3, 1), Vacancy.Of([filled], Today)[0].Until);
        Assert.Equal((0, 0), Vacancy.Of([redeployed], Today)[0].Between(new(2010, 1, 1), new(2020, 1, 1)));
        Assert.Empty(Vacancy.Of([Request(state: Withdrawn)], Today));
    }

    [Fact]
    public void Two_requests_for_one_position_never_count_the_same_day_twice()
    {
        var rejected = Request("a", Rejected, new(2014, 1, 1));
        var again = Request("b", Requested, new(2014, 1, 1));
        var earlier = Request("c", Rejected, new(2013, 6, 1));
        foreach (var request in (PositionRequest[])[rejected, again, earlier])
            request.Position = "programmes/p/positions/1";
        again.RequestDate = new DateOnly(2014, 2, 1).ToDate();

        var vacancies = Vacancy.Of([rejected, earlier, again], Today);

        var days = vacancies.Sum(v => v.Until.DayNumber - v.From.DayNumber);
        Assert.Equal(Today.AddDays(1).DayNumber - new DateOnly(2013, 6, 1).DayNumber, days);
        Assert.Equal(0, vacancies.Where(v => v.Request.Name == rejected.Name).Sum(v => v.Until.DayNumber - v.From.DayNumber));
    }

    [Fact]
    public void The_summary_counts_states_waits_and_positions()
    {
        var asked = Request("a", Requested, new(2014, 5, 1));
        asked.RequestDate = new DateOnly(2014, 6, 1).ToDate();
        var approved = Request("b", Approved, new(2014, 5, 10));
        (approved.RequestDate, approved.DecideDate) = (new DateOnly(2014, 5, 20).ToDate(), new DateOnly(2014, 6, 10).ToDate());

        var summary = ControlSummary.Of([asked, approved], new UnitTree([]), new(2014, 4, 1), Today, Today);

        Assert.Equal([0, 2, 2], summary.Months.Select(m => m.HeldBack.PositionCount));
        Assert.Equal([0, 1, 1], summary.Months.Select(m => m.RequestedCount));
        Assert.Equal([0, 0, 1], summary.Months.Select(m => m.ApprovedCount));
        Assert.Equal(2, summary.Total.PositionCount);
        var department = Assert.Single(summary.Departments);
        Assert.Equal((1, 1, 19), (department.RequestedCount, department.ApprovedCount, department.OldestDays));
        Assert.Equal(
            [(2, 10, 31, 0, 0), (1, 21, 21, 1, 19), (0, 0, 0, 1, 10), (0, 0, 0, 0, 0)],
            summary.Steps.Select(s => (s.PassedCount, s.MedianDays, s.LongestDays, s.OpenCount, s.OldestOpenDays))
        );
    }

    private static PositionRequest Request(string id = "x", PositionRequestState state = Requested, DateOnly? from = null) =>
        new()
        {
            Name = $"programmes/p/positionRequests/{id}",
            YearlyCost = Ore.ToMoney(600_000_00),
            PercentHundredths = 10_000,
            VacantFromDate = (from ?? new DateOnly(2014, 1, 1)).ToDate(),
            RequestDate = (from ?? new DateOnly(2014, 1, 1)).ToDate(),
            State = state,
        };
}
