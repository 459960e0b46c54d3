using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Positions;

[Collection("hosts")]
public sealed class PositionTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_position_is_read_with_what_it_refers_to_and_the_log_does_not_say_who_has_it(
        TestDatabase database,
        Transport transport
    )
    {
        var (office, unit, into) = await OpenAsync(database, transport);
        var holder = await office.PersonAsync("Kari Berg");
        var created = await office.PositionAsync(
            unit,
            change: p =>
            {
                (p.Holder, p.PercentHundredths, p.Number, p.Code) = (holder.Name, 7_042, "1001", "7174");
                (p.NewUnit, p.Placement) = (into.Name, Placement.Proposed);
                p.YearlyCost = new()
                {
                    CurrencyCode = "NOK",
                    Units = 436_604,
                    Nanos = 500_000_000,
                };
            }
        );

        Assert.Equal(created, await office.Client.GetPositionAsync(new() { Name = created.Name }));
        Assert.Equal(
            ("Kari Berg", "Pleie", "Hjemmetjenesten", "Askim", 500_000_000),
            (
                created.HolderDisplayName,
                created.UnitDisplayName,
                created.NewUnitDisplayName,
                created.MunicipalityDisplayName,
                created.YearlyCost.Nanos
            )
        );
        var said = Assert.Single((await office.Client.ListEventsAsync(new() { Subject = created.Name })).Events);
        Assert.DoesNotContain("kari", said.Data.Unpack<Position>().ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var (office, unit, into) = await OpenAsync(database, transport);
        var holder = await office.PersonAsync("Kari Berg");
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var far = await elsewhere.UnitAsync("Ny", UnitLevel.Unit);
        async Task RefusedAsync(Action<Position> change, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => office.PositionAsync(unit, change: change))
            );

        await RefusedAsync(p => p.PercentHundredths = 0, ("position.percent_hundredths", "OUT_OF_RANGE"));
        await RefusedAsync(p => p.PercentHundredths = 10_001, ("position.percent_hundredths", "OUT_OF_RANGE"));
        await RefusedAsync(p => p.YearlyCost.Units = -1, ("position.yearly_cost", "AMOUNT_NEGATIVE"));
        await RefusedAsync(p => p.YearlyCost.CurrencyCode = "SEK", ("position.yearly_cost", "CURRENCY_NOT_NOK"));
        await RefusedAsync(p => (p.Vacant, p.Holder) = (true, holder.Name), ("position.holder", "VACANT_WITH_HOLDER"));
        await RefusedAsync(p => p.NewUnit = into.Name, ("position.placement", "PLACEMENT_MISSING"));
        await RefusedAsync(p => p.Placement = Placement.Agreed, ("position.new_unit", "NEW_UNIT_MISSING"));
        await RefusedAsync(p => p.Unit = into.Name, ("position.unit", "POSITION_IN_NEW_UNIT"));
        await RefusedAsync(
            p => (p.NewUnit, p.Placement) = (far.Name, Placement.Proposed),
            ("position.new_unit", "OTHER_PROGRAMME")
        );
        // 620 is thousands of kroner; 62 000 for 1 % is 6.2 MNOK for a full position.
        await RefusedAsync(p => p.YearlyCost.Units = 620, ("position.yearly_cost", "COST_UNLIKELY"));
        await RefusedAsync(
            p => (p.YearlyCost.Units, p.PercentHundredths) = (62_000, 100),
            ("position.yearly_cost", "COST_UNLIKELY")
        );
        await office.PositionAsync(unit, costConfirmed: true, change: p => (p.YearlyCost.Units, p.Number) = (620, "7"));
        Assert.Equal(
            [("position.number", "POSITION_NUMBER_TAKEN")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => office.PositionAsync(unit, change: p => p.Number = "7"))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task They_are_found_by_unit_municipality_vacancy_placement_and_words(TestDatabase database, Transport transport)
    {
        var (office, unit, into) = await OpenAsync(database, transport);
        var hobol = await office.UnitAsync("Omsorg", UnitLevel.Unit, await office.MunicipalityAsync("Hobøl", "0138"));
        await office.PositionAsync(unit, "Vernepleier", change: p => p.Vacant = true);
        await office.PositionAsync(unit, "Sykepleier", change: p => (p.NewUnit, p.Placement) = (into.Name, Placement.Agreed));
        await office.PositionAsync(hobol, "Helsefagarbeider", change: p => p.Number = "A-12");
        async Task<string[]> FoundAsync(Action<ListPositionsRequest> filter)
        {
            var request = new ListPositionsRequest { Parent = office.Programme, PageSize = 2 };
            filter(request);
            List<string> titles = [];
            do
            {
                var page = await office.Client.ListPositionsAsync(request);
                titles.AddRange(page.Positions.Select(p => p.Title));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return [.. titles];
        }

        Assert.Equal(["Helsefagarbeider", "Sykepleier", "Vernepleier"], await FoundAsync(_ => { }));
        Assert.Equal(["Vernepleier"], await FoundAsync(r => r.Vacant = true));
        Assert.Equal(["Helsefagarbeider", "Vernepleier"], await FoundAsync(r => r.NotPlaced = true));
        Assert.Equal(["Sykepleier"], await FoundAsync(r => r.Unit = into.Name));
        Assert.Equal(["Sykepleier", "Vernepleier"], await FoundAsync(r => r.Unit = unit.Name));
        Assert.Equal(["Helsefagarbeider"], await FoundAsync(r => r.Municipality = hobol.Municipality));
        Assert.Equal(["Helsefagarbeider"], await FoundAsync(r => r.Query = "a-1"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Many_are_placed_at_once_all_or_none(TestDatabase database, Transport transport)
    {
        var (office, unit, into) = await OpenAsync(database, transport);
        var (one, two) = (await office.PositionAsync(unit), await office.PositionAsync(unit));
        Task<PlacePositionsResponse> PlaceAsync(string newUnit, Placement placement, params string[] positions) =>
            office
                .Client.PlacePositionsAsync(
                    new()
                    {
                        Parent = office.Programme,
                        Positions = { positions },
                        NewUnit = newUnit,
                        Placement = placement,
                    }
                )
                .ResponseAsync;

        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            () => PlaceAsync(into.Name, Placement.Proposed, one.Name, $"{office.Programme}/positions/borte")
        );
        Assert.Equal("", (await office.Client.GetPositionAsync(new() { Name = one.Name })).NewUnit);
        Assert.Equal(
            [("new_unit", "PLACED_IN_OLD_UNIT")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => PlaceAsync(unit.Name, Placement.Proposed, one.Name))
        );
        Assert.Equal(2, (await PlaceAsync(into.Name, Placement.Proposed, one.Name, two.Name, one.Name)).PlacedCount);
        Assert.Equal(1, (await PlaceAsync(into.Name, Placement.Agreed, one.Name)).PlacedCount);
        Assert.Equal(0, (await PlaceAsync(into.Name, Placement.Agreed, one.Name)).PlacedCount);
        var placed = await office.Client.GetPositionAsync(new() { Name = one.Name });
        Assert.Equal(
            (into.Name, Placement.Agreed, "Hjemmetjenesten"),
            (placed.NewUnit, placed.Placement, placed.NewUnitDisplayName)
        );
        await PlaceAsync("", Placement.Unspecified, one.Name);
        Assert.Equal("", (await office.Client.GetPositionAsync(new() { Name = one.Name })).NewUnit);
    }

    private async Task<(Office Office, Unit Unit, Unit Into)> OpenAsync(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        return (
            office,
            await office.UnitAsync("Pleie", UnitLevel.Unit, askim),
            await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit)
        );
    }
}
