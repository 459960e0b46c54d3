using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Grpc;

/// <summary>
/// What the protos say about requests, checked: required fields, resource names, longest texts, control characters, known enum values, number
/// ranges, possible dates, amounts in whole øre, exact decimals. Domain rules come after, in the services.
/// </summary>
public sealed class RequestRules
{
    private const int DefaultMaxLength = 200;
    private const int LongestName = 400;
    private const int DefaultMaxItems = 200;

    // More would not help anybody to mend the request.
    private const int MostViolations = 40;

    private readonly Dictionary<string, string[]> patterns;
    private readonly ConcurrentDictionary<MessageDescriptor, FieldRule[]> rules = new();

    /// <param name="files">The contracts; resource patterns are collected from their messages.</param>
    public RequestRules(IEnumerable<FileDescriptor> files)
    {
        patterns = files
            .SelectMany(f => f.MessageTypes)
            .Select(m => m.GetOptions()?.GetExtension(ResourceExtensions.Resource))
            .OfType<ResourceDescriptor>()
            .ToDictionary(r => r.Type, r => r.Pattern.ToArray());
    }

    /// <summary>All that is wrong with a request; empty where nothing is.</summary>
    public IReadOnlyList<Violation> Check(IMessage request)
    {
        List<Violation>? found = null;
        Check(request, "", ref found, null);
        return found ?? (IReadOnlyList<Violation>)[];
    }

    private void Check(IMessage message, string path, ref List<Violation>? found, HashSet<string>? only)
    {
        var fields = rules.GetOrAdd(message.Descriptor, RulesOf);
        foreach (var rule in fields)
        {
            if (found?.Count >= MostViolations)
                return;
            // Only what an update's mask names is looked at; the rest of the resource is not used.
            if (only is not null && !only.Contains(rule.Name) && rule.Name != "name")
                continue;
            var value = rule.Field.Accessor.GetValue(message);
            var place = path.Length == 0 ? rule.Name : $"{path}.{rule.Name}";
            if (rule.Field.IsMap)
                continue;
            if (rule.Field.IsRepeated)
                CheckList((System.Collections.IList)value, rule, place, ref found);
            else
                CheckValue(value, rule, place, ref found, MaskOf(message, rule));
        }
    }

    private void CheckList(System.Collections.IList values, FieldRule rule, string place, ref List<Violation>? found)
    {
        if (rule.OutputOnly)
            return;
        if (rule.Required && values.Count == 0)
            Add(ref found, new(place, "REQUIRED"));
        if (values.Count > rule.MaxItems)
        {
            Add(ref found, new(place, "TOO_MANY", rule.MaxItems, values.Count));
            return;
        }
        for (var i = 0; i < values.Count; i++)
            CheckValue(values[i], rule, $"{place}[{i}]", ref found, null);
    }

    private void CheckValue(object? value, FieldRule rule, string place, ref List<Violation>? found, HashSet<string>? mask)
    {
        if (rule.OutputOnly)
            return;
        switch (value)
        {
            case null:
                if (rule.Required)
                    Add(ref found, new(place, "REQUIRED"));
                break;
            case string text:
                CheckText(text, rule, place, ref found);
                break;
            case Date date:
                if (!IsDate(date))
                    Add(ref found, new(place, "DATE_IMPOSSIBLE", date.Year, date.Month, date.Day));
                break;
            case Money money:
                CheckMoney(money, rule.MayBeNegative, place, ref found);
                break;
            case Google.Type.Decimal exact:
                if (!Millionths.TryRead(exact, out _))
                    Add(
                        ref found,
                        new(place, "DECIMAL_MALFORMED", exact.Value.Length <= 40 ? exact.Value : exact.Value[..39] + "…")
                    );
                break;
            case Timestamp instant:
                if (!IsInstant(instant))
                    Add(ref found, new(place, "TIME_IMPOSSIBLE"));
                break;
            case FieldMask or Any:
                break;
            case IMessage nested:
                Check(nested, place, ref found, mask);
                break;
            case System.Enum enumeration:
                var number = Convert.ToInt32(enumeration, System.Globalization.CultureInfo.InvariantCulture);
                if (number == 0 && rule.Required)
                    Add(ref found, new(place, "REQUIRED"));
                else if (rule.Field.EnumType.FindValueByNumber(number) is null)
                    Add(ref found, new(place, "UNKNOWN_VALUE", number));
                break;
            case int or long:
                var whole = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
                if (whole < rule.Minimum || whole > rule.Maximum)
                    Add(
                        ref found,
                        new(place, "OUT_OF_RANGE", rule.Minimum, rule.Maximum == long.MaxValue ? "…" : rule.Maximum, whole)
                    );
                break;
        }
    }

