using System.Reflection;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Architecture.Tests;

/// <summary>Whoever looks for what an rpc does finds it in the file of its name in the module of its contract.</summary>
public sealed partial class RpcFileTests
{
    public static TheoryData<string> Modules => [.. Code.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void Every_rpc_stands_in_the_one_file_of_its_name(string module)
    {
        string[] rpcs = [.. Services(module).SelectMany(service => service.Methods).Select(method => method.Name)];

        Assert.NotEmpty(rpcs);
        Code.AssertNone(Faults(Code.Project(module), rpcs));
    }

    [Fact]
    public void An_rpc_that_is_missing_or_stands_twice_or_elsewhere_is_found()
    {
        string folder = Directory.CreateTempSubdirectory("rpc-files-").FullName;
        Write("Decisions/DecideMandate.cs", "public override Task<Mandate> DecideMandate(Request request) => Go();");
        Write("Drafts/Twice.cs", "public override Task<Mandate> Twice(Request request) => Go();");
        Write("Submissions/Twice.cs", "public override Task<Mandate> Twice(Request request) => Go();");
        Write("Empty.cs", "public Task<Mandate> Empty(Request request) => Go();");
        Write("Mixed.cs", "public override Task<A> Mixed(B b) => Go();\npublic override Task<A> Elsewhere(B b) => Go();");

        Assert.Equal(
            [
                "Elsewhere: no file Elsewhere.cs overrides it",
                "Empty: no file Empty.cs overrides it",
                "Twice: overridden in Drafts/Twice.cs, Submissions/Twice.cs",
                "Elsewhere: overridden in Mixed.cs",
            ],
            Faults(folder, ["DecideMandate", "Elsewhere", "Empty", "Mixed", "Twice"])
        );
        Directory.Delete(folder, recursive: true);

        void Write(string file, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    }

    private static IEnumerable<ServiceDescriptor> Services(string module) =>
        typeof(Event)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == $"MergeProgramme.{module}.V1")
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
            .Select(property => (ServiceDescriptor)property!.GetValue(null)!);

    private static List<string> Faults(string project, string[] rpcs)
    {
        (string File, string Rpc)[] overrides =
        [
            .. from file in Code.Sources(project, ".cs")
            from Match match in Override().Matches(File.ReadAllText(file))
            where rpcs.Contains(match.Groups["rpc"].Value)
            select (Path.GetRelativePath(project, file), match.Groups["rpc"].Value),
        ];
        List<string> faults = [];
        foreach (string rpc in rpcs)
        {
            string[] own =
            [
                .. overrides.Where(o => o.Rpc == rpc && Path.GetFileNameWithoutExtension(o.File) == rpc).Select(o => o.File),
            ];
            if (own.Length == 0)
            {
                faults.Add($"{rpc}: no file {rpc}.cs overrides it");
            }
            else if (own.Length > 1)
            {
                faults.Add($"{rpc}: overridden in {string.Join(", ", own)}");
            }
        }
        faults.AddRange(
            overrides
                .Where(o => Path.GetFileNameWithoutExtension(o.File) != o.Rpc)
                .Select(o => $"{o.Rpc}: overridden in {o.File}")
        );
        return faults;
    }

    [GeneratedRegex(
        @"\boverride\s+(async\s+)?Task[^(]*?\b(?<rpc>\w+)\s*\(",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Override();
}
