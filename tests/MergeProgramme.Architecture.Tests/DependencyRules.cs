using System.Xml.Linq;
using Mono.Cecil;

namespace MergeProgramme.Architecture.Tests;

/// <summary>What a part may know of others. Each rule answers with what breaks it, in words; empty is good.</summary>
internal static class DependencyRules
{
    private static readonly string[] Database =
    [
        "MergeProgramme.Platform.Data",
        "Dapper",
        "System.Data",
        "Npgsql",
        "Microsoft.Data",
        "DbUp",
    ];

    /// <summary>The product's assemblies that an assembly refers to without being allowed to.</summary>
    /// <param name="assembly">The assembly that refers.</param>
    /// <param name="allowed">Full names, such as <c>MergeProgramme.Platform</c>.</param>
    public static IReadOnlyList<string> ForeignAssemblies(AssemblyDefinition assembly, params string[] allowed) =>
        [
            .. assembly
                .MainModule.AssemblyReferences.Select(reference => reference.Name)
                .Where(name => name.StartsWith("MergeProgramme.", StringComparison.Ordinal) && !allowed.Contains(name))
                .Select(name => $"{assembly.Name.Name} uses {name}"),
        ];

    /// <summary>The same of a project file: a reference is wrong there before the first line of code uses it.</summary>
    public static IReadOnlyList<string> ForeignProjects(string name, XDocument project, params string[] allowed) =>
        [
            .. project
                .Descendants()
                .Where(element => element.Name.LocalName is "ProjectReference" or "Reference")
                .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value.Replace('\\', '/')))
                .Where(reference => !allowed.Contains(reference))
                .Select(reference => $"{name} references {reference}"),
        ];

    /// <summary>Contract types that an assembly uses outside the namespaces it may use.</summary>
    public static IReadOnlyList<string> Contracts(AssemblyDefinition assembly, params string[] allowedNamespaces) =>
        [
            .. assembly
                .MainModule.GetTypeReferences()
                .Where(type => type.Scope.Name == "MergeProgramme.Contracts")
                .Select(Outermost)
                .Where(type => !allowedNamespaces.Contains(type.Namespace))
                .Select(type => $"{assembly.Name.Name} uses the contract type {type.FullName}")
                .Distinct(),
        ];

    /// <summary>Pages that go to the database, or call a service's class instead of its client.</summary>
    public static IReadOnlyList<string> Pages(AssemblyDefinition assembly) =>
        [
            .. from type in assembly.MainModule.Types
            where IsPage(type)
            from used in type.Uses()
            where
                Array.Exists(
                    Database,
                    space => used.Namespace == space || used.Namespace.StartsWith(space + ".", StringComparison.Ordinal)
                ) || IsService(used)
            select $"{type.FullName} uses {used.FullName}",
        ];

    /// <summary>Code that asks the machine what time it is instead of a TimeProvider, which a test and the demo can set.</summary>
    /// <param name="assembly">The assembly to look at.</param>
    /// <param name="systemClockToo">Whether TimeProvider.System is refused too: only the host may choose the clock.</param>
    public static IReadOnlyList<string> Clock(AssemblyDefinition assembly, bool systemClockToo) =>
        [
            .. from type in assembly.MainModule.Types
            from method in type.Bodies()
            from instruction in method.Body.Instructions
            let called = instruction.Operand as MethodReference
            where called is not null
            let name = $"{called.DeclaringType.FullName}.{called.Name}"
            where
                name
                    is "System.DateTime.get_Now"
                        or "System.DateTime.get_UtcNow"
                        or "System.DateTime.get_Today"
                        or "System.DateTimeOffset.get_Now"
                        or "System.DateTimeOffset.get_UtcNow"
                || systemClockToo && name == "System.TimeProvider.get_System"
            select $"{method.FullName} calls {name}",
        ];

    /// <summary>Types that others could use although they are nobody else's business.</summary>
    public static IReadOnlyList<string> PublicTypes(AssemblyDefinition assembly, params string[] allowed) =>
        [
            .. assembly
                .MainModule.Types.Where(type => type.IsPublic && !allowed.Contains(type.FullName))
                .Select(type => $"{type.FullName} is public"),
        ];

    private static bool IsPage(TypeDefinition type) =>
        Ancestors(type)
            .Any(parent =>
                parent.Namespace == "Microsoft.AspNetCore.Mvc.RazorPages" && parent.Name is "PageModel" or "Page" or "PageBase"
                || parent.Namespace == "Microsoft.AspNetCore.Mvc.Razor"
                    && parent.Name.StartsWith("RazorPage", StringComparison.Ordinal)
            );

    private static bool IsService(TypeReference used) =>
        used is TypeDefinition type
        && Ancestors(type).Any(parent => parent.IsNested && parent.Name.EndsWith("ServiceBase", StringComparison.Ordinal));

    private static IEnumerable<TypeReference> Ancestors(TypeDefinition type)
    {
        for (TypeReference? parent = type.BaseType; parent is not null; parent = Resolve(parent)?.BaseType)
        {
            yield return parent;
        }
    }

    // ASP.NET Core's own assemblies are not beside ours, and what stands above them does not matter here.
    private static TypeDefinition? Resolve(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
