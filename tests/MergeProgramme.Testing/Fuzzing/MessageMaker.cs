using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Platform.V1;
using Date = Google.Type.Date;
using Enum = System.Enum;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>Random requests that are shaped as their protos say.</summary>
/// <param name="names">What exists.</param>
/// <param name="random">The same numbers make the same message.</param>
/// <param name="nasty">How often a field gets a nasty value: 0 never, 1 always.</param>
/// <param name="requestId">What stands in <c>request_id</c>.</param>
/// <param name="mark">Put at the end of texts, to be known again wherever they turn up; empty: nothing.</param>
internal sealed class MessageMaker(FuzzNames names, Random random, double nasty, string requestId, string mark = "")
{
    private const int Deepest = 5;
    private const int DefaultMaxLength = 200;

    private static readonly string[] Words =
    [
        "kommune",
        "helse",
        "gevinst",
        "utredning",
        "høring",
        "økonomi",
        "én",
        "felles",
        "plan",
        "journal",
        "arkiv",
        "innen",
        "2027",
        "bedre",
        "skole",
    ];

    // Valid ones, so that what is checked after them is reached.
    private static readonly string[] OrganisationNumbers = ["840894312", "310401102", "310402079"];

    /// <summary>A request of an rpc.</summary>
    public IMessage Of(MethodDescriptor method)
    {
        var request = Make(method.InputType, 0);
        if (nasty == 0 || random.NextDouble() > nasty / 2)
        {
            // Names of several kinds state no resource type: mostly a real one.
            var rule = method.GetOptions()?.GetExtension(AccessExtensions.Access);
            foreach (var path in rule is null ? [] : rule.Also.Prepend(rule.Resource).Where(p => p.Length > 0))
                Name(request, path.Split('.'));
        }
        return request;
    }

