using System.Globalization;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A page without a mouse.</summary>
internal static class Keys
{
    // More steps than any page has: then the field cannot be reached.
    private const int MostSteps = 600;

    // Of a group of radio buttons, Tab stops at one: the chosen one, or the first or last.
    private const string Where = """
        (there) => {
            const at = document.activeElement;
            if (!at || at === document.body) return "page";
            const box = at.getBoundingClientRect();
            if (box.width === 0 || box.height === 0) return at.outerHTML.slice(0, 200);
            return at === there || (there.type === "radio" && at.type === "radio" && at.name === there.name) ? "there" : "on";
        }
        """;

    /// <summary>Presses Tab until the focus is there. On its way it must always be on something that can be seen.</summary>
    public static async Task GoToAsync(ILocator what)
    {
        what = what.First;
        for (var step = 0; step < MostSteps; step++)
        {
            await what.Page.Keyboard.PressAsync("Tab");
            var where = await what.EvaluateAsync<string>(Where);
            if (where == "there")
                return;
            Assert.True(where is "on" or "page", $"The focus is on something invisible: {where}");
        }
        Assert.Fail($"Tab does not lead to {what} on {what.Page.Url}");
    }

    /// <summary>Goes to a link or button and presses Enter.</summary>
    public static async Task PressAsync(ILocator what)
    {
        await GoToAsync(what);
        await what.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes to a field and types; in a list the letters choose, in a text they replace what stands there.</summary>
    public static async Task TypeAsync(ILocator what, string text)
    {
        await GoToAsync(what);
        var keyboard = what.Page.Keyboard;
        switch (await what.EvaluateAsync<string>("field => field.type"))
        {
            case "date":
                await TypeDateAsync(what, text);
                return;
            case "select-one":
                // Letters that the keyboard of the test has no key for are not needed to tell the choices apart.
                await keyboard.TypeAsync(string.Concat(text.TakeWhile(char.IsAscii)));
                await Assertions.Expect(what.Locator("option:checked")).ToHaveTextAsync(text);
                return;
            default:
                await keyboard.PressAsync("Control+a");
                await keyboard.TypeAsync(text);
                return;
        }
    }

    // The browser asks for day and month in the order of the machine that it runs on.
    private static async Task TypeDateAsync(ILocator what, string iso)
    {
        var keyboard = what.Page.Keyboard;
        var day = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var order in (string[])["ddMMyyyy", "MMddyyyy"])
        {
            await keyboard.TypeAsync(day.ToString(order, CultureInfo.InvariantCulture));
            if (await what.InputValueAsync() == iso)
                return;
            await keyboard.PressAsync("ArrowLeft");
            await keyboard.PressAsync("ArrowLeft");
        }
        Assert.Fail($"{iso} cannot be typed into {what}");
    }

    /// <summary>Goes to a radio button's group and chooses it with the arrows, or ticks a box.</summary>
    public static async Task ChooseAsync(ILocator what)
    {
        await GoToAsync(what);
        if (await what.EvaluateAsync<bool>("box => box.type === 'checkbox'"))
        {
            await what.Page.Keyboard.PressAsync("Space");
            return;
        }
        for (var step = 0; step < MostSteps && !await what.IsCheckedAsync(); step++)
            await what.Page.Keyboard.PressAsync(
                step == 0 && await what.EvaluateAsync<bool>("radio => radio === document.activeElement") ? "Space" : "ArrowDown"
            );
    }
}
