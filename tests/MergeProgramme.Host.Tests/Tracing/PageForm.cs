using System.Net;
using System.Text.RegularExpressions;

namespace MergeProgramme.Host.Tests.Tracing;

/// <summary>The fields of the form in a page's main part, as a browser without JavaScript would post them.</summary>
internal sealed partial class PageForm
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    private PageForm() { }

    /// <summary>What is filled in already, hidden fields and ticked boxes too.</summary>
    public static PageForm Read(string html)
    {
        var main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        var start = main.IndexOf("<form method=\"post\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no form on the page:\n{html}");
        // Templates are for rows that a script adds.
        var form = Templates().Replace(main[start..main.IndexOf("</form>", start, StringComparison.Ordinal)], "");
        var read = new PageForm();
        foreach (Match input in Inputs().Matches(form))
        {
            var name = Attribute(input.Value, "name");
            var isChoice = Attribute(input.Value, "type") is "radio" or "checkbox";
            if (name.Length > 0 && (!isChoice || input.Value.Contains(" checked", StringComparison.Ordinal)))
                read.fields.Add(new(name, Attribute(input.Value, "value")));
        }
        return read;
    }

    /// <summary>Fills in a field.</summary>
    public PageForm With(string name, string value)
    {
        fields.RemoveAll(field => field.Key == name);
        fields.Add(new(name, value));
        return this;
    }

    /// <summary>What goes over the wire.</summary>
    public FormUrlEncodedContent Content() => new(fields);

    private static string Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("<template>.*?</template>", RegexOptions.Singleline, 1000)]
    private static partial Regex Templates();
}
