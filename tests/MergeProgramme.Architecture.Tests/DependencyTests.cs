using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MergeProgramme.Architecture.Tests;

public sealed class DependencyTests
{
    private const string Contracts = "MergeProgramme.Contracts";
    private const string Platform = "MergeProgramme.Platform";

    public static TheoryData<string> Modules => [.. Code.Modules];

    public static TheoryData<string> ModulesAndHost => [.. Code.Modules, "Host"];

    public static TheoryData<string> Parts => [.. Code.Modules, "Host", "Platform"];

    [Fact]
    public void Every_project_is_a_module_or_one_of_the_three_that_are_none() =>
        Assert.Equal(
            [.. Code.Modules.Concat(["Contracts", "Host", "Platform"]).Order(StringComparer.Ordinal)],
            Code.Projects.Select(project => Path.GetFileName(project)["MergeProgramme.".Length..])
        );

    [Theory, MemberData(nameof(Modules))]
    public void A_module_knows_the_platform_and_the_contracts_and_no_other_module(string module)
    {
        Code.AssertNone(DependencyRules.ForeignAssemblies(Code.Assembly(module), Contracts, Platform));
        Code.AssertNone(DependencyRules.ForeignProjects(module, ProjectFile(module), Contracts, Platform));
    }

    [Fact]
    public void The_platform_knows_no_module_and_no_contract_of_a_domain()
    {
        using AssemblyDefinition platform = Code.Assembly("Platform");
        Code.AssertNone(DependencyRules.ForeignAssemblies(platform, Contracts));
        Code.AssertNone(DependencyRules.ForeignProjects("Platform", ProjectFile("Platform"), Contracts));
        // Access is no domain of the office's: the platform asks it at every call who may do what.
        string[] known = ["MergeProgramme.Platform.V1", "MergeProgramme.Common.V1", "MergeProgramme.Access.V1"];
        Code.AssertNone(DependencyRules.Contracts(platform, known));
    }

    [Theory, MemberData(nameof(ModulesAndHost))]
    public void Pages_go_through_the_contracts_and_never_to_the_database(string part) =>
        Code.AssertNone(DependencyRules.Pages(Code.Assembly(part)));

    [Theory, MemberData(nameof(Parts))]
    public void Time_comes_from_a_time_provider(string part) =>
        Code.AssertNone(DependencyRules.Clock(Code.Assembly(part), systemClockToo: Code.Modules.Contains(part)));

    [Theory, MemberData(nameof(Modules))]
    public void A_module_shows_the_host_how_to_add_it_and_nothing_else(string module) =>
        Code.AssertNone(DependencyRules.PublicTypes(Code.Assembly(module), $"MergeProgramme.{module}.{module}Module"));

    [Fact]
    public void A_module_that_uses_another_module_is_found()
    {
        using AssemblyDefinition offender = Code.Invented(
            "MergeProgramme.Procurement",
            module =>
                module
                    .Class("MergeProgramme.Procurement", "Offender", null)
                    .Fields.Add(
                        new FieldDefinition(
                            "mandates",
                            FieldAttributes.Private,
                            module.Foreign("MergeProgramme.Mandates", "MergeProgramme.Mandates", "MandateLifecycle")
                        )
                    )
        );

        Assert.Equal(
            ["MergeProgramme.Procurement uses MergeProgramme.Mandates"],
            DependencyRules.ForeignAssemblies(offender, Contracts, Platform)
        );
    }

    [Fact]
    public void A_module_whose_project_references_another_module_is_found()
    {
        XDocument project = ProjectFile("Procurement");
        project.Root!.Add(
            new XElement(
                "ItemGroup",
                new XElement(
                    "ProjectReference",
                    new XAttribute("Include", @"..\MergeProgramme.Mandates\MergeProgramme.Mandates.csproj")
                )
            )
        );

        Assert.Equal(
            ["Procurement references MergeProgramme.Mandates"],
            DependencyRules.ForeignProjects("Procurement", project, Contracts, Platform)
        );
    }

