using MergeProgramme.Organisation.V1;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>Vacant positions in Bodø, by keyboard alone: none is advertised before the department's director has approved it.</summary>
public sealed class PositionControlTests(Chromium chromium)
{
    private const string Title = "vernepleier, natt";

    [Fact]
    public async Task A_position_is_asked_for_decided_by_the_director_and_only_then_advertised()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium, "serviceHead", OfficeWalk.Bodo, keyboard: true);
        await walk.NavigateAsync("Stillingskontroll");
        await walk.FollowAsync("Meld ledig stilling");
        await walk.FillAsync(("Title", Title), ("Unit", "41 Hjemmetjenesten sentrum"), ("YearlyCost", "7120"));
        await walk.FillAsync(("Why", "Natt må være dekket."), ("Consequence", "Bruk av vikarbyrå hver natt."));
        await walk.PressAsync("Meld stillingen");
        // Thousands of kroner in place of kroner: asked about at the field, not taken.
        await walk.IsWrongAsync("YearlyCost", "Skriv hele kroner");
        await walk.FillAsync(("YearlyCost", "712000"));
        await walk.PressAsync("Meld stillingen");
        await walk.SeeAsync($"{Title} er meldt. Saken avgjøres i Helse- og omsorgsavdelingen", "Avgjøres av Randi Skjerstadnes");
        await CannotAdvertiseAsync(walk);

        await walk.SignInAsync("director", OfficeWalk.Bodo);
        await OpenAsync(walk, $"{Title}, Hjemmetjenesten sentrum");
        await walk.ChooseAsync("Godkjenn: stillingen kan lyses ut");
        await walk.FillAsync(("Reason", "Kravet til bemanning om natten gjelder."));
        await walk.PressAsync("Avgjør");
        await walk.SeeAsync("Saken er avgjort.", "Godkjent, Randi Skjerstadnes", "Kravet til bemanning om natten gjelder.");

        await OpenAsync(walk, "helsefagarbeider, Sentrum sykehjem");
        await walk.ChooseAsync("Avslå: stillingen skal ikke besettes");
        await walk.FillAsync(("Reason", "Oppgavene fordeles."));
        await walk.PressAsync("Avgjør");
        await walk.SeeAsync("Avslått, Randi Skjerstadnes");
        await CannotAdvertiseAsync(walk);

        await OpenAsync(walk, "sykepleier, Hjemmetjenesten sentrum");
        await walk.ChooseAsync("Omplasser: besett med en som allerede er ansatt");
        await walk.FillAsync(("Reason", "Overtallig, med rett kompetanse."));
        await walk.PressAsync("Avgjør");
        await walk.IsWrongAsync("RedeployedPerson", "Velg hvem som omplasseres");
        await walk.FillAsync(
            ("RedeployedPerson", "Rita Kjerringøymo, spesialkonsulent"),
            ("RedeployedFromUnit", "3 Oppvekst- og kulturavdelingen"),
            ("RedeployDate", OfficeWalk.Iso(OfficeWalk.Today.AddDays(14)))
        );
        await walk.PressAsync("Avgjør");
        await walk.SeeAsync("Rita Kjerringøymo omplasseres fra Oppvekst- og kulturavdelingen");
        await CannotAdvertiseAsync(walk);

        // Now, and only now, the one who asked may advertise.
        await walk.SignInAsync("serviceHead", OfficeWalk.Bodo);
        await walk.NavigateAsync("Stillingskontroll");
        await walk.FollowAsync(Title);
        await walk.FillAsync(("AdvertiseDate", OfficeWalk.Iso(OfficeWalk.Today)), ("AdvertiseReference", "2026/1190"));
        await walk.PressAsync("Før inn utlysningen");
        await walk.SeeAsync("Utlysningen er ført inn.", "2026/1190");

        await walk.NavigateAsync("Stillingskontroll");
        await OfficeWalk.SeeInAsync(walk.Row(Title), "Lyst ut", "Hjemmetjenesten sentrum", "712 000 kr");
        var (name, path) = await walk.DownloadAsync("Last ned Excel");
        Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
        Assert.Contains(
            MiniExcel.Query(path, excelType: ExcelType.XLSX).Cast<IDictionary<string, object>>(),
            row => row.Values.Contains(Title) && row.Values.Contains("Lyst ut")
        );
        var asked = await walk.Clients.Organisation.ListPositionRequestsAsync(new() { Parent = OfficeWalk.Bodo });
        Assert.Equal(PositionRequestState.Advertised, asked.PositionRequests.Single(r => r.Title == Title).State);
        walk.End();
    }

    private static async Task OpenAsync(OfficeWalk walk, string link)
    {
        await walk.NavigateAsync("Stillingskontroll");
        await walk.FollowAsync(link);
    }

    private static Task CannotAdvertiseAsync(OfficeWalk walk) =>
        Assertions.Expect(walk.Page.Locator("[name=AdvertiseReference]")).ToHaveCountAsync(0);
}
