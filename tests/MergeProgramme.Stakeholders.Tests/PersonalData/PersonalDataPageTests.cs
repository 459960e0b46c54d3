using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Tests.PersonalData;

[Collection("hosts")]
public sealed class PersonalDataPageTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";
    private const string Path = $"/{Programme}/personal-data";
    private const string Name = "Øyvind Ås";

    [Fact]
    public async Task A_letter_is_answered_from_all_modules_and_logged_without_the_name()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains("Ingen har bedt om innsyn", await reader.ReadAsync(Path), StringComparison.Ordinal);

        var (_, html) = await reader.SendAsync($"{Path}?handler=Report", ("Names", "ås"), ("Purpose", ""));
        Assert.Contains("id=\"Names-error\"", html, StringComparison.Ordinal);
        Assert.Empty((await client.ListDisclosuresAsync(new() { Parent = Programme })).Disclosures);

        (_, html) = await reader.SendAsync(
            $"{Path}?handler=Report",
            ("Names", $"{Name}\noyvind@example.no"),
            ("Purpose", "Innsynskrav"),
            ("CaseNumber", "26/118")
        );
        Assert.Contains("oyvind@example.no, 99 88 77 66", html, StringComparison.Ordinal);
        Assert.Contains("Viser til personen i personregisteret", html, StringComparison.Ordinal);
        // Whoever signs in is told of that, whatever the account is called.
        Assert.Contains("Konto for innlogging: oa12, id oa12 hos tests.", html, StringComparison.Ordinal);
        Assert.Contains("Leser i hele programmet, inntil videre. Gitt ", html, StringComparison.Ordinal);
        Assert.Contains("Kontoen er koblet til personen i personregisteret.", html, StringComparison.Ordinal);
        Assert.Contains("Blir stående: konto", html, StringComparison.Ordinal);
        var logged = Assert.Single((await client.ListDisclosuresAsync(new() { Parent = Programme })).Disclosures);
        Assert.Equal((DisclosureKind.Access, "26/118"), (logged.Kind, logged.CaseNumber));
        var fields = await FieldsAsync(reader, logged);

        using (var answer = await reader.PostAsync($"{Path}?handler=Json", fields))
        {
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(6, json["modules"]!.AsArray().Count);
            Assert.Contains("99 88 77 66", json.ToString(), StringComparison.Ordinal);
            var account = json["modules"]!.AsArray().Single(m => m!["module"]!.ToString() == "access")!;
            Assert.Contains("PERSONAL_DATA_KEEP_REASON_ACCOUNT", account.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("ås", answer.Content.Headers.ContentDisposition!.FileName!, StringComparison.OrdinalIgnoreCase);
        }
        using (var answer = await reader.PostAsync($"{Path}?handler=Word", fields))
        {
            Assert.Equal(WordFile.ContentType, answer.Content.Headers.ContentType!.MediaType);
            await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await using var file = new ZipArchive(stream);
            using var document = new StreamReader(await file.GetEntry("word/document.xml")!.OpenAsync());
            var text = await document.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("99 88 77 66", text, StringComparison.Ordinal);
            Assert.Contains("Datatilsynet", text, StringComparison.Ordinal);
            Assert.Contains("personvernforordningen artikkel 32", text, StringComparison.Ordinal);
        }

        var (location, _) = await reader.SendAsync(Path, "handler=HandOut", ("Disclosure", fields["Disclosure"]));
        Assert.Equal(Path, location);
        Assert.NotNull((await client.GetDisclosureAsync(new() { Name = logged.Name })).FinishTime);
        Assert.DoesNotContain(Name, await reader.ReadAsync(Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_forgotten_is_asked_about_first_and_what_is_left_open_is_finished()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);

        var (_, html) = await reader.SendAsync($"{Path}?handler=Preview", ("Names", Name), ("Purpose", "Krav om sletting"));
        Assert.Contains("stakeholders.contact", html, StringComparison.Ordinal);
        Assert.Contains("Ja, slett", html, StringComparison.Ordinal);
        // What stays whole is listed with its reason too.
        Assert.Contains("role_assignments.role", html, StringComparison.Ordinal);
        Assert.Contains("Kontoen som personen logger inn med, med roller og økter", html, StringComparison.Ordinal);
        Assert.Contains(
            (await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders,
            s => s.DisplayName == Name
        );

        // An erasure that stopped before it began, as when a host is down.
        var open = await client.CreateDisclosureAsync(
            new()
            {
                Parent = Programme,
                Disclosure = new() { Kind = DisclosureKind.Erasure, Purpose = "Krav" },
            }
        );
        var id = open.Name.Split('/')[^1];
        Assert.Contains($"?unfinished={id}", await reader.ReadAsync(Path), StringComparison.Ordinal);
        Assert.Contains(
            $"Fortsett slettingen av {open.Pseudonym}",
            await reader.ReadAsync($"{Path}?unfinished={id}"),
            StringComparison.Ordinal
        );
        using (var answer = await reader.PostAsync($"{Path}?handler=Erase", await FieldsAsync(reader, open)))
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        Assert.NotNull((await client.GetDisclosureAsync(new() { Name = open.Name })).FinishTime);
        var stakeholder = Assert.Single((await client.ListStakeholdersAsync(new() { Parent = Programme })).Stakeholders);
        Assert.Equal((open.Pseudonym, ""), (stakeholder.DisplayName, stakeholder.Contact));
        using var other = new PageReader(host);
        Assert.Contains(
            "Det er ingenting å slette",
            (await other.SendAsync($"{Path}?handler=Preview", ("Names", Name), ("Purpose", "Krav om sletting"))).Html,
            StringComparison.Ordinal
        );
    }

    // What the report's form holds.
    private static async Task<Dictionary<string, string>> FieldsAsync(PageReader reader, Disclosure disclosure)
    {
        const string Token = "__form";
        var html = await reader.ReadAsync(Path);
        var value = html.IndexOf("value=\"", html.IndexOf(Token, StringComparison.Ordinal), StringComparison.Ordinal) + 7;
        return new()
        {
            [Token] = html[value..html.IndexOf('"', value)],
            ["Names"] = Name,
            ["Disclosure"] = disclosure.Name.Split('/')[^1],
        };
    }

    private async Task<(RunningHost, StakeholdersServiceClient)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("eget");
        var client = new StakeholdersServiceClient(host.Invoker(Transport.InProcess));
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var person = await organisation.CreatePersonAsync(
            new()
            {
                Parent = Programme,
                Person = new() { DisplayName = Name },
            }
        );
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        var account = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = "oa12",
                Kind = PrincipalKind.Person,
                DisplayName = "oa12",
            }
        );
        await access.LinkPersonAsync(new() { Person = person.Name, Principal = account.Name });
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new() { Principal = account.Name, Role = Role.Reader },
            }
        );
        await organisation.CreateSubProjectAsync(
            new()
            {
                Parent = Programme,
                SubProject = new()
                {
                    Code = "A4",
                    DisplayName = "Helse",
                    Kind = SubProjectKind.Administrative,
                    Lead = person.Name,
                },
            }
        );
        await client.CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = Name,
                    Kind = StakeholderKind.Person,
                    Why = "Bruker",
                    Contact = "oyvind@example.no, 99 88 77 66",
                },
            }
        );
        return (host, client);
    }
}