    [Fact]
    public void A_platform_that_uses_a_contract_of_a_domain_is_found()
    {
        using AssemblyDefinition offender = Code.Invented(
            Platform,
            module =>
            {
                TypeReference mandate = module.Foreign(Contracts, "MergeProgramme.Mandates.V1", "Mandate");
                TypeReference @event = module.Foreign(Contracts, "MergeProgramme.Platform.V1", "Event");
                module.Class(
                    Platform,
                    "Offender",
                    null,
                    il => il.Emit(OpCodes.Newobj, Constructor(mandate)),
                    il => il.Emit(OpCodes.Pop)
                );
                module.Class(
                    Platform,
                    "Sound",
                    null,
                    il => il.Emit(OpCodes.Newobj, Constructor(@event)),
                    il => il.Emit(OpCodes.Pop)
                );
            }
        );

        Assert.Equal(
            ["MergeProgramme.Platform uses the contract type MergeProgramme.Mandates.V1.Mandate"],
            DependencyRules.Contracts(offender, "MergeProgramme.Platform.V1", "MergeProgramme.Common.V1")
        );
    }

    [Fact]
    public void A_page_that_asks_the_database_is_found_and_a_service_that_does_is_not()
    {
        using AssemblyDefinition offender = Code.Invented(
            "MergeProgramme.Mandates",
            module =>
            {
                TypeReference page = module.Foreign(
                    "Microsoft.AspNetCore.Mvc.RazorPages",
                    "Microsoft.AspNetCore.Mvc.RazorPages",
                    "PageModel"
                );
                TypeReference connection = module.Foreign("Npgsql", "Npgsql", "NpgsqlConnection");
                foreach ((string name, TypeReference? parent) in new[] { ("Offender", page), ("Service", null) })
                {
                    module.Class(
                        "MergeProgramme.Mandates",
                        name,
                        parent,
                        il => il.Emit(OpCodes.Newobj, Constructor(connection)),
                        il => il.Emit(OpCodes.Pop)
                    );
                }
            }
        );

        Assert.Equal(["MergeProgramme.Mandates.Offender uses Npgsql.NpgsqlConnection"], DependencyRules.Pages(offender));
    }

    [Fact]
    public void Code_that_reads_the_machines_clock_is_found()
    {
        using AssemblyDefinition offender = Code.Invented(
            "MergeProgramme.Mandates",
            module =>
            {
                TypeReference time = module.Foreign("System.Runtime", "System", "DateTime");
                TypeReference provider = module.Foreign("System.Runtime", "System", "TimeProvider");
                module.Class(
                    "MergeProgramme.Mandates",
                    "Offender",
                    null,
                    il => il.Emit(OpCodes.Call, new MethodReference("get_UtcNow", time, time)),
                    il => il.Emit(OpCodes.Pop),
                    il => il.Emit(OpCodes.Call, new MethodReference("get_System", provider, provider)),
                    il => il.Emit(OpCodes.Pop)
                );
            }
        );

        Assert.Equal(2, DependencyRules.Clock(offender, systemClockToo: true).Count);
        Assert.EndsWith(
            "System.DateTime.get_UtcNow",
            Assert.Single(DependencyRules.Clock(offender, systemClockToo: false)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_public_type_of_a_module_is_found()
    {
        using AssemblyDefinition offender = Code.Invented(
            "MergeProgramme.Mandates",
            module =>
            {
                module.Class("MergeProgramme.Mandates", "MandatesModule", null).IsPublic = true;
                module.Class("MergeProgramme.Mandates", "MandateLifecycle", null).IsPublic = true;
                module.Class("MergeProgramme.Mandates", "MandateCheck", null);
            }
        );

        Assert.Equal(
            ["MergeProgramme.Mandates.MandateLifecycle is public"],
            DependencyRules.PublicTypes(offender, "MergeProgramme.Mandates.MandatesModule")
        );
    }

    private static XDocument ProjectFile(string part) =>
        XDocument.Load(Path.Combine(Code.Project(part), $"MergeProgramme.{part}.csproj"));

    private static MethodReference Constructor(TypeReference type) =>
        new(".ctor", type.Module.TypeSystem.Void, type) { HasThis = true };
}
