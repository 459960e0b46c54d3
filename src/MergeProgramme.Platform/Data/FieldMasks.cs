using Google.Api;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Platform.Errors;
using FieldBehavior = Google.Api.FieldBehavior;

namespace MergeProgramme.Platform.Data;

/// <summary>Partial updates (AIP-134).</summary>
public static class FieldMasks
{
    /// <summary>
    /// The current resource with the masked fields of the update. An empty mask, or <c>*</c>, takes all fields that a caller may write. Name, etag
    /// and output-only fields are never taken. Repeated fields and nested messages are replaced whole.
    /// </summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where the mask names a field that the resource does not have or a caller may not write.</exception>
    public static T Apply<T>(FieldMask? mask, T update, T current)
        where T : class, IMessage<T>
    {
        var result = current.Clone();
        var descriptor = update.Descriptor;
        IEnumerable<string> names =
            mask is null || mask.Paths.Count == 0 || mask.Paths.Contains("*")
                ? descriptor.Fields.InDeclarationOrder().Where(IsWritable).Select(f => f.Name)
                : mask.Paths;
        foreach (var name in names)
        {
            var field = descriptor.FindFieldByName(name);
            if (field is null || !IsWritable(field))
                throw Problem.Invalid("update_mask", "UPDATE_MASK_UNKNOWN_FIELD", name);
            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(result);
                list.Clear();
                foreach (var value in (System.Collections.IList)field.Accessor.GetValue(update))
                    list.Add(value);
            }
            else if (field.Accessor.GetValue(update) is { } value)
            {
                field.Accessor.SetValue(result, value);
            }
            else
            {
                field.Accessor.Clear(result);
            }
        }
        return result;
    }

    /// <summary>Whether an update with this mask takes a field.</summary>
    public static bool Takes(FieldMask? mask, string field) =>
        mask is null || mask.Paths.Count == 0 || mask.Paths.Contains("*") || mask.Paths.Contains(field);

    private static bool IsWritable(Google.Protobuf.Reflection.FieldDescriptor field) =>
        field.Name is not ("name" or "etag")
        && !(
            field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.OutputOnly) ?? false
        );
}
