using System.Net;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Tests.Pages;

[Collection("hosts")]
public sealed class StakeholderPageTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Mandate = $"{Programme}/subProjects/a4/mandates/1";

    [Fact]
    public async Task A_stakeholder_is_added_shown_changed_and_deleted()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains(
            "Ingen interessenter er lagt inn ennå",
            await reader.ReadAsync($"/{Programme}/stakeholders"),
            StringComparison.Ordinal
        );

        var (location, _) = await reader.SendAsync(
            $"/{Programme}/stakeholders/new",
            ("DisplayName", "NAV stat"),
            ("Kind", "Organisation"),
            ("Why", "<script>alert(1)</script>"),
            ("Interest", "4"),
            ("Influence", "5"),
            ("SubProjects", $"{Programme}/subProjects/a4"),
            ("SubProjects", $"{Programme}/subProjects/a5"),
            ("Expectations", ""),
            ("Contact", "")
        );
        Assert.Equal($"/{Programme}/stakeholders", location);
        var created = Assert.Single((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
        Assert.Equal([$"{Programme}/subProjects/a4", $"{Programme}/subProjects/a5"], created.SubProjects);

        using var raw = new HttpClient { BaseAddress = host.Pages };
        var list = await raw.GetStringAsync(new Uri($"/{Programme}/stakeholders", UriKind.Relative));
        Assert.Contains("&lt;script&gt;alert(1)", list, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", list, StringComparison.Ordinal);
        Assert.Contains("Følg tett: 1 NAV stat.", WebUtility.HtmlDecode(list), StringComparison.Ordinal);

        (location, _) = await reader.SendAsync(
            $"/{created.Name}/edit",
            ("DisplayName", "NAV"),
            ("Kind", "Organisation"),
            ("Why", "Premissleverandør"),
            ("Interest", "0"),
            ("Influence", "0")
        );
        Assert.Equal($"/{created.Name}", location);
        Assert.Contains("Ikke vurdert", await reader.ReadAsync($"/{created.Name}"), StringComparison.Ordinal);

        Assert.Contains("Slette NAV?", await reader.ReadAsync($"/{created.Name}/delete"), StringComparison.Ordinal);
        (location, _) = await reader.SendAsync($"/{created.Name}/delete");
        Assert.Equal($"/{Programme}/stakeholders", location);
        Assert.Empty((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
        await reader.ReadAsync($"/{created.Name}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_missing_stands_at_its_field_and_nothing_typed_is_lost()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var (location, html) = await reader.SendAsync(
            $"/{Programme}/stakeholders/new",
            ("DisplayName", ""),
            ("Why", "Gir og tar imot pasienter"),
            ("Interest", "4"),
            ("Influence", "0")
        );
        Assert.Null(location);
        Assert.Contains("id=\"DisplayName-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"Kind-error\"", html, StringComparison.Ordinal);
        Assert.Contains("Gir og tar imot pasienter", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
    }

    [Fact]
    public async Task Two_who_edit_at_once_are_told_and_the_second_keeps_what_was_typed()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var created = await client.CreateStakeholderAsync(new() { Parent = Programme, Stakeholder = Hospital() });
        var (location, html) = await reader.SendAsync(
            $"/{created.Name}/edit",
            ("Etag", "somebody-elses"),
            ("DisplayName", "Sykehuset Østfold HF"),
            ("Kind", "Organisation"),
            ("Why", "x"),
            ("Interest", "0"),
            ("Influence", "0")
        );
        Assert.Null(location);
        Assert.Contains("Noen andre har endret dette", html, StringComparison.Ordinal);
        Assert.Contains("Sykehuset Østfold HF", html, StringComparison.Ordinal);
        Assert.Equal(created, await client.GetStakeholderAsync(new() { Name = created.Name }));
    }

    [Theory]
    [InlineData("/programmes/indre-ostfold/sub-projects/a4/mandates/1", "/programmes/indre-ostfold/sub-projects/a4/mandates/1")]
    [InlineData("https://example.com/", null)]
    [InlineData("//example.com/", null)]
    [InlineData("", null)]
    public async Task Participation_is_recorded_and_the_writer_comes_back(string returnUrl, string? expected)
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var (location, _) = await reader.SendAsync(
            $"/{Programme}/participation/new?matter={Uri.EscapeDataString(Mandate)}&returnUrl={Uri.EscapeDataString(returnUrl)}",
            ("PartyKind", "Union"),
            ("Party", "Fagforbundet"),
            ("Representative", "Berit Solvang"),
            ("Form", "Heard"),
            ("HeardDate", "2017-11-29"),
            ("Setting", "Drøftingsmøte"),
            ("View", "Heltidskultur må stå i mandatet")
        );
        var ofMatter = $"/{Programme}/participation?matter={Uri.EscapeDataString(Mandate)}";
        Assert.Equal(expected ?? ofMatter, location);
        var record = Assert.Single(
            (await client.ListParticipationRecordsAsync(new() { Parent = Programme, Matter = Mandate })).ParticipationRecords
        );
        Assert.Equal((PartyKind.Union, ParticipationForm.Heard, 29), (record.PartyKind, record.Form, record.HeardDate.Day));
        var html = await reader.ReadAsync(ofMatter);
        Assert.Contains("29.11.2017", html, StringComparison.Ordinal);
        Assert.Contains("Heltidskultur må stå i mandatet", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_must_take_part_is_proposed_set_up_recorded_and_waived()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains("Ingen parter er lagt inn", await reader.ReadAsync($"/{Programme}/parties"), StringComparison.Ordinal);
        foreach (var (kind, name) in ((string, string)[])[("Union", "Fagforbundet"), ("SafetyService", "Hovedverneombudet")])
        {
            var (there, _) = await reader.SendAsync(
                $"/{Programme}/parties/new",
                ("Kind", kind),
                ("DisplayName", name),
                ("Federation", ""),
                ("Representative", "Berit Solvang"),
                ("SpokesParty", "")
            );
            Assert.Equal($"/{Programme}/parties", there);
        }
        var form = $"/{Programme}/participation/steps/new?matter={Uri.EscapeDataString(Mandate)}";
        Assert.Contains("arbeidsmiljøloven § 8-2", await reader.ReadAsync(form), StringComparison.Ordinal);
        (string, string)[] rows =
        [
            ("DueDate", "2017-12-01"),
            ("Rows[0].Party", $"{Programme}/parties/fagforbundet"),
            ("Rows[0].Form", "Heard"),
            ("Rows[0].Basis", "Lokal avtale"),
            ("Rows[1].Party", $"{Programme}/parties/hovedverneombudet"),
            ("Rows[1].Form", "Agreed"),
            ("Rows[1].Basis", ""),
        ];
        var (refused, html) = await reader.SendAsync(form, rows);
        Assert.Null(refused);
        Assert.Contains("Kryss av minst én part", html, StringComparison.Ordinal);
        var (location, _) = await reader.SendAsync(form, [.. rows, ("Rows[0].Taken", "true"), ("Rows[1].Taken", "true")]);
        Assert.Equal($"/{Programme}/participation?matter={Uri.EscapeDataString(Mandate)}", location);

        var list = await reader.ReadAsync($"/{Programme}/participation");
        Assert.Contains("Over fristen", list, StringComparison.Ordinal);
        var steps = (await client.ListParticipationStepsAsync(new() { Parent = Programme })).ParticipationSteps;
        var union = steps.Single(s => s.PartyDisplayName == "Fagforbundet");
        var record = await reader.ReadAsync(
            $"/{Programme}/participation/new?matter={Uri.EscapeDataString(Mandate)}&party={Uri.EscapeDataString(union.Party)}&form=Heard"
        );
        Assert.Matches("<input[^>]*name=\"Party\"[^>]*value=\"Fagforbundet\"", record);
        Assert.Contains("value=\"Berit Solvang\"", record, StringComparison.Ordinal);

        var safety = steps.Single(s => s.PartyDisplayName == "Hovedverneombudet");
        var page = $"/{Programme}/participation/steps/{safety.Name.Split('/')[^1]}";
        var (_, unsaid) = await reader.SendAsync(page, "handler=Waive", ("Reason", " "));
        Assert.Contains("id=\"Reason-error\"", unsaid, StringComparison.Ordinal);
        var (waived, _) = await reader.SendAsync(page, "handler=Waive", ("Reason", "Ønsket ikke å delta"));
        Assert.Equal(location, waived);
        Assert.Contains("Ønsket ikke å delta", await reader.ReadAsync(location!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_has_not_come_is_refused_at_its_field()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        var (location, html) = await reader.SendAsync(
            $"/{Programme}/participation/new?matter={Uri.EscapeDataString(Mandate)}",
            ("PartyKind", "Union"),
            ("Party", "Fagforbundet"),
            ("Representative", "Berit Solvang"),
            ("Form", "Heard"),
            ("HeardDate", "2999-01-01"),
            ("Setting", ""),
            ("View", "")
        );
        Assert.Null(location);
        Assert.Contains("1.1.2999 er ikke kommet ennå", html, StringComparison.Ordinal);
        Assert.Contains("id=\"HeardDate-error\"", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListParticipationRecordsAsync(new() { Parent = Programme })).ParticipationRecords);
    }

    [Fact]
    public async Task A_programme_that_does_not_exist_has_no_pages()
    {
        var (host, _) = await HostAsync();
        using var reader = new PageReader(host);
        foreach (var page in (string[])["stakeholders", "stakeholders/new", "participation", "participation/new"])
            await reader.ReadAsync($"/programmes/finnes-ikke/{page}", HttpStatusCode.NotFound);
    }

    private async Task<(RunningHost Host, StakeholdersServiceClient Client)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("indre-ostfold", "a4", "a5");
        return (host, new(host.Invoker(Transport.InProcess)));
    }

    private static Stakeholder Hospital() =>
        new()
        {
            DisplayName = "Sykehuset Østfold",
            Kind = StakeholderKind.Organisation,
            Why = "Gir og tar imot pasienter",
        };
}
