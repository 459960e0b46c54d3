using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Tests.Hardening;
using MergeProgramme.Host.Tests.SignIn;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Activity = System.Diagnostics.Activity;

namespace MergeProgramme.Host.Tests.Tracing;

/// <summary>Logs and traces hold nobody's name or words, and nothing that opens a door.</summary>
public sealed partial class PersonalDataTests
{
    // What a log line may hold by chance: short words are no proof.
    private const int ShortestText = 8;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_whole_walk_leaves_none_of_it_in_logs_and_traces(TestDatabase database)
    {
        var logs = new CapturedLogs();
        var spans = new List<Activity>();
        await using var oidc = await OidcHost.StartAsync(
            database,
            builder =>
            {
                logs.Add(builder);
                builder
                    .Services.AddOpenTelemetry()
                    .WithTracing(tracing => Observability.AddSpans(tracing).AddInMemoryExporter(spans));
            }
        );
        var host = oidc.Host;
        var walk = new A4Walk(A4Walk.Clients.Of(host.Services));
        await walk.RunAsync();
        var secrets = await VisitAsync(oidc, walk);
        var texts = await TextsAsync(walk);
        Assert.Contains("Ragnhild Solli", texts);
        Assert.InRange(texts.Count, 30, 5000);
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();

        var lines = logs.All;
        Assert.Contains(lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Debug);
        Assert.Contains(lines, line => line.Category == Platform.Security.SecurityLog.Category);
        string[] told =
        [
            .. lines.Select(line => $"{line.Category}: {line.Text} {string.Join(' ', line.Values.Values)}"),
            .. spans
                .ToArray()
                .Select(span =>
                    $"{span.DisplayName}: {string.Join(' ', span.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {span.StatusDescription} {string.Join(' ', span.Events.SelectMany(e => e.Tags).Select(t => t.Value))}"
                ),
        ];
        Assert.Empty(
            from line in told
            from text in texts.Concat(secrets)
            where line.Contains(text, StringComparison.OrdinalIgnoreCase)
            select $"'{text}' stands in: {line}"
        );
    }

