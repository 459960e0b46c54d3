using System.Net;
using System.Text;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Audit;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Audit;

/// <summary>What an auditor sees of what people did.</summary>
[Collection("hosts")]
public sealed class AuditPagesTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    [Fact]
    public async Task Every_module_has_its_log_in_the_trail()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        Assert.Equal(
            host.Services.GetServices<Module>().Select(m => m.Name).Order(),
            host.Services.GetRequiredService<ModuleLogs>().All.Select(l => l.Module).Order()
        );
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task One_event_says_who_when_from_where_by_which_request_and_what_it_changed(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var kari = await PrincipalAsync(host, "kari", "Kari Lunde");
        await host.ProgrammeAsync("indre-ostfold");
        Caller.Set(Caller.Internal("kari") with { Id = kari.Name, Origin = "192.0.2.7" });
        var programme = await organisation.GetProgrammeAsync(new() { Name = Programme });
        await organisation.UpdateProgrammeAsync(
            new()
            {
                Programme = new(programme) { Description = "Fem kommuner <b>blir</b> én." },
                RequestId = "oppdrag-7",
            }
        );
        var events = (await organisation.ListEventsAsync(new() { Subject = Programme })).Events;
        using var reader = new PageReader(host);

        var page = await reader.ReadAsync($"/{Programme}/audit/organisation/{events[0].Sequence}");

        Assert.Contains("Program endret", page, StringComparison.Ordinal);
        Assert.Contains("Kari Lunde", page, StringComparison.Ordinal);
        Assert.Contains(kari.Name, page, StringComparison.Ordinal);
        Assert.Contains("192.0.2.7", page, StringComparison.Ordinal);
        Assert.Contains("oppdrag-7", page, StringComparison.Ordinal);
        Assert.Contains(events[0].Hash, page, StringComparison.Ordinal);
        Assert.Contains("Hashen stemmer<", page, StringComparison.Ordinal);
        var raw = await (
            await reader.GetAsync($"/{Programme}/audit/organisation/{events[0].Sequence}")
        ).Content.ReadAsStringAsync();
        Assert.Contains("&lt;b&gt;blir&lt;/b&gt;", raw, StringComparison.Ordinal);
        // Only what was changed, and nothing of what was not.
        var changes = page[page.IndexOf("<tbody>", StringComparison.Ordinal)..page.IndexOf("</tbody>", StringComparison.Ordinal)];
        Assert.Contains(">description<", changes, StringComparison.Ordinal);
        Assert.DoesNotContain(">display_name<", changes, StringComparison.Ordinal);
        // The first says that all is new; the whole log's page leads to its neighbours.
        Assert.Contains(
            "alt står som nytt",
            await reader.ReadAsync($"/audit/organisation/{events[1].Sequence}"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"/audit/organisation/{events[0].Sequence}\"",
            await reader.ReadAsync($"/audit/organisation/{events[1].Sequence}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_list_is_newest_first_over_all_modules_and_goes_on_where_it_ended()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await new A4Walk(A4Walk.Clients.Of(host.Invoker(Transport.InProcess))).RunAsync();
        var trail = host.Services.GetRequiredService<AuditTrail>();
        TestCaller.SetOffice();
        var all = new List<Platform.V1.Event>();
        for (var cursor = AuditCursor.Start; cursor is not null; )
        {
            var page = await trail.ListAsync(new AuditFilter(), AuditCursor.Parse(cursor.ToString()), 7, default);
            Assert.True(page.Events.Count is > 0 and <= 7);
            all.AddRange(page.Events);
            cursor = page.Next;
        }

        Assert.Equal(all.Count, all.DistinctBy(e => e.Id).Count());
        foreach (var log in host.Services.GetRequiredService<ModuleLogs>().All)
        {
            var own = await log.List(new() { PageSize = 1000 }, default);
            Assert.Equal(own.Events.Select(e => e.Id), all.Where(e => e.Source == log.Module).Select(e => e.Id));
        }
        Assert.True(all.Select(e => e.Source).Distinct().Count() >= 5);
        // Newest first: of two that follow each other the later was not written by another module before the earlier.
        Assert.All(
            all.Zip(all.Skip(1)).Where(p => p.First.Source != p.Second.Source),
            p => Assert.True(p.First.Time >= p.Second.Time)
        );
    }

    [Fact]
    public async Task The_list_is_narrowed_and_says_what_is_wrong_with_a_filter()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("indre-ostfold", "a1", "a2");
        await host.ProgrammeAsync("bodo", "b1");
        using var reader = new PageReader(host);

        var programme = await reader.ReadAsync($"/{Programme}/audit");
        Assert.Contains("subProjects/a2", programme, StringComparison.Ordinal);
        Assert.DoesNotContain("bodo", programme, StringComparison.Ordinal);
        Assert.Contains("subProjects/b1", await reader.ReadAsync("/audit"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "subProjects/a1",
            Rows(await reader.ReadAsync($"/audit?subject={Programme}/subProjects/a2")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Ingen hendelser",
            await reader.ReadAsync($"/audit?subject={Programme}&module=mandates"),
            StringComparison.Ordinal
        );
        var today = TimeProvider.System.Today();
        Assert.Contains(
            "a2",
            Rows(await reader.ReadAsync($"/{Programme}/audit?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Ingen hendelser",
            await reader.ReadAsync($"/{Programme}/audit?to={today.AddDays(-1):yyyy-MM-dd}"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"Skriv et navn i programmet, for eksempel {Programme}/subProjects/a4.",
            await reader.ReadAsync($"/{Programme}/audit?subject=programmes/bodo"),
            StringComparison.Ordinal
        );
        // What is no date, module or place in the list is passed over.
        Assert.Contains(
            "subProjects/a2",
            await reader.ReadAsync($"/{Programme}/audit?from=i+går&module=x&before=%3C%3E-.-1"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_event_of_another_programme_and_one_that_is_none_are_not_found()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("indre-ostfold");
        await host.ProgrammeAsync("bodo");
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var other = (await organisation.ListEventsAsync(new() { Subject = "programmes/bodo" })).Events[0].Sequence;
        using var reader = new PageReader(host);

        await reader.ReadAsync($"/programmes/bodo/audit/organisation/{other}");
        foreach (
            var path in (string[])
                [
                    $"/{Programme}/audit/organisation/{other}",
                    $"/{Programme}/audit/mandates/{other}",
                    "/audit/organisation/0",
                    "/audit/organisation/-1",
                    "/audit/organisation/9223372036854775807",
                    "/audit/organisation/x",
                    "/audit/nothing/1",
                    $"/{Programme}/audit?handler=Anchor",
                ]
        )
            await reader.ReadAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_file_for_a_spreadsheet_holds_the_list_and_no_formula()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var kari = await PrincipalAsync(host, "=HYPERLINK(\"http://example.org\")", "=HYPERLINK(\"http://example.org\")");
        Caller.Set(Caller.Internal("kari") with { Id = kari.Name, Origin = "192.0.2.7" });
        await host.ProgrammeAsync("indre-ostfold", "a1");
        using var reader = new PageReader(host);

        using var answer = await reader.GetAsync($"/{Programme}/audit?handler=Csv&module=organisation");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("audit-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Tid;Modul;Nummer;Hendelse;", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            ";organisation.subProject.created;programmes/indre-ostfold/subProjects/a1;",
            lines[1],
            StringComparison.Ordinal
        );
        Assert.Contains(";\"'=HYPERLINK(\"\"http://example.org\"\")\";", lines[1], StringComparison.Ordinal);
        Assert.Contains($";{kari.Name};192.0.2.7;", lines[1], StringComparison.Ordinal);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task The_chain_is_gone_through_on_the_page_and_an_anchor_is_handed_out(TestDatabase database)
    {
        // A log from its first row: a host of its own.
        await using var host = await RunningHost.StartAsync(database);
        await host.ProgrammeAsync("indre-ostfold", "a1", "a2");
        using var reader = new PageReader(host);

        Assert.Contains(
            "Organisasjon: kjeden er hel til og med hendelse 3, kontrollert ",
            await reader.ReadAsync("/audit?verify=organisation"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "kjeden er hel til og med hendelse 0",
            await reader.ReadAsync("/audit?verify=benefits"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("kontrollert", await reader.ReadAsync("/audit?verify=nothing"), StringComparison.Ordinal);
        using var answer = await reader.GetAsync("/audit?handler=Anchor");
        var anchor = Anchor.Parse(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(3, anchor.Modules.Single(m => m.Module == "organisation").Sequence);
        Assert.Equal(6, anchor.Modules.Count);

        await using (var connection = await host.OpenAsync("organisation"))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "UPDATE events SET actor = 'principals/somebody', data = 'x' WHERE sequence = 2";
            await command.ExecuteNonQueryAsync();
        }
        var tampered = await reader.ReadAsync("/audit?verify=organisation");
        Assert.Contains("Organisasjon: loggen er ikke slik den ble skrevet", tampered, StringComparison.Ordinal);
        Assert.Contains("<li>organisation row 2: altered: type, subject, actor", tampered, StringComparison.Ordinal);
        // The list and the event can still be read.
        var altered = await reader.ReadAsync("/audit/organisation/2");
        Assert.Contains("Hashen stemmer ikke: hendelsen er endret", altered, StringComparison.Ordinal);
        Assert.Contains("Innholdet kan ikke leses", altered, StringComparison.Ordinal);
        Assert.Contains("Låst til forrige hendelse", altered, StringComparison.Ordinal);
        await using (var connection = await host.OpenAsync("organisation"))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "DELETE FROM events WHERE sequence = 2";
            await command.ExecuteNonQueryAsync();
        }
        var lonely = await reader.ReadAsync("/audit/organisation/3");
        Assert.Contains("Forrige hendelse mangler eller er endret", lonely, StringComparison.Ordinal);
        Assert.DoesNotContain("/audit/organisation/2", lonely, StringComparison.Ordinal);
        Assert.Contains(
            "Neste hendelse er ikke låst til denne",
            await reader.ReadAsync("/audit/organisation/1"),
            StringComparison.Ordinal
        );
        // The anchor was taken before, and fits still: what it holds is the last row.
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-test-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "anchor-downloaded.json"), anchor.ToBytes());
            Assert.Empty(AnchorRules.Check(AnchorFolder.Read(folder.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Whoever_is_no_auditor_is_shown_nothing_of_it()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("indre-ostfold");
        await host.ProgrammeAsync("bodo");
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        foreach (
            var (role, parent, own, installation) in ((Role, string, HttpStatusCode, HttpStatusCode)[])
                [
                    (Role.ProgrammeOffice, Programme, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
                    (Role.Reader, Programme, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
                    (Role.Auditor, "programmes/-", HttpStatusCode.OK, HttpStatusCode.OK),
                    (Role.Administrator, "programmes/-", HttpStatusCode.OK, HttpStatusCode.OK),
                ]
        )
        {
            var principal = await PrincipalAsync(host, $"{role}", $"{role}");
            await access.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = parent,
                    RoleAssignment = new() { Principal = principal.Name, Role = role },
                }
            );
            using var reader = new PageReader(host, principal.Name);
            await reader.ReadAsync($"/{Programme}/audit", own);
            await reader.ReadAsync("/audit", installation);
            await reader.ReadAsync("/audit?handler=Anchor", installation);
            await reader.ReadAsync(
                "/audit/organisation/1",
                installation == HttpStatusCode.OK ? await AnyAsync(host) : installation
            );
            if (role is Role.Reader or Role.ProgrammeOffice)
            {
                await reader.ReadAsync("/programmes/bodo/audit", HttpStatusCode.NotFound);
                Assert.DoesNotContain("/audit", await reader.ReadAsync($"/{Programme}"), StringComparison.Ordinal);
            }
        }
    }

    // Whether a shared host's log still has its first row.
    private static async Task<HttpStatusCode> AnyAsync(RunningHost host) =>
        await host.Database("organisation").ReadAsync(s => s.FindAsync<long>("SELECT COUNT(*) FROM events WHERE sequence = 1"))
        == 1
            ? HttpStatusCode.OK
            : HttpStatusCode.NotFound;

    private static string Rows(string page) => page[page.IndexOf("<tbody>", StringComparison.Ordinal)..];

    private static async Task<Principal> PrincipalAsync(RunningHost host, string subject, string displayName)
    {
        var before = Caller.Current;
        Caller.Set(Caller.Internal("sign-in"));
        var principal = await new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess)).ResolvePrincipalAsync(
            new()
            {
                Issuer = "local",
                Subject = subject,
                Kind = PrincipalKind.Person,
                DisplayName = displayName,
            }
        );
        Caller.Set(before);
        return principal;
    }
}