    private void CheckText(string text, FieldRule rule, string place, ref List<Violation>? found)
    {
        if (rule.Required && string.IsNullOrWhiteSpace(text))
        {
            Add(ref found, new(place, "REQUIRED"));
            return;
        }
        if (text.Length == 0)
            return;
        if (text.Length > rule.MaxLength)
        {
            Add(ref found, new(place, "TEXT_TOO_LONG", rule.MaxLength, text.Length));
            return;
        }
        if (rule.Patterns is { } patterns)
        {
            if (!Array.Exists(patterns, pattern => ResourceNames.Matches(pattern, text, rule.Name == "parent")))
                Add(ref found, new(place, "NAME_MALFORMED", patterns[0], text));
            return;
        }
        foreach (var c in text)
        {
            if (char.IsControl(c) && !(rule.Multiline && c is '\n' or '\r' or '\t'))
            {
                Add(ref found, new(place, "CONTROL_CHARACTER", $"U+{(int)c:X4}"));
                return;
            }
        }
    }

    private static void CheckMoney(Money money, bool mayBeNegative, string place, ref List<Violation>? found)
    {
        if (money.CurrencyCode is not "NOK")
            Add(ref found, new(place, "CURRENCY_NOT_NOK", money.CurrencyCode));
        else if (money.Nanos % 10_000_000 != 0 || money.Nanos is <= -1_000_000_000 or >= 1_000_000_000)
            Add(ref found, new(place, "AMOUNT_NOT_IN_ORE"));
        else if (!mayBeNegative && (money.Units < 0 || money.Nanos < 0))
            Add(ref found, new(place, "AMOUNT_NEGATIVE"));
        // Units and nanos of different signs are no amount (google/type/money.proto).
        else if ((money.Units < 0 && money.Nanos > 0) || (money.Units > 0 && money.Nanos < 0))
            Add(ref found, new(place, "AMOUNT_NOT_IN_ORE"));
        else if (money.Units is > 1_000_000_000_000 or < -1_000_000_000_000)
            Add(ref found, new(place, "AMOUNT_TOO_LARGE"));
    }

    // As timestamp.proto says: from the year 1 to the year 9999.
    private static bool IsInstant(Timestamp instant) =>
        instant is { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 };

    private static bool IsDate(Date date) =>
        date is { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 }
        && date.Day <= System.DateTime.DaysInMonth(date.Year, date.Month);

    /// <summary>The paths of a sibling update_mask, where the field is the resource of an update and the mask is not empty.</summary>
    private static HashSet<string>? MaskOf(IMessage message, FieldRule rule)
    {
        if (rule.SiblingMask?.Accessor.GetValue(message) is not FieldMask { Paths.Count: > 0 } mask || mask.Paths.Contains("*"))
            return null;
        return [.. mask.Paths.Select(p => p.Split('.')[0])];
    }

    private FieldRule[] RulesOf(MessageDescriptor message)
    {
        var mask = message.FindFieldByName("update_mask");
        return
        [
            .. message
                .Fields.InDeclarationOrder()
                .Select(f => RuleOf(f, f.FieldType == FieldType.Message && f != mask ? mask : null)),
        ];
    }

    private FieldRule RuleOf(FieldDescriptor field, FieldDescriptor? siblingMask)
    {
        var options = field.GetOptions();
        var behaviour = options?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
        var reference = options?.GetExtension(ResourceExtensions.ResourceReference);
        string[]? pattern = null;
        if (reference is not null)
            pattern = patterns[reference.Type];
        var updated = field.Name == "name" ? field.ContainingType.GetOptions()?.GetExtension(ResourceExtensions.Resource) : null;
        if (updated is not null)
            pattern = [.. updated.Pattern];
        int Int(Extension<FieldOptions, int> extension, int otherwise) =>
            options is not null && options.HasExtension(extension) ? options.GetExtension(extension) : otherwise;
        long Long(Extension<FieldOptions, long> extension, long otherwise) =>
            options is not null && options.HasExtension(extension) ? options.GetExtension(extension) : otherwise;
        return new(
            field,
            field.Name,
            behaviour?.Contains(FieldBehavior.Required) ?? false,
            behaviour?.Contains(FieldBehavior.OutputOnly) ?? false,
            pattern,
            pattern is not null ? LongestName : Int(TextExtensions.MaxLength, DefaultMaxLength),
            options?.GetExtension(TextExtensions.Multiline) ?? false,
            Int(TextExtensions.MaxItems, DefaultMaxItems),
            Long(TextExtensions.Minimum, field.Name == "page_size" ? 0 : long.MinValue),
            Long(TextExtensions.Maximum, long.MaxValue),
            options?.GetExtension(TextExtensions.MayBeNegative) ?? false,
            siblingMask
        );
    }

    private static void Add(ref List<Violation>? found, Violation violation) => (found ??= []).Add(violation);

    private sealed record FieldRule(
        FieldDescriptor Field,
        string Name,
        bool Required,
        bool OutputOnly,
        string[]? Patterns,
        int MaxLength,
        bool Multiline,
        int MaxItems,
        long Minimum,
        long Maximum,
        bool MayBeNegative,
        FieldDescriptor? SiblingMask
    );
}
