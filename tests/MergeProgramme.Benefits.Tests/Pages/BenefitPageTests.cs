using System.Net;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Benefits.V1.BenefitsService;

namespace MergeProgramme.Benefits.Tests.Pages;

[Collection("hosts")]
public sealed class BenefitPageTests(SharedHosts hosts)
{
    private const string Programme = "programmes/bodo";

    [Fact]
    public async Task A_goal_is_written_as_people_write_amounts_and_read_as_they_read_them()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains(
            "Ingen mål eller gevinster er lagt inn ennå",
            await reader.ReadAsync($"/{Programme}/benefits"),
            StringComparison.Ordinal
        );
        var (location, _) = await reader.SendAsync($"/{Programme}/benefits/goals/new", Reduction("60 MNOK", "80 mill"));
        Assert.Equal($"/{Programme}/benefits", location);

        var goal = Assert.Single((await client.ListGoalsAsync(new() { Parent = Programme })).Goals);
        Assert.Equal((60_000_000, 80_000_000, 2016), (goal.Amount.Units, goal.AmountMax.Units, goal.EffectYear));
        var html = await reader.ReadAsync($"/{Programme}/benefits");
        Assert.Contains("60–80\u00A0MNOK", html, StringComparison.Ordinal);
        Assert.Contains("helårseffekt fra 2016", html, StringComparison.Ordinal);
        Assert.Contains("Ingen gevinster ennå", html, StringComparison.Ordinal);

        // The form gives back what it shows, to the øre.
        var edit = $"/{Programme}/benefits/goals/{goal.Name.Split('/')[^1]}/edit";
        Assert.Contains("60\u00A0MNOK", await reader.ReadAsync(edit), StringComparison.Ordinal);
        (location, _) = await reader.SendAsync(edit, Reduction("1\u00A0234\u00A0567,89\u00A0kr", ""));
        Assert.NotNull(location);
        var exact = (await client.GetGoalAsync(new() { Name = goal.Name })).Amount;
        Assert.Equal((1_234_567, 890_000_000), (exact.Units, exact.Nanos));
        Assert.Contains("1\u00A0234\u00A0567,89\u00A0kr", await reader.ReadAsync(edit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_that_cannot_be_right_are_refused_at_their_fields()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var (location, html) = await reader.SendAsync($"/{Programme}/benefits/goals/new", Reduction("mye", ""));
        Assert.Null(location);
        Assert.Contains("id=\"Amount-error\"", html, StringComparison.Ordinal);
        Assert.Contains("mye", html, StringComparison.Ordinal);
        (location, html) = await reader.SendAsync($"/{Programme}/benefits/goals/new", Reduction("80 MNOK", "60 MNOK"));
        Assert.Null(location);
        Assert.Contains("id=\"AmountMax-error\"", html, StringComparison.Ordinal);
        Assert.Contains("Øvre beløp er lavere enn nedre beløp.", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListGoalsAsync(new() { Parent = Programme })).Goals);
    }

    [Fact]
    public async Task Benefits_without_goal_or_owner_are_shown_until_they_have_them()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var goal = await client.CreateGoalAsync(
            new()
            {
                Parent = Programme,
                Goal = new() { Text = "Nedtrekk", Kind = GoalKind.Main },
                GoalId = "nedtrekk",
            }
        );
        (string, string)[] fields = [("Text", "Færre kjøpte plasser"), ("Kind", "Budgetary"), ("Beneficiary", "Kommunen")];
        var (location, _) = await reader.SendAsync($"/{Programme}/benefits/new", [.. fields, ("Owner", ""), ("Goal", "")]);
        Assert.Equal($"/{Programme}/benefits", location);
        var html = await reader.ReadAsync($"/{Programme}/benefits");
        Assert.Contains("Disse er ikke knyttet til et mål ennå", html, StringComparison.Ordinal);
        Assert.Contains("Ingen eier", html, StringComparison.Ordinal);

        var benefit = Assert.Single((await client.ListBenefitsAsync(new() { Parent = Programme })).Benefits);
        (location, _) = await reader.SendAsync(
            $"/{benefit.Name}/edit",
            [.. fields, ("Owner", "Kommunaldirektør"), ("Goal", goal.Name)]
        );
        Assert.Equal($"/{Programme}/benefits#benefit-{benefit.Name.Split('/')[^1]}", location);
        html = await reader.ReadAsync($"/{Programme}/benefits");
        Assert.DoesNotContain("Disse er ikke knyttet til et mål ennå", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ingen eier", html, StringComparison.Ordinal);
        Assert.Contains(
            $"selected=\"selected\" value=\"{goal.Name}\"",
            await reader.ReadAsync($"/{Programme}/benefits/new?goal=nedtrekk"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var (host, _) = await HostAsync();
        using var reader = new PageReader(host);
        await reader.ReadAsync("/programmes/finnes-ikke/benefits", HttpStatusCode.NotFound);
        await reader.ReadAsync($"/{Programme}/benefits/finnes-ikke/edit", HttpStatusCode.NotFound);
        await reader.ReadAsync($"/{Programme}/benefits/goals/finnes-ikke/edit", HttpStatusCode.NotFound);
    }

    private async Task<(RunningHost Host, BenefitsServiceClient Client)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("bodo", "pfv2");
        return (host, new(host.Invoker(Transport.InProcess)));
    }

    private static (string, string)[] Reduction(string amount, string amountMax) =>
        [
            ("Kind", "Main"),
            ("Text", "Redusere kostnadene"),
            ("Amount", amount),
            ("AmountMax", amountMax),
            ("Effect", "FullYear"),
            ("EffectYear", "2016"),
            ("SubProject", $"{Programme}/subProjects/pfv2"),
        ];
}
