using CsCheck;
using MergeProgramme.Organisation.Staffing;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Staffing;

[Collection("hosts")]
public sealed class StaffingTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    // Said apart from the rule: day by day.
    [Fact]
    public void The_most_of_a_month_is_that_of_its_fullest_day() =>
        Gen.Select(Gen.Int[0, 120], Gen.Int[0, 90], Gen.Int[0, 100], (from, days, percent) => (from, days, percent))
            .List[0, 6]
            .Sample(spans =>
            {
                var start = new DateOnly(2018, 1, 1);
                var appointments = spans.Select(
                    (s, i) =>
                        new Appointment
                        {
                            Name = $"a{i}",
                            Percent = s.percent,
                            StartDate = start.AddDays(s.from).ToDate(),
                            EndDate = start.AddDays(s.from + s.days).ToDate(),
                        }
                );
                Month[] months = [.. Enumerable.Range(0, 6).Select(new Month(start).Plus)];
                foreach (var (month, staffing) in months.Zip(Workload.Of(appointments, months)))
                {
                    var days = Enumerable
                        .Range(0, month.LastDay.Day)
                        .Select(d => month.FirstDay.AddDays(d))
                        .Select(day =>
                            (
                                Day: day,
                                Sum: spans
                                    .Where(s => start.AddDays(s.from) <= day && day <= start.AddDays(s.from + s.days))
                                    .Sum(s => s.percent)
                            )
                        )
                        .ToList();
                    Assert.Equal(days.Max(d => d.Sum), staffing.Percent);
                    DateOnly? over = days.Where(d => d.Sum > 100).Select(d => (DateOnly?)d.Day).FirstOrDefault();
                    Assert.Equal(over, staffing.OverDate.ToDateOnly());
                }
            });

    [Theory]
    [InlineData("2018-05", "2018-05")]
    [InlineData("5.2018", "2018-05")]
    [InlineData(" 12/2017 ", "2017-12")]
    [InlineData("13.2018", null)]
    [InlineData("mai", null)]
    [InlineData(null, null)]
    public void A_month_is_read_as_people_write_it(string? text, string? month) =>
        Assert.Equal(month, Month.Read(text)?.ToString());

    [Theory, MemberData(nameof(All))]
    public async Task Percent_and_cost_are_told_by_person_body_and_month(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var a4 = await office.SubProjectAsync("A4");
        var (board, group) = (
            await office.BodyAsync(change: b => b.SubProject = a4.Name),
            await office.BodyAsync("Arbeidsgruppe", BodyKind.WorkingGroup, change: b => b.EndDate = Office.Day(2018, 3, 15))
        );
        var (kari, ola) = (await office.PersonAsync("Kari Berg"), await office.PersonAsync("Ola Dahl"));
        var first = await office.AppointAsync(kari, board, a => a.Percent = 60);
        var second = await office.AppointAsync(kari, group, a => (a.Percent, a.StartDate) = (50, Office.Day(2018, 2, 10)));
        await office.AppointAsync(ola, board);
        async Task BuyOutAsync(Appointment appointment, int month, int last, int days) =>
            await office.Client.CreateBuyOutAsync(
                new()
                {
                    Parent = office.Programme,
                    BuyOut = new()
                    {
                        Appointment = appointment.Name,
                        FirstMonth = Office.Day(2018, month, 1),
                        LastMonth = Office.Day(2018, last, 1),
                        DayHundredths = days,
                        DayRate = new()
                        {
                            CurrencyCode = "NOK",
                            Units = 1000,
                            Nanos = 10_000_000,
                        },
                    },
                }
            );
        await BuyOutAsync(first, 2, 5, 150);
        await BuyOutAsync(second, 3, 3, 50);
        // Ended before the bought-out days are: those after are not paid for.
        await office.Client.UpdateAppointmentAsync(
            new()
            {
                Appointment = new() { Name = first.Name, EndDate = Office.Day(2018, 4, 30) },
                UpdateMask = new() { Paths = { "end_date" } },
            }
        );

        var report = await office.Client.ReportStaffingAsync(
            new()
            {
                Parent = office.Programme,
                FirstMonth = Office.Day(2018, 1, 20),
                MonthCount = 6,
            }
        );
        Assert.Equal((6, Office.Day(2018, 1, 1)), (report.Months.Count, report.Months[0]));
        var person = Assert.Single(report.Persons);
        Assert.Equal([60, 110, 110, 60, 0, 0], person.Months.Select(m => m.Percent));
        Assert.Equal(Office.Day(2018, 2, 10), person.Months[1].OverDate);
        Assert.Equal(Office.Day(2018, 3, 1), person.Months[2].OverDate);
        Assert.Equal(2, person.Months[1].Appointments.Count);
        Assert.Equal(
            [("Arbeidsgruppe", ""), ("Prosjektstyret for A4", a4.Name)],
            report.Costs.Select(c => (c.BodyDisplayName, c.SubProject))
        );
        Assert.Equal([0, 150, 150, 150, 0, 0], report.Costs[1].DayHundredths);
        // 1,5 × 1 000,01 is 1 500,015, rounded to 1 500,02 in each month: the sum is of what stands there.
        Assert.Equal((4500L, 60_000_000), (report.Costs[1].TotalCost.Units, report.Costs[1].TotalCost.Nanos));
        Assert.Equal((2000L, 30_000_000), (report.MonthCosts[2].Units, report.MonthCosts[2].Nanos));
        Assert.Equal((5000L, 70_000_000), (report.TotalCost.Units, report.TotalCost.Nanos));
    }
}
