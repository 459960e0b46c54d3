using System.Net;
using System.Text.RegularExpressions;

namespace MergeProgramme.Testing;

/// <summary>A browser without script: reads pages, and sends their forms with what the forms hold.</summary>
public sealed partial class PageReader : IDisposable
{
    private readonly HttpClient client;

    /// <param name="principal">Resource name of who reads; the installation itself where it is left out.</param>
    /// <param name="cookies">Those of somebody who has signed in; none where null.</param>
    public PageReader(RunningHost host, string principal = "", CookieContainer? cookies = null)
    {
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() })
        {
            BaseAddress = host.Pages,
        };
        if (principal.Length > 0)
            client.DefaultRequestHeaders.Add(TestCaller.PrincipalHeader, principal);
    }

    /// <summary>The page's HTML, with entities as the characters that they stand for.</summary>
    public async Task<string> ReadAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>
    /// Opens a page, fills in its form (the one of class mp-form) and sends it. Fields that are not named are sent as the page has them, where they are
    /// hidden; others are left empty.
    /// </summary>
    /// <returns>Where the answer leads to, or the page with the form again.</returns>
    public Task<(string? Location, string Html)> SendAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(path, "mp-form\"", fields);

    /// <summary>The same with the form that has a certain text in it, such as <c>handler=Demo</c>.</summary>
    public async Task<(string? Location, string Html)> SendAsync(
        string path,
        string mark,
        params (string Name, string Value)[] fields
    )
    {
        using var page = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync();
        var found = html.IndexOf(mark, StringComparison.Ordinal);
        Assert.True(found >= 0, $"{path} has no form with {mark}");
        var start = html.LastIndexOf("<form", found, StringComparison.Ordinal);
        var form = html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)];
        var action = Attribute(form[..form.IndexOf('>', StringComparison.Ordinal)], "action");
        var hidden = Input()
            .Matches(form)
            .Select(m => m.Value)
            .Where(input => Attribute(input, "type") == "hidden")
            .Select(input => (Name: Attribute(input, "name"), Value: Attribute(input, "value")))
            .Where(h => !fields.Any(f => f.Name == h.Name));
        using var content = new FormUrlEncodedContent(
            hidden.Concat(fields).Select(f => new KeyValuePair<string, string>(f.Name, f.Value))
        );
        using var answer = await client.PostAsync(new Uri(action.Length > 0 ? action : path, UriKind.Relative), content);
        if (answer.StatusCode == HttpStatusCode.Redirect)
            return (answer.Headers.Location!.ToString(), "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (null, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The answer to a page request, whatever it is.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>The answer to a form.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string Attribute(string element, string name)
    {
        var start = element.IndexOf($" {name}=\"", StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += name.Length + 3;
        return WebUtility.HtmlDecode(element[start..element.IndexOf('"', start)]);
    }

    [GeneratedRegex("<input [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Input();
}
