using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MergeProgramme.Architecture.Tests;

/// <summary>The product's source tree and its compiled assemblies, as the rules read them.</summary>
internal static class Code
{
    /// <summary>The modules, by the middle of their projects' names.</summary>
    public static readonly IReadOnlyList<string> Modules =
    [
        "Access",
        "Benefits",
        "Mandates",
        "Organisation",
        "Procurement",
        "Stakeholders",
    ];

    private static readonly Lazy<string> LazyRoot = new(() =>
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MergeProgramme.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds MergeProgramme.sln.");
    });

    /// <summary>The folder of the solution.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>Folders of all projects under src/.</summary>
    public static IEnumerable<string> Projects =>
        Directory.GetDirectories(Path.Combine(Root, "src"), "MergeProgramme.*").Order(StringComparer.Ordinal);

    /// <summary>Fails with all faults, one a line.</summary>
    public static void AssertNone(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    /// <summary>The folder of a project under src/.</summary>
    /// <param name="name">Name without <c>MergeProgramme.</c>, such as <c>Mandates</c>.</param>
    public static string Project(string name) => Path.Combine(Root, "src", $"MergeProgramme.{name}");

    /// <summary>Files of a project that people write.</summary>
    public static IEnumerable<string> Sources(string project, params string[] endings) =>
        Directory
            .EnumerateFiles(project, "*", SearchOption.AllDirectories)
            .Where(file => Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file =>
                !Path.GetRelativePath(project, file).Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "wwwroot")
            )
            .Order(StringComparer.Ordinal);

    /// <summary>A compiled project.</summary>
    /// <param name="name">Name without <c>MergeProgramme.</c>, such as <c>Mandates</c>.</param>
    public static AssemblyDefinition Assembly(string name)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, $"MergeProgramme.{name}.dll"),
            new ReaderParameters { AssemblyResolver = resolver }
        );
    }

    /// <summary>An assembly that exists only in memory, with which a test shows that a rule bites.</summary>
    /// <param name="name">Full name, as <c>MergeProgramme.Procurement</c>.</param>
    /// <param name="write">Writes its types.</param>
    public static AssemblyDefinition Invented(string name, Action<ModuleDefinition> write)
    {
        using AssemblyDefinition written = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition(name, new Version(1, 0)),
            name,
            ModuleKind.Dll
        );
        write(written.MainModule);
        var image = new MemoryStream();
        written.Write(image);
        image.Position = 0;
        return AssemblyDefinition.ReadAssembly(image);
    }

    /// <summary>A type of another assembly, to be referred to from an invented one.</summary>
    public static TypeReference Foreign(this ModuleDefinition module, string assembly, string space, string name)
    {
        AssemblyNameReference? scope = module.AssemblyReferences.FirstOrDefault(reference => reference.Name == assembly);
        if (scope is null)
        {
            scope = new AssemblyNameReference(assembly, new Version(1, 0));
            module.AssemblyReferences.Add(scope);
        }
        return new TypeReference(space, name, module, scope);
    }

    /// <summary>Adds a class with one method.</summary>
    public static TypeDefinition Class(
        this ModuleDefinition module,
        string space,
        string name,
        TypeReference? parent,
        params Action<ILProcessor>[] body
    )
    {
        var type = new TypeDefinition(space, name, TypeAttributes.NotPublic, parent ?? module.TypeSystem.Object);
        var method = new MethodDefinition("Do", MethodAttributes.Public, module.TypeSystem.Void);
        ILProcessor writer = method.Body.GetILProcessor();
        foreach (Action<ILProcessor> instruction in body)
        {
            instruction(writer);
        }
        writer.Emit(OpCodes.Ret);
        type.Methods.Add(method);
        module.Types.Add(type);
        return type;
    }

    /// <summary>A type with all that the compiler made of its lambdas, iterators and async methods.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>All methods of a type that have a body, those of its nested types too.</summary>
    public static IEnumerable<MethodDefinition> Bodies(this TypeDefinition type) =>
        type.WithNested().SelectMany(one => one.Methods).Where(method => method.HasBody);

    /// <summary>Every type that a type names: what it derives from and holds, takes, returns, calls and creates.</summary>
    public static IEnumerable<TypeReference> Uses(this TypeDefinition type)
    {
        IEnumerable<TypeReference?> named = type.WithNested()
            .SelectMany(one =>
                one.Interfaces.Select(i => i.InterfaceType)
                    .Append(one.BaseType)
                    .Concat(one.CustomAttributes.Select(attribute => attribute.AttributeType))
                    .Concat(one.Fields.Select(field => field.FieldType))
                    .Concat(one.Properties.Select(property => property.PropertyType))
                    .Concat(
                        one.Methods.SelectMany(method => method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType))
                    )
            );
        IEnumerable<TypeReference?> executed = type.Bodies()
            .SelectMany(method =>
                method
                    .Body.Variables.Select(variable => variable.VariableType)
                    .Concat(method.Body.Instructions.SelectMany(instruction => Operand(instruction.Operand)))
            );
        return named.Concat(executed).OfType<TypeReference>().SelectMany(Parts).DistinctBy(part => part.FullName);
    }

    private static IEnumerable<TypeReference?> Operand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            GenericInstanceMethod method =>
            [
                .. method.GenericArguments,
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(p => p.ParameterType),
            ],
            MethodReference method =>
            [
                method.DeclaringType,
                method.ReturnType,
                .. method.Parameters.Select(p => p.ParameterType),
            ],
            FieldReference field => [field.DeclaringType, field.FieldType],
            _ => [],
        };

    // List<X>[] is made of List and X.
    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            _ => [type],
        };
}
