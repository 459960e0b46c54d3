using CsCheck;
using Google.Type;
using Grpc.Core;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.BuyOuts;

[Collection("hosts")]
public sealed class BuyOutTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory]
    [InlineData(100_000, 400, 400_000)]
    [InlineData(99_999, 50, 50_000)]
    [InlineData(99_998, 50, 49_999)]
    [InlineData(1, 49, 0)]
    [InlineData(333_333, 33, 110_000)]
    public void Days_times_rate_is_rounded_to_the_nearest_ore(long rate, int days, long cost) =>
        Assert.Equal(cost, BuyOutRules.CostInOre(new() { DayRate = BuyOutRules.FromOre(rate), DayHundredths = days }));

    [Fact]
    public void The_cost_is_never_half_an_ore_off() =>
        Gen.Select(Gen.Long[0, 10_000_000], Gen.Int[1, 2300])
            .Sample(
                (rate, days) =>
                {
                    var cost = BuyOutRules.CostInOre(new() { DayRate = BuyOutRules.FromOre(rate), DayHundredths = days });
                    Assert.InRange((cost * 100) - (rate * days), -49, 50);
                    Assert.Equal(rate, BuyOutRules.ToOre(BuyOutRules.FromOre(rate)));
                }
            );

    [Theory, MemberData(nameof(All))]
    public async Task Bought_out_days_are_registered_mended_and_deleted(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var appointment = await office.AppointAsync(await office.PersonAsync("Kari Berg"), await office.BodyAsync());
        var created = await office.Client.CreateBuyOutAsync(
            new() { Parent = office.Programme, BuyOut = Four(appointment, (2018, 1), (2018, 6)) }
        );
        Assert.Equal(
            ("Kari Berg", "Prosjektstyret for A4", 14_200L, 200_000_000),
            (created.PersonDisplayName, created.BodyDisplayName, created.MonthCost.Units, created.MonthCost.Nanos)
        );
        Assert.Equal(Office.Day(2018, 1, 1), created.FirstMonth);
        Assert.Equal(created, await office.Client.GetBuyOutAsync(new() { Name = created.Name }));
        var mended = created.Clone();
        mended.DayHundredths = 450;
        var updated = await office.Client.UpdateBuyOutAsync(
            new()
            {
                BuyOut = mended,
                UpdateMask = new() { Paths = { "day_hundredths" } },
            }
        );
        // 4,5 × 3 550,05 is 15 975,225: half an øre up.
        Assert.Equal((15_975L, 230_000_000), (updated.MonthCost.Units, updated.MonthCost.Nanos));
        Assert.Equal(
            [updated],
            (await office.Client.ListBuyOutsAsync(new() { Parent = office.Programme, Person = appointment.Person })).BuyOuts
        );
        await office.Client.DeleteBuyOutAsync(new() { Name = updated.Name, Etag = updated.Etag });
        Assert.Empty((await office.Client.ListBuyOutsAsync(new() { Parent = office.Programme })).BuyOuts);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var appointment = await office.AppointAsync(
            await office.PersonAsync("Kari Berg"),
            await office.BodyAsync(change: b => b.EndDate = Office.Day(2019, 12, 31))
        );
        async Task RefusedAsync(BuyOut buyOut, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await office.Client.CreateBuyOutAsync(new() { Parent = office.Programme, BuyOut = buyOut })
                )
            );
        await RefusedAsync(Four(appointment, (2018, 6), (2018, 5)), ("buy_out.last_month", "END_BEFORE_START"));
        await RefusedAsync(Four(appointment, (2017, 9), (2018, 5)), ("buy_out.first_month", "NOT_HELD_IN_MONTH"));
        // The appointment has no end, and its body has.
        await RefusedAsync(Four(appointment, (2019, 9), (2020, 1)), ("buy_out.last_month", "NOT_HELD_IN_MONTH"));
        var many = Four(appointment, (2018, 4), (2018, 5));
        many.DayHundredths = 2000;
        await RefusedAsync(many, ("buy_out.day_hundredths", "MORE_THAN_WORKING_DAYS"));
        many.DayHundredths = 0;
        await RefusedAsync(many, ("buy_out.day_hundredths", "OUT_OF_RANGE"));
        await office.Client.CreateBuyOutAsync(
            new() { Parent = office.Programme, BuyOut = Four(appointment, (2018, 1), (2018, 6)) }
        );
        await RefusedAsync(Four(appointment, (2018, 6), (2018, 7)), ("buy_out.first_month", "BUY_OUT_TWICE"));
    }

    // Four days at 3 550,05 kr.
    private static BuyOut Four(Appointment appointment, (int Year, int Month) first, (int Year, int Month) last) =>
        new()
        {
            Appointment = appointment.Name,
            FirstMonth = Office.Day(first.Year, first.Month, 15),
            LastMonth = Office.Day(last.Year, last.Month, 15),
            DayHundredths = 400,
            DayRate = new Money
            {
                CurrencyCode = "NOK",
                Units = 3550,
                Nanos = 50_000_000,
            },
        };
}
