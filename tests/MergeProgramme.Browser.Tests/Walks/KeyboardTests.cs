using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>The main job without a mouse: every step is reached by Tab and taken by the keys that a form knows.</summary>
public sealed class KeyboardTests(Chromium chromium, SampleHost host)
{
    [Fact]
    public async Task A_mandate_is_begun_written_and_submitted_by_keyboard_alone()
    {
        var walk = new A4Walk(host.Clients, SampleHost.FurtherProgramme, "A8");
        await walk.OrganiseAsync();
        var address = $"/programmes/{SampleHost.FurtherProgramme}/sub-projects/a8/mandates";
        await using var open = await chromium.OpenAsync(host.At($"{address}/new"), signInAs: SampleHost.Reader);
        var page = open.Page;

        // The first stop on a page leads past the navigation.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("a.ds-skip-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Keys.GoToAsync(page.Locator("[name=PreparedByDisplayName]"));
        await page.Keyboard.TypeAsync("Ragnhild Solli");
        await Keys.PressAsync(page.Locator("main form button[type=submit]").First);
        await page.WaitForURLAsync($"**{address}/1/sections/background*");

        await SectionAsync(
            page,
            ("[name=Body]", "Stortinget vedtok 8. juni 2017 at de fem kommunene blir én kommune fra 1. januar 2020.")
        );
        await SectionAsync(
            page,
            ("[name='Goals[0].Kind']", "Hovedmål"),
            ("[name='Goals[0].Text']", "Én felles tjeneste er i drift 1. januar 2020")
        );
        await SectionAsync(
            page,
            ("[name='ExpectedBenefits[0].Kind']", "Spart tid"),
            ("[name='ExpectedBenefits[0].Text']", "Ett journalsystem i stedet for fem"),
            ("[name='ExpectedBenefits[0].Beneficiary']", "Hjemmetjenesten")
        );
        await SectionAsync(page, ("[name='Items[0].Text']", "Lokalisering og bruk av bygg i de fem kommunene"));
        await Keys.GoToAsync(page.Locator("[name=ProcurementRelevance]").First);
        await page.Keyboard.PressAsync("Space");
        await NextAsync(page);
        await SectionAsync(page, ("[name=Body]", "Velferdsteknologi tas i bruk etter erfaringer fra Askim og Eidsberg i 2017."));
        await SectionAsync(
            page,
            ("[name='PlanEntries[0].Text']", "Konseptfase"),
            ("[name='PlanEntries[0].Label']", "Nov/Des 17")
        );
        await SectionAsync(
            page,
            ("[name=Body]", "Styringsgruppen leder delprosjektet. Hovedtillitsvalgte deltar fra møtet i januar 2018.")
        );

        await page.GotoAsync($"{address}/1/check");
        await Keys.PressAsync(page.Locator("#submit button[type=submit]"));
        await Assertions.Expect(page.Locator("#next")).ToHaveTextAsync("Ligger til beslutning ved BP1");

        var mandate = await walk.ReadAsync();
        Assert.Equal(MandateState.Submitted, mandate.State);
        Assert.Equal(
            PeriodResolution.Read,
            mandate.Sections.SelectMany(section => section.PlanEntries).Single().Period.Resolution
        );
        Assert.Empty(open.Complaints);
    }

    private static async Task SectionAsync(IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            await Keys.GoToAsync(page.Locator(field));
            // In a list the letters choose, in a text field they are the text.
            await page.Keyboard.TypeAsync(value);
        }
        await NextAsync(page);
    }

    private static async Task NextAsync(IPage page)
    {
        var before = page.Url;
        await Keys.PressAsync(page.Locator("button[name=then][value=next]"));
        await page.WaitForURLAsync(url => url != before);
    }
}
