using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Audit;

/// <summary>How the fields of a message stand in columns of their names, so that both can be held against each other. Pure.</summary>
internal static class StoredState
{
    /// <summary>The text of a field's value, such as its column would have it; null where it is absent.</summary>
    public static string? OfField(IMessage message, FieldDescriptor field) =>
        field.Accessor.GetValue(message) switch
        {
            null => null,
            Timestamp time => Number(Instants.ToMicroseconds(time)),
            Date date => $"{date.Year:D4}-{date.Month:D2}-{date.Day:D2}",
            TimeOfDay time => Number(time.Hours * 60 + time.Minutes),
            Money money => Number(Ore.Of(money)),
            Google.Type.Decimal exact => Number(Millionths.Of(exact)),
            bool flag => flag ? "1" : "0",
            string text => text,
            System.Enum value => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            var number => Number(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        };

    /// <summary>The text of a column's value, in the terms of <see cref="OfField"/>.</summary>
    public static string? OfColumn(object? value) =>
        value switch
        {
            null or DBNull => null,
            bool flag => flag ? "1" : "0",
            string text => text,
            long number => Number(number),
            int number => Number(number),
            short number => Number(number),
            byte[] bytes => $"x'{Convert.ToHexStringLower(bytes)}'",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    /// <summary>Whether a field holds one value that can stand in a column, and changes with events only.</summary>
    public static bool IsComparable(FieldDescriptor field) =>
        !field.IsRepeated && !field.IsMap && IsScalar(field) && field.Name != "etag" && !IsUnlogged(field);

    /// <summary>Whether a field's value, or each of its values, is one that can stand in a column.</summary>
    public static bool IsScalar(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName
                is "google.protobuf.Timestamp"
                    or "google.type.Date"
                    or "google.type.Money"
                    or "google.type.Decimal"
                    or "google.type.TimeOfDay",
            FieldType.Double or FieldType.Float or FieldType.Bytes or FieldType.Group => false,
            _ => true,
        };

    /// <summary>Absent, empty and nought are one: a column may hold any of them for a field that was not set.</summary>
    public static bool Same(string? field, string? column) => field == column || (IsNothing(field) && IsNothing(column));

    private static bool IsNothing(string? text) => text is null or "" or "0";

    private static bool IsUnlogged(FieldDescriptor field) => field.GetOptions()?.GetExtension(AuditExtensions.Unlogged) ?? false;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