    /// <summary>A message.</summary>
    public IMessage Make(MessageDescriptor descriptor, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsMap || !IsTaken(field, depth))
                continue;
            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(message);
                var count = IsNasty() ? (random.Next(15) == 0 ? 260 : 0) : random.Next(1, 3);
                for (var i = 0; i < count; i++)
                    list.Add(Value(field, descriptor, depth));
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, descriptor, depth));
            }
        }
        return message;
    }

    private bool IsNasty() => nasty > 0 && random.NextDouble() < nasty;

    private bool IsTaken(FieldDescriptor field, int depth)
    {
        var behaviour = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
        if (behaviour?.Contains(FieldBehavior.OutputOnly) ?? false)
            return nasty > 0 && random.Next(8) == 0;
        if ((behaviour?.Contains(FieldBehavior.Required) ?? false) || field.Name is "name" or "request_id")
            return !IsNasty() || random.Next(3) > 0;
        if (depth >= Deepest && field.FieldType == FieldType.Message)
            return false;
        // A stream that follows lasts until its caller is tired of it.
        if (field.Name == "follow")
            return random.Next(40) == 0;
        return random.Next(2) == 0;
    }

    private object Value(FieldDescriptor field, MessageDescriptor inside, int depth)
    {
        var bad = IsNasty();
        return field.FieldType switch
        {
            FieldType.String => bad && random.Next(10) > 0 ? Nasty.Text(random) : Text(field),
            FieldType.Enum => Enum.ToObject(
                field.EnumType.ClrType,
                bad ? Nasty.Enumeration(random) : field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number
            ),
            FieldType.Message => (bad ? Nasty.Message(random, field.MessageType.ClrType) : null)
                ?? Message(field.MessageType, inside, depth),
            FieldType.Bool => random.Next(2) == 0,
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)(bad ? Nasty.Number(random) : Number(field)),
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => bad ? Nasty.Number(random) : Number(field),
            FieldType.UInt32 or FieldType.Fixed32 => (uint)random.Next(),
            FieldType.UInt64 or FieldType.Fixed64 => (ulong)random.NextInt64(),
            FieldType.Double => bad ? Nasty.Fraction(random) : random.NextDouble(),
            FieldType.Float => bad ? (float)Nasty.Fraction(random) : random.NextSingle(),
            FieldType.Bytes => ByteString.CopyFrom(Wire.Bytes(random, random.Next(100))),
            _ => throw new NotSupportedException($"{field.FullName}: {field.FieldType}"),
        };
    }

    private IMessage Message(MessageDescriptor type, MessageDescriptor inside, int depth) =>
        type.ClrType == typeof(Date)
            ? new Date
            {
                Year = random.Next(2015, 2031),
                Month = random.Next(1, 13),
                Day = random.Next(1, 29),
            }
        : type.ClrType == typeof(Timestamp) ? new Timestamp { Seconds = 1_400_000_000 + random.Next(600_000_000) }
        : type.ClrType == typeof(Duration) ? new Duration { Seconds = random.Next(100_000) }
        : type.ClrType == typeof(Money) ? new Money { CurrencyCode = "NOK", Units = random.Next(1_000_000) }
        : type.ClrType == typeof(Google.Type.Decimal)
            ? new Google.Type.Decimal
            {
                Value = random.Next(1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            }
        : type.ClrType == typeof(FieldMask) ? Mask(inside)
        : type.ClrType == typeof(Any) ? Any.Pack(new Money { CurrencyCode = "NOK" })
        : Make(type, depth + 1);

    private FieldMask Mask(MessageDescriptor inside)
    {
        var mask = new FieldMask();
        var resource = inside.Fields.InDeclarationOrder().FirstOrDefault(f => f.FieldType == FieldType.Message && !f.IsRepeated);
        if (resource is null || random.Next(4) == 0)
        {
            if (random.Next(2) == 0)
                mask.Paths.Add("*");
            return mask;
        }
        foreach (var field in resource.MessageType.Fields.InDeclarationOrder())
        {
            var behaviour = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
            if (
                field.Name is not ("name" or "etag")
                && !(behaviour?.Contains(FieldBehavior.OutputOnly) ?? false)
                && random.Next(2) == 0
            )
                mask.Paths.Add(field.Name);
        }
        return mask;
    }

    private long Number(FieldDescriptor field)
    {
        var options = field.GetOptions();
        long Of(Extension<FieldOptions, long> bound, long otherwise) =>
            options is not null && options.HasExtension(bound) ? options.GetExtension(bound) : otherwise;
        var (least, most) = (Of(TextExtensions.Minimum, 0), Of(TextExtensions.Maximum, 30));
        return least + random.NextInt64(Math.Min(Math.Max(1, most - least + 1), 1000));
    }

    private string Text(FieldDescriptor field)
    {
        var options = field.GetOptions();
        if (options?.GetExtension(ResourceExtensions.ResourceReference)?.Type is { } referred)
            return names.Pick(random, referred);
        if (field.Name == "name" && field.ContainingType.GetOptions()?.GetExtension(ResourceExtensions.Resource)?.Type is { } own)
            return names.Pick(random, own);
        var longest =
            options is not null && options.HasExtension(TextExtensions.MaxLength)
                ? options.GetExtension(TextExtensions.MaxLength)
                : DefaultMaxLength;
        return field.Name switch
        {
            "request_id" => requestId,
            "etag" => random.Next(8) == 0 ? "stale" : "",
            "page_token" => random.Next(12) == 0 ? Nasty.Text(random) : "",
            "organisation_number" => OrganisationNumbers[random.Next(OrganisationNumbers.Length)],
            "number" => $"{random.Next(100, 5700):D4}",
            "code" => $"A{random.Next(1, 99)}",
            "name" or "parent" or "subject" or "actor" or "scope" => names.PickAny(random),
            "language_code" => "nb",
            _ when field.Name.EndsWith("_id", StringComparison.Ordinal) => random.Next(2) == 0
                ? ""
                : $"fz-{random.Next(100_000)}",
            _ => Sentence(longest),
        };
    }

    private string Sentence(int longest)
    {
        var room = longest - mark.Length;
        var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words[random.Next(Words.Length)]));
        return room <= 0 ? text[..Math.Min(text.Length, longest)] : text[..Math.Min(text.Length, room)].TrimEnd() + mark;
    }

    private void Name(IMessage message, ReadOnlySpan<string> path)
    {
        var field = message.Descriptor.FindFieldByName(path[0]);
        if (path.Length > 1)
        {
            if (field.Accessor.GetValue(message) is IMessage nested)
                Name(nested, path[1..]);
        }
        else if (
            field.GetOptions()?.GetExtension(ResourceExtensions.ResourceReference) is null
            && message.Descriptor.GetOptions()?.GetExtension(ResourceExtensions.Resource) is null
        )
        {
            field.Accessor.SetValue(
                message,
                random.Next(3) == 0 ? names.PickAny(random) : names.Pick(random, "mergeprogramme/Programme")
            );
        }
    }
}
