using Google.Protobuf;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Access;

/// <summary>What the protos say that a caller of each rpc must be allowed to.</summary>
public sealed class AccessRules
{
    private readonly Dictionary<string, MethodAccess> rules = new(StringComparer.Ordinal);

    /// <param name="files">The contracts.</param>
    /// <exception cref="InvalidOperationException">An rpc states no rule, more than one, or names a field that its request does not have.</exception>
    public AccessRules(IEnumerable<FileDescriptor> files)
    {
        foreach (var method in files.SelectMany(f => f.Services).SelectMany(s => s.Methods))
            rules.Add($"/{method.Service.FullName}/{method.Name}", new MethodAccess(method));
    }

    /// <summary>Every permission that some rpc requires, in the order of the alphabet.</summary>
    public IEnumerable<string> Permissions =>
        rules.Values.Select(method => method.Rule.Permission).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The rule of an rpc; null where the contracts do not have it.</summary>
    /// <param name="fullName">As gRPC has it: <c>/mergeprogramme.mandates.v1.MandatesService/DecideMandate</c>.</param>
    public MethodAccess? Find(string fullName) => rules.GetValueOrDefault(fullName);
}

/// <summary>The rule of one rpc.</summary>
public sealed class MethodAccess
{
    private readonly FieldDescriptor[][] resources;

    /// <exception cref="InvalidOperationException">It states no rule, more than one, or a field that its request does not have.</exception>
    public MethodAccess(MethodDescriptor method)
    {
        Rule =
            method.GetOptions()?.GetExtension(AccessExtensions.Access)
            ?? throw new InvalidOperationException($"{method.FullName} states no mergeprogramme.platform.v1.access.");
        if (new[] { Rule.Permission.Length > 0, Rule.SignedIn, Rule.Internal, Rule.Anyone }.Count(stated => stated) != 1)
            throw new InvalidOperationException(
                $"{method.FullName} must state one of permission, signed_in, internal and anyone."
            );
        // mergeprogramme.mandates.v1 → mandates
        Module = method.File.Package.Split('.')[1];
        resources =
        [
            .. (Rule.Resource.Length > 0 ? new[] { Rule.Resource } : []).Concat(Rule.Also).Select(path => Path(method, path)),
        ];
    }

    /// <summary>As the proto states it.</summary>
    public AccessRule Rule { get; }

    /// <summary>The module that serves it.</summary>
    public string Module { get; }

    /// <summary>The name that the request is about; empty for the whole installation.</summary>
    public string ResourceOf(IMessage request) => resources.Length == 0 ? "" : Value(request, resources[0]);

    /// <summary>Further names that the permission must be held on, of those fields that are not empty.</summary>
    public IEnumerable<string> FurtherOf(IMessage request) =>
        resources.Length < 2 ? [] : resources.Skip(1).Select(path => Value(request, path)).Where(name => name.Length > 0);

    private static FieldDescriptor[] Path(MethodDescriptor method, string path)
    {
        var fields = new List<FieldDescriptor>();
        var message = method.InputType;
        foreach (var part in path.Split('.'))
        {
            var field =
                message?.FindFieldByName(part)
                ?? throw new InvalidOperationException(
                    $"{method.FullName} states access on {path}, which its request does not have."
                );
            fields.Add(field);
            message = field.FieldType == FieldType.Message ? field.MessageType : null;
        }
        return fields[^1].FieldType == FieldType.String
            ? [.. fields]
            : throw new InvalidOperationException($"{method.FullName} states access on {path}, which is no name.");
    }

    private static string Value(IMessage request, FieldDescriptor[] path)
    {
        object? value = request;
        foreach (var field in path)
        {
            if (value is not IMessage message)
                return "";
            value = field.Accessor.GetValue(message);
        }
        return value as string ?? "";
    }
}
