using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Audit;

/// <summary>A field that is not as it was.</summary>
/// <param name="Path">The names of the fields down to it, as in the proto; entries of a list by their number from 1: <c>sections[2].body</c>.</param>
/// <param name="Before">
/// What it held: a text, number, bool, enum, <see cref="Timestamp"/>, <see cref="Date"/>, <see cref="Money"/> or <see cref="Google.Type.Decimal"/>; null where it held nothing.
/// </param>
/// <param name="After">What it holds, in the same types.</param>
public sealed record FieldChange(string Path, object? Before, object? After);

/// <summary>What differs between two states of a resource, field by field, whatever the resource is. Pure.</summary>
public static class MessageDifference
{
    /// <summary>The fields that differ, in the order of the proto. Entries of lists that were moved or have new ones before them are not told.</summary>
    /// <param name="before">The state before; null where there was none.</param>
    /// <param name="after">The state after; null where there is none.</param>
    /// <exception cref="ArgumentException">They are different messages.</exception>
    public static IReadOnlyList<FieldChange> Between(IMessage? before, IMessage? after)
    {
        if (before is not null && after is not null && before.Descriptor != after.Descriptor)
            throw new ArgumentException($"{before.Descriptor.FullName} is no {after.Descriptor.FullName}.", nameof(after));
        var changes = new List<FieldChange>();
        if (before is not null || after is not null)
            Compare("", before, after, (before ?? after)!.Descriptor, changes);
        return changes;
    }

    private static void Compare(
        string path,
        IMessage? before,
        IMessage? after,
        MessageDescriptor message,
        List<FieldChange> changes
    )
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var place = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (field.IsMap)
                CompareMaps(place, Value(before, field) as IDictionary, Value(after, field) as IDictionary, changes);
            else if (field.IsRepeated)
                CompareLists(place, ListOf(before, field), ListOf(after, field), changes);
            else
                CompareValues(place, Value(before, field), Value(after, field), changes);
        }
    }

    private static void CompareValues(string path, object? before, object? after, List<FieldChange> changes)
    {
        if (
            before is IMessage or null
            && after is IMessage or null
            && (before ?? after) is IMessage message
            && !IsOneValue(message)
        )
        {
            if (!Equals(before, after))
                Compare(path, before as IMessage, after as IMessage, message.Descriptor, changes);
            return;
        }
        var (then, now) = (OrNothing(before), OrNothing(after));
        if (!Equals(then, now))
            changes.Add(new(path, then, now));
    }

    private static void CompareLists(string path, List<object> before, List<object> after, List<FieldChange> changes)
    {
        var kept = Kept(before, after);
        var (b, a) = (0, 0);
        foreach (var (nextBefore, nextAfter) in kept.Append((before.Count, after.Count)))
        {
            // What stands between two entries that were kept was changed one for one, as far as both lists go; the rest was taken out or put in.
            while (b < nextBefore && a < nextAfter)
                CompareValues($"{path}[{Number(++a)}]", before[b++], after[a - 1], changes);
            for (; b < nextBefore; b++)
                CompareValues($"{path}[{Number(b + 1)}]", before[b], null, changes);
            for (; a < nextAfter; a++)
                CompareValues($"{path}[{Number(a + 1)}]", null, after[a], changes);
            (b, a) = (nextBefore + 1, nextAfter + 1);
            if (nextBefore < before.Count && nextAfter < after.Count)
                CompareValues($"{path}[{Number(nextAfter + 1)}]", before[nextBefore], after[nextAfter], changes);
        }
    }

    // The longest common subsequence: entries that are the same, or are the same resource by their name.
    private static List<(int Before, int After)> Kept(List<object> before, List<object> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var b = before.Count - 1; b >= 0; b--)
        {
            for (var a = after.Count - 1; a >= 0; a--)
            {
                lengths[b, a] = IsSame(before[b], after[a])
                    ? lengths[b + 1, a + 1] + 1
                    : Math.Max(lengths[b + 1, a], lengths[b, a + 1]);
            }
        }
        var kept = new List<(int, int)>();
        for (var (b, a) = (0, 0); b < before.Count && a < after.Count; )
        {
            if (IsSame(before[b], after[a]))
                kept.Add((b++, a++));
            else if (lengths[b + 1, a] >= lengths[b, a + 1])
                b++;
            else
                a++;
        }
        return kept;
    }

    private static bool IsSame(object before, object after) =>
        NameOf(before) is { Length: > 0 } name ? name == NameOf(after) : Equals(before, after);

    private static string? NameOf(object value) =>
        value is IMessage message
        && message.Descriptor.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false } field
            ? (string)field.Accessor.GetValue(message)
            : null;

    private static void CompareMaps(string path, IDictionary? before, IDictionary? after, List<FieldChange> changes)
    {
        var keys = (before?.Keys.Cast<object>() ?? []).Union(after?.Keys.Cast<object>() ?? []);
        foreach (var key in keys.OrderBy(k => Convert.ToString(k, CultureInfo.InvariantCulture), StringComparer.Ordinal))
        {
            CompareValues(
                $"{path}[{Convert.ToString(key, CultureInfo.InvariantCulture)}]",
                before?.Contains(key) == true ? before[key] : null,
                after?.Contains(key) == true ? after[key] : null,
                changes
            );
        }
    }

    private static bool IsOneValue(IMessage message) => message is Timestamp or Date or Money or Google.Type.Decimal;

    // What was never set is nothing, not an empty text or nought.
    private static object? OrNothing(object? value) =>
        value switch
        {
            string { Length: 0 } => null,
            false => null,
            ByteString { IsEmpty: true } => null,
            System.Enum e when Convert.ToInt32(e, CultureInfo.InvariantCulture) == 0 => null,
            int or long or uint or ulong or float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0 =>
                null,
            _ => value,
        };

    private static object? Value(IMessage? message, FieldDescriptor field) =>
        message is null ? null : field.Accessor.GetValue(message);

    private static List<object> ListOf(IMessage? message, FieldDescriptor field) =>
        Value(message, field) is IList list ? [.. list.Cast<object>()] : [];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
