using System.Net;
using System.Text.RegularExpressions;
using MergeProgramme.Access.Tests.Matrix;
using MergeProgramme.Access.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Access.Tests.Pages;

/// <summary>Follows every link and sends every form that a role is shown: nothing that a page offers is refused for want of permission.</summary>
[Collection("hosts")]
public sealed partial class CrawlTests(SharedHosts hosts)
{
    // So many addresses that differ by numbers and queries alone show what the others would: a circle of queries ends here.
    private const int MostAlike = 20;

    // A link that makes its path longer each time must not keep us for ever: who sees all of three programmes sees some 330 kinds of pages.
    private const int MostKinds = 500;

    // They belong to the visit, not to a programme.
    private static readonly string[] Personal = ["/preferences", "/sign-in", "/sign-out", "/me", "/demo"];

    [Theory]
    [InlineData("office", Role.ProgrammeOffice)]
    [InlineData("lead", Role.SubProjectLead)]
    [InlineData("member", Role.BodyMember)]
    [InlineData("secretary", Role.DecisionSecretary)]
    [InlineData("line", Role.LineOwner)]
    [InlineData("finance", Role.FinanceController)]
    [InlineData("buyer", Role.ProcurementOfficer)]
    [InlineData("evaluator", Role.Evaluator)]
    [InlineData("union", Role.UnionRepresentative)]
    [InlineData("reader", Role.Reader)]
    [InlineData("auditor", Role.Auditor)]
    [InlineData("administrator", Role.Administrator)]
    [InlineData("nobody", Role.Unspecified)]
    public async Task Nothing_that_a_page_offers_is_refused(string title, Role role)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var own = await Place.CreateAsync(host, "eget", "a4");
        await Place.CreateAsync(host, "eget", "a5");
        var other = await Place.CreateAsync(host, "annet", "a4");
        await new A4Walk(A4Walk.Clients.Of(host.Invoker(Transport.InProcess))).RunAsync();
        using var reader = new PageReader(host, await PrincipalAsync(host, title, role, own));

        var (forms, seen) = await CrawlAsync(reader, role is Role.Auditor or Role.Administrator ? "" : other.Secret);

        Assert.Equal(role != Role.Unspecified, seen.Contains($"/{own.Programme}"));
        // Whoever only reads changes nothing of the programme's: a calendar address is one's own. An auditor may break the glass.
        var ofProgramme = forms
            .Where(f => !f.Action.EndsWith("/communication?handler=Subscribe", StringComparison.Ordinal))
            .ToList();
        if (role is Role.Reader or Role.Auditor or Role.Unspecified)
            Assert.All(ofProgramme, form => Assert.EndsWith("/break-glass", form.Page, StringComparison.Ordinal));
        if (role is Role.Reader or Role.Unspecified)
            Assert.Empty(ofProgramme);
        if (role is Role.ProgrammeOffice or Role.SubProjectLead or Role.DecisionSecretary or Role.UnionRepresentative)
            Assert.NotEmpty(forms);
        TestContext.Current.TestOutputHelper!.WriteLine($"{title}: {seen.Count} pages, {forms.Count} forms");
        foreach (var (page, action, fields) in forms)
        {
            using var answer = await reader.PostAsync(action, fields);
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound,
                $"{page} offers a form to {action}, which is refused with {answer.StatusCode}"
            );
        }
    }

    private static async Task<(
        List<(string Page, string Action, List<KeyValuePair<string, string>> Fields)> Forms,
        HashSet<string> Seen
    )> CrawlAsync(PageReader reader, string closed)
    {
        var forms = new List<(string, string, List<KeyValuePair<string, string>>)>();
        var seen = new HashSet<string>(["/"], StringComparer.Ordinal);
        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Queue<(string From, string Path)>([("", "/")]);
        while (open.TryDequeue(out var next))
        {
            Assert.True(alike.Count < MostKinds, $"There is no end of pages: {next.From} leads to {next.Path}");
            using var answer = await reader.GetAsync(next.Path);
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                Follow(next.Path, answer.Headers.Location!.ToString());
                continue;
            }
            Assert.True(
                answer.StatusCode == HttpStatusCode.OK,
                $"{next.From} leads to {next.Path}, which answers {answer.StatusCode}"
            );
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var html = await answer.Content.ReadAsStringAsync();
            if (closed.Length > 0)
                Assert.DoesNotContain(closed, html, StringComparison.Ordinal);
            foreach (Match link in Link().Matches(html))
                Follow(next.Path, WebUtility.HtmlDecode(link.Groups["address"].Value));
            foreach (var form in html.Split("<form ").Skip(1).Select(f => f[..f.IndexOf("</form>", StringComparison.Ordinal)]))
            {
                var start = form[..form.IndexOf('>')];
                // A button may send the form elsewhere: then Enter does too, by the first of them.
                var action =
                    Attribute(Button().Match(form).Value, "formaction") is { Length: > 0 } sent ? sent
                    : Attribute($" {start}", "action") is { Length: > 0 } stated ? stated
                    : next.Path;
                if (
                    start.Contains("method=\"post\"", StringComparison.Ordinal)
                    && !Array.Exists(Personal, p => action.StartsWith(p, StringComparison.Ordinal))
                )
                    forms.Add((next.Path, action, Fields(form)));
            }
        }
        return (forms, seen);

        void Follow(string from, string href)
        {
            var path = href.Split('#')[0];
            if (
                path.StartsWith('/')
                && !path.StartsWith("//", StringComparison.Ordinal)
                && !path.StartsWith("/lib", StringComparison.Ordinal)
                && seen.Add(path)
                && (alike[Shape(path)] = alike.GetValueOrDefault(Shape(path)) + 1) <= MostAlike
            )
                open.Enqueue((from, path));
        }
    }

    private static string Shape(string path) => Number().Replace(path.Split('?')[0], "#");

    private static List<KeyValuePair<string, string>> Fields(string form) =>
        [
            .. Input()
                .Matches(form)
                .Select(m => m.Value)
                .Where(input => Attribute(input, "type") == "hidden")
                .Select(input => new KeyValuePair<string, string>(Attribute(input, "name"), Attribute(input, "value"))),
        ];

    private static string Attribute(string element, string name) =>
        element.IndexOf($" {name}=\"", StringComparison.Ordinal) is var start and >= 0 && start + name.Length + 3 is var value
            ? WebUtility.HtmlDecode(element[value..element.IndexOf('"', value)])
            : "";

    private static async Task<string> PrincipalAsync(RunningHost host, string title, Role role, Place own)
    {
        var somebody = await Somebody.CreateAsync(host, title);
        if (role is Role.SubProjectLead or Role.BodyMember or Role.DecisionSecretary or Role.UnionRepresentative)
            await somebody.AppointAsync(own, role);
        else if (role != Role.Unspecified)
            await somebody.GiveAsync(role, role is Role.Administrator or Role.Auditor ? "programmes/-" : own.Programme);
        return somebody.Principal.Name;
    }

    [GeneratedRegex("<button [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Button();

    [GeneratedRegex("<a [^>]*href=\"(?<address>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    // Also an id that the host made up where a title would be somebody's name: 32 hexadecimal digits.
    [GeneratedRegex("[0-9a-f]{32}|[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex("<input [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Input();
}