    // Pages, REST and gRPC, as somebody with a session and a system with a token, errors included.
    private static async Task<IReadOnlyList<string>> VisitAsync(OidcHost oidc, A4Walk walk)
    {
        var host = oidc.Host;
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies };
        using var browser = new HttpClient(handler) { BaseAddress = host.Pages };
        await oidc.SignInAsync(browser, "kari");
        var kari = Assert.Single(await oidc.PrincipalsAsync());
        await oidc.Access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = walk.Programme,
                RoleAssignment = new() { Principal = kari.Name, Role = Role.ProgrammeOffice },
            }
        );
        await oidc.Access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = "programmes/-",
                RoleAssignment = new() { Principal = kari.Name, Role = Role.Administrator },
            }
        );
        await CrawlAsync(browser, $"/{walk.Programme}");
        using var reader = new PageReader(host, cookies: cookies);
        var (moved, _) = await reader.SendAsync(
            $"/{walk.Programme}/persons/new",
            ("DisplayName", "Gudbrand Hemmelig"),
            ("Email", "gudbrand@hemmelig.example")
        );
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(moved!, UriKind.Relative))).StatusCode);
        // Refused at its field, and not there.
        await reader.SendAsync(
            $"/{walk.Programme}/persons/new",
            ("DisplayName", "Ugyldig Adresse"),
            ("Email", "ikke en adresse")
        );
        await browser.StatusAsync($"/{walk.Programme}/persons/finnes-ikke");
        await browser.StatusAsync("/programmes/finnes-ikke");

        var secret = await oidc.Issuer.AddMachineAsync(TokenHost.Machine);
        await host.AdmitAsync(oidc.Issuer, TokenHost.Machine, walk.Programme);
        var token = await oidc.Issuer.MachineTokenAsync(
            TokenHost.Machine,
            secret,
            TokenHost.Audience,
            "mergeprogramme:organisation.read",
            "mergeprogramme:mandates.read"
        );
        var system = A4Walk.Clients.Of(host.Invoker(Transport.H2c).WithToken(token));
        await system.Organisation.ListPersonsAsync(new() { Parent = walk.Programme });
        await system.Mandates.GetMandateAsync(new() { Name = walk.Mandate });
        await Assert.ThrowsAsync<RpcException>(async () =>
            await system.Organisation.CreatePersonAsync(
                new()
                {
                    Parent = walk.Programme,
                    Person = new() { DisplayName = "Avvist Person" },
                }
            )
        );
        using var rest = new HttpClient { BaseAddress = host.Pages };
        rest.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, await rest.StatusAsync($"/v1/{walk.Programme}/persons"));
        rest.DefaultRequestHeaders.Authorization = new("Bearer", token + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, await rest.StatusAsync($"/v1/{walk.Programme}/persons"));

        // The one address that holds a key: a calendar program brings nothing else.
        await reader.SendAsync($"/{walk.Programme}/communication", "handler=Subscribe");
        var feed = Feed().Match(await reader.ReadAsync($"/{walk.Programme}/communication"));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(new Uri(feed.Value).PathAndQuery));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(new Uri(feed.Value).PathAndQuery + "x"));

        var session = cookies.GetCookies(host.Pages)["session"]!.Value;
        await reader.SendAsync("/sign-out");
        await browser.StatusAsync("/programmes");
        var user = oidc.Issuer.Users["kari"];
        return
        [
            session,
            token,
            secret,
            feed.Groups["key"].Value,
            oidc.Issuer.WebClientSecret,
            user.Name,
            user.Email,
            "Gudbrand Hemmelig",
            "gudbrand",
            "ikke en adresse",
            "Ugyldig Adresse",
            "Avvist Person",
        ];
    }

    [GeneratedRegex(@"http\S+/plan\.ics\?key=(?<key>[0-9a-f]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Feed();

    // Every page below an address that its links lead to, each kind of page a few times.
    private static async Task CrawlAsync(HttpClient browser, string start)
    {
        var (seen, next) = (new HashSet<string> { start }, new Queue<string>([start]));
        for (var opened = 0; opened < 150 && next.TryDequeue(out var address); opened++)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (Match link in Links().Matches(await answer.Content.ReadAsStringAsync()))
            {
                var to = WebUtility.HtmlDecode(link.Groups["to"].Value).Split('#')[0];
                if (to.StartsWith(start, StringComparison.Ordinal) && seen.Add(to))
                    next.Enqueue(to);
            }
        }
        Assert.InRange(seen.Count, 20, int.MaxValue);
    }

    // What people wrote in the walk, read through the contracts: each text that is longer than a word.
    private static async Task<IReadOnlyList<string>> TextsAsync(A4Walk walk)
    {
        TestCaller.SetOffice();
        var through = walk.Through;
        var parent = walk.Programme;
        IMessage[] written =
        [
            await through.Organisation.ListPersonsAsync(new() { Parent = parent }),
            await through.Organisation.ListAppointmentsAsync(new() { Parent = parent }),
            await through.Mandates.GetMandateAsync(new() { Name = walk.Mandate }),
            await through.Stakeholders.ListParticipationRecordsAsync(new() { Parent = parent }),
            await through.Procurement.ListNeedsAsync(new() { Parent = parent }),
            await through.Benefits.ListGoalsAsync(new() { Parent = parent }),
            await through.Benefits.ListBenefitsAsync(new() { Parent = parent }),
        ];
        return [.. written.SelectMany(Strings).Distinct()];
    }

    private static IEnumerable<string> Strings(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => !f.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var one in field.IsRepeated ? ((System.Collections.IEnumerable)value).Cast<object>() : [value])
            {
                if (one is IMessage inner)
                {
                    foreach (var text in Strings(inner))
                        yield return text;
                }
                else if (
                    one is string text
                    && field.FieldType == FieldType.String
                    && text.Length >= ShortestText
                    // Names of resources, etags and types are no texts.
                    && text.Contains(' ', StringComparison.Ordinal) | text.Contains('@', StringComparison.Ordinal)
                )
                    yield return text;
            }
        }
    }

    [GeneratedRegex("href=\"(?<to>/[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Links();
}
