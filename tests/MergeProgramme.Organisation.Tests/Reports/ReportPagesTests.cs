using System.Net;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Reports;

/// <summary>A lead writes a report in the pages, in a browser without script.</summary>
[Collection("hosts")]
public sealed class ReportPagesTests(SharedHosts hosts)
{
    private static DateOnly Today => Reporter.Today;

    [Fact]
    public async Task A_report_is_begun_written_refused_at_its_fields_submitted_and_read()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var it = await Reporter.BeginAsync(await Office.OpenAsync(host, Transport.InProcess), 2);
        var programme = it.SubProject.Split('/')[1];
        using var reader = new PageReader(host);
        var reporting = $"/programmes/{programme}/sub-projects/a4/reporting";

        Assert.Contains("Skal leveres", await reader.ReadAsync($"/programmes/{programme}/reporting"), StringComparison.Ordinal);
        var (edit, _) = await reader.SendAsync(reporting, "name=\"occurrence\"");
        Assert.EndsWith("/edit", edit, StringComparison.Ordinal);
        // Too long a text: said at its field, and what was written is still there.
        var (_, tooLong) = await PostPartAsync(
            reader,
            edit!,
            "time",
            ("time.Status", "Green"),
            ("time.Text", new string('x', 4001))
        );
        Assert.Contains("id=\"time_Text-error\"", tooLong, StringComparison.Ordinal);
        Assert.Contains(new string('x', 4001), tooLong, StringComparison.Ordinal);
        // Submitted with nothing confirmed: a link to each part.
        var (status, refused) = await PostAsync(reader, edit!, "handler=Submit");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.All(
            (string[])["#time_Confirmation", "#cost_Status", "#deviations_Confirmation"],
            link => Assert.Contains($"href=\"{link}\"", refused, StringComparison.Ordinal)
        );
        foreach (var part in (string[])["time", "cost", "scope", "benefits", "risk", "done", "next", "decisions", "deviations"])
        {
            var (saved, _) = await PostPartAsync(
                reader,
                edit!,
                part,
                ($"{part}.Status", part is "done" or "next" or "decisions" or "deviations" ? "" : "Yellow"),
                ($"{part}.Text", $"Ord om {part}"),
                ($"{part}.Confirmation", "Changed")
            );
            Assert.Equal(HttpStatusCode.Redirect, saved);
        }
        Assert.Contains("Alt er bekreftet", await reader.ReadAsync(edit!), StringComparison.Ordinal);
        var (submitted, _) = await PostAsync(reader, edit!, "handler=Submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted);

        var report = (await it.Client.ListReportsAsync(new() { Parent = it.SubProject })).Reports.Single();
        Assert.Equal(ReportState.Submitted, report.State);
        var read = await reader.ReadAsync(edit![..^"/edit".Length]);
        Assert.Contains("Ord om risk", read, StringComparison.Ordinal);
        Assert.Contains(report.TextHash, read, StringComparison.Ordinal);
        // Whoever still has the form open is led to what holds.
        using var late = await reader.GetAsync(edit);
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        Assert.Contains("Ord om risk", await reader.ReadAsync($"/programmes/{programme}/reports"), StringComparison.Ordinal);
        Assert.Contains("Levert", await reader.ReadAsync(reporting), StringComparison.Ordinal);
        var (correction, _) = await reader.SendAsync($"{edit[..^"/edit".Length]}/correct", ("CorrectionReason", "Feil beløp"));
        Assert.Contains("-v2/edit", correction, StringComparison.Ordinal);
        Assert.Contains("Feil beløp", await reader.ReadAsync(correction!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_is_moved_with_a_reason()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var it = await Reporter.BeginAsync(await Office.OpenAsync(host, Transport.InProcess), 2);
        using var reader = new PageReader(host);
        var page = FormattableString.Invariant(
            $"/programmes/{it.SubProject.Split('/')[1]}/sub-projects/a4/reporting/{Today.AddDays(16):yyyy-MM-dd}/edit"
        );
        var day = FormattableString.Invariant($"{Today.AddDays(18):yyyy-MM-dd}");
        var (_, refused) = await reader.SendAsync(page, ("MeetingDate", day), ("Reason", ""));
        Assert.Contains("id=\"Reason-error\"", refused, StringComparison.Ordinal);
        var (done, _) = await reader.SendAsync(page, ("MeetingDate", day), ("Reason", "Påske"));
        Assert.EndsWith("/reporting", done, StringComparison.Ordinal);
        Assert.Contains("Flyttet fra", await reader.ReadAsync(done!), StringComparison.Ordinal);
    }

    private static Task<(HttpStatusCode Status, string Html)> PostPartAsync(
        PageReader reader,
        string edit,
        string part,
        params (string Name, string Value)[] fields
    ) => PostAsync(reader, edit, $"handler=Part&amp;part={part}", fields);

    private static async Task<(HttpStatusCode Status, string Html)> PostAsync(
        PageReader reader,
        string page,
        string mark,
        params (string Name, string Value)[] fields
    )
    {
        using var opened = await reader.GetAsync(page);
        var html = await opened.Content.ReadAsStringAsync();
        var start = html.LastIndexOf("<form", html.IndexOf(mark, StringComparison.Ordinal), StringComparison.Ordinal);
        var form = html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)];
        Dictionary<string, string> sent = [];
        foreach (var hidden in form.Split("<input ").Where(i => i.Contains("type=\"hidden\"", StringComparison.Ordinal)))
            sent[Between(hidden, "name=\"")] = Between(hidden, "value=\"");
        foreach (var (name, value) in fields)
            sent[name] = value;
        using var answer = await reader.PostAsync(WebUtility.HtmlDecode(Between(form, "action=\"")), sent);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static string Between(string text, string before)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return WebUtility.HtmlDecode(text[start..text.IndexOf('"', start)]);
    }
}
