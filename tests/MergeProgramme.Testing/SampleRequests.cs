using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Testing;

/// <summary>A request for any rpc, made from its proto: every required field is filled in, every name is one that the caller gives.</summary>
/// <param name="names">Resource name by resource type, such as <c>mergeprogramme/Mandate</c>.</param>
public sealed class SampleRequests(IReadOnlyDictionary<string, string> names)
{
    /// <summary>Every rpc of the contracts that every installation serves.</summary>
    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. ContractTypes
            .Files.SelectMany(f => f.Services)
            .SelectMany(s => s.Methods)
            .Where(m => m.Service.Name != "DemoClockService")
            .OrderBy(m => m.FullName, StringComparer.Ordinal),
    ];

    /// <summary>A request that states what the proto requires.</summary>
    public IMessage Of(MethodDescriptor method)
    {
        var request = Fill(method.InputType, 0);
        var rule = method.GetOptions().GetExtension(AccessExtensions.Access);
        if (rule.Resource.Length > 0)
            Name(request, rule.Resource.Split('.'));
        return request;
    }

    private IMessage Fill(MessageDescriptor descriptor, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            var behaviour = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
            var required = behaviour?.Contains(FieldBehavior.Required) ?? false;
            var isName = field.Name == "name" && descriptor.GetOptions()?.GetExtension(ResourceExtensions.Resource) is not null;
            if (!required && !isName || field.IsMap || depth > 5)
                continue;
            if (Value(field, depth) is not { } value)
                continue;
            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
            else
                field.Accessor.SetValue(message, value);
        }
        // An etag that no version has: a write that is let in is refused before it changes what the next call reads.
        if (descriptor.FindFieldByName("etag") is { } etag)
            etag.Accessor.SetValue(message, "stale");
        // What can be tried without being done is tried.
        if (descriptor.FindFieldByName("validate_only") is { } validateOnly)
            validateOnly.Accessor.SetValue(message, true);
        return message;
    }

    private object? Value(FieldDescriptor field, int depth)
    {
        var type =
            field.GetOptions()?.GetExtension(ResourceExtensions.ResourceReference)?.Type
            ?? (field.Name == "name" ? field.ContainingType.GetOptions()?.GetExtension(ResourceExtensions.Resource)?.Type : null);
        return field.FieldType switch
        {
            FieldType.String when type is not null => names.GetValueOrDefault(type),
            FieldType.String => Text(field),
            FieldType.Enum => field.EnumType.Values.First(v => v.Number != 0).Number is var number
            && field.EnumType.ClrType is { } enumType
                ? System.Enum.ToObject(enumType, number)
                : null,
            FieldType.Message when field.MessageType.ClrType == typeof(Date) => new Date
            {
                Year = 2020,
                Month = 1,
                Day = 1,
            },
            FieldType.Message when field.MessageType.ClrType == typeof(Money) => new Money { CurrencyCode = "NOK", Units = 1 },
            FieldType.Message when field.MessageType.ClrType == typeof(Google.Type.Decimal) => new Google.Type.Decimal
            {
                Value = "1",
            },
            FieldType.Message when field.MessageType.ClrType == typeof(Timestamp) => new Timestamp { Seconds = 1_500_000_000 },
            FieldType.Message => Fill(field.MessageType, depth + 1),
            FieldType.Int32 => Math.Max(1, (int)(field.GetOptions()?.GetExtension(TextExtensions.Minimum) ?? 0)),
            FieldType.Int64 => 1L,
            _ => null,
        };
    }

    private static string Text(FieldDescriptor field)
    {
        const string Sample = "En prøve som er lang nok til å begrunne noe";
        var options = field.GetOptions();
        var longest =
            options is not null && options.HasExtension(TextExtensions.MaxLength)
                ? options.GetExtension(TextExtensions.MaxLength)
                : Sample.Length;
        return Sample[..Math.Min(longest, Sample.Length)].TrimEnd();
    }

    private void Name(IMessage message, ReadOnlySpan<string> path)
    {
        var field = message.Descriptor.FindFieldByName(path[0]);
        if (path.Length > 1)
        {
            Name((IMessage)field.Accessor.GetValue(message), path[1..]);
            return;
        }
        var current = (string)field.Accessor.GetValue(message);
        // Fields that take names of several kinds state no resource type: the programme is always one of them.
        if (
            !current.StartsWith("programmes/", StringComparison.Ordinal)
            && !current.StartsWith("principals/", StringComparison.Ordinal)
        )
            field.Accessor.SetValue(message, names[$"{message.Descriptor.FullName}.{field.Name}"]);
    }
}
