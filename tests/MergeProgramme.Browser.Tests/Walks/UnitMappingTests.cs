using MergeProgramme.Organisation.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>From five organisation charts to one: a unit of today goes into the new organisation, and its positions with it.</summary>
public sealed class UnitMappingTests(Chromium chromium)
{
    [Fact]
    public async Task A_unit_is_mapped_its_positions_are_placed_and_what_remains_is_counted()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        await walk.NavigateAsync("Organisasjonskart");
        var before = await LeftAsync(walk);
        Assert.Equal(4, before.NotPlaced);

        var hobol = walk.Main.Locator("section.mp-orgchart", new() { HasText = "Hobøl" });
        await walk.LeaveByAsync(hobol.GetByRole(AriaRole.Link, new() { Name = "Hjemmetjenesten", Exact = true }));
        await walk.SeeAsync("Ikke koblet til noen ny enhet ennå.");
        // A share without its size: asked for at the field.
        await walk.FillAsync(("ToUnit", "41 Hjemmetjenester"));
        await walk.ChooseAsync("En andel");
        await walk.PressAsync("Koble");
        await walk.IsWrongAsync("SharePercent", "Skriv en andel fra 1 til 99 prosent");
        await walk.ChooseAsync("Hele enheten");
        await walk.PressAsync("Koble");
        await walk.SeeAsync("Hjemmetjenesten går over i Hjemmetjenester");

        await walk.NavigateAsync("Organisasjonskart");
        await OfficeWalk.SeeInAsync(hobol, "→ Hjemmetjenester");
        Assert.True((await LeftAsync(walk)).Unmapped < before.Unmapped);

        // From the number that is not placed to those it is made of.
        await walk.LeaveByAsync(NotPlaced(walk).GetByRole(AriaRole.Link));
        await Assertions.Expect(walk.Main.Locator("tbody tr")).ToHaveCountAsync(4);
        await walk.PressAsync("Plasser de valgte");
        await walk.SeeAsync("Kryss av for stillingene som skal plasseres");
        await walk.ChooseAsync("Velg helsefagarbeider, Hjemmetjenesten");
        await walk.ChooseAsync("Velg sykepleier, Hjemmetjenesten");
        await walk.FillAsync(("NewUnit", "41 Hjemmetjenester"));
        await walk.ChooseAsync("Foreslått");
        await walk.PressAsync("Plasser de valgte");
        await walk.SeeAsync("2 stillinger er plassert på nytt.");
        await Assertions.Expect(walk.Main.Locator("tbody tr")).ToHaveCountAsync(2);

        await walk.NavigateAsync("Organisasjonskart");
        Assert.Equal(2, (await LeftAsync(walk)).NotPlaced);
        await walk.LeaveByAsync(
            walk.Main.Locator("section.mp-orgchart-new")
                .GetByRole(AriaRole.Link, new() { Name = "Hjemmetjenester", Exact = true })
        );
        await OfficeWalk.SeeInAsync(walk.Main.Locator("section[aria-labelledby=mappings]"), "Hele enheten");
        await walk.SeeAsync("1201", "1202");

        var placed = await walk.Clients.Organisation.ListPositionsAsync(
            new() { Parent = OfficeWalk.IndreOstfold, PageSize = 1000 }
        );
        Assert.Equal(
            ["1201", "1202"],
            placed
                .Positions.Where(p => p.MunicipalityDisplayName == "Hobøl" && p.Placement == Placement.Proposed)
                .Select(p => p.Number)
                .Order(StringComparer.Ordinal)
        );
        walk.End();
    }

    // Of the table "what remains in each municipality": units that go nowhere, positions without a place.
    private static async Task<(int Unmapped, int NotPlaced)> LeftAsync(OfficeWalk walk)
    {
        var cells = await Left(walk).Locator("td").AllInnerTextsAsync();
        return (int.Parse(cells[1], null), int.Parse(cells[6], null));
    }

    private static ILocator Left(OfficeWalk walk) =>
        walk
            .Page.GetByRole(AriaRole.Table, new() { Name = "Det som gjenstår i hver kommune" })
            .Locator("tbody tr", new() { HasText = "Hobøl" });

    private static ILocator NotPlaced(OfficeWalk walk) => Left(walk).Locator("td").Nth(6);
}
