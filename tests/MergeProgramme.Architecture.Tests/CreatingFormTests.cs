using System.Text.RegularExpressions;

namespace MergeProgramme.Architecture.Tests;

/// <summary>A form that is sent twice writes once: whatever page creates something sends the request_id that its form holds.</summary>
public sealed partial class CreatingFormTests
{
    public static TheoryData<string> Modules => [.. Code.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void Every_form_that_creates_something_has_a_request_id(string module) =>
        Code.AssertNone(Faults(Path.Combine(Code.Project(module), "Pages")));

    [Fact]
    public void There_are_such_forms() =>
        Assert.True(
            Code.Modules.SelectMany(m => Code.Sources(Path.Combine(Code.Project(m), "Pages"), ".cshtml.cs"))
                .Sum(file => Calls(File.ReadAllText(file)).Count()) > 10
        );

    [Fact]
    public void A_form_without_one_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("creating-forms-").FullName;
        Write("Good.cshtml", "<form><input type=\"hidden\" name=\"RequestId\" value=\"@Model.RequestId\"></form>");
        Write("Good.cshtml.cs", "await Client.CreateBodyAsync(new() { Body = Read(), RequestId = RequestId });");
        Write("Shared.cshtml", "<partial name=\"_Fields\" model=\"Model\" />");
        Write("_Fields.cshtml", "<input type=\"hidden\" name=\"RequestId\" value=\"@Model.RequestId\">");
        Write("Shared.cshtml.cs", "await Client.CreateBodyAsync(new() { Body = Read(), RequestId = RequestId });");
        Write("Unsent.cshtml", "<input type=\"hidden\" name=\"RequestId\" value=\"@Model.RequestId\">");
        Write("Unsent.cshtml.cs", "await Client.CreateBodyAsync(new() { Body = Read() }); Show(RequestId);");
        Write("Unasked.cshtml", "<form method=\"post\"></form>");
        Write("Unasked.cshtml.cs", "await Client.CreateGoalAsync(new() { RequestId = RequestId });");

        Assert.Equal(
            ["Unasked.cshtml: no hidden RequestId", "Unsent.cshtml.cs: CreateBodyAsync without RequestId"],
            Faults(folder)
        );
        Directory.Delete(folder, recursive: true);

        void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
    }

    private static IEnumerable<string> Faults(string pages)
    {
        foreach (var model in Code.Sources(pages, ".cshtml.cs"))
        {
            var calls = Calls(File.ReadAllText(model)).ToList();
            foreach (var (rpc, arguments) in calls)
            {
                if (!arguments.Contains("RequestId = ", StringComparison.Ordinal))
                    yield return $"{Path.GetRelativePath(pages, model)}: {rpc} without RequestId";
            }
            var view = model[..^".cs".Length];
            if (calls.Count > 0 && !Views(view).Any(text => Hidden().IsMatch(text)))
                yield return $"{Path.GetRelativePath(pages, view)}: no hidden RequestId";
        }
    }

    // A view, and the parts of it that stand beside it.
    private static IEnumerable<string> Views(string view)
    {
        var text = File.ReadAllText(view);
        yield return text;
        foreach (Match part in Partial().Matches(text))
        {
            var file = Path.Combine(Path.GetDirectoryName(view)!, $"{part.Groups["name"].Value}.cshtml");
            if (File.Exists(file))
                yield return File.ReadAllText(file);
        }
    }

    private static IEnumerable<(string Rpc, string Arguments)> Calls(string code) =>
        Create().Matches(code).Select(call => (call.Groups["rpc"].Value, Arguments(code, call.Index + call.Length)));

    // Up to the bracket that closes the call.
    private static string Arguments(string code, int start)
    {
        var (depth, end) = (1, start);
        while (end < code.Length && depth > 0)
            depth += code[end++] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        return code[start..end];
    }

    [GeneratedRegex(
        @"\.(?<rpc>(Create|Record|Register|Add|Invite|Raise|BreakGlass|Link)\w*Async)\(",
        RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Create();

    [GeneratedRegex("<partial name=\"(?<name>_\\w+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Partial();

    [GeneratedRegex("<input type=\"hidden\" name=\"[Rr]equestId\"", RegexOptions.None, 5000)]
    private static partial Regex Hidden();
}
