using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>
/// Takes names out of the data of events. What stays in a table stays in the events of the same record, in the field of the same name, so that both
/// still say the same. Pure.
/// </summary>
internal sealed class EventNames
{
    private static readonly JsonSerializerOptions AsTheyStand = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PersonalNames names;
    private readonly string pseudonym;
    private readonly HashSet<string> nameFields;
    private readonly HashSet<string> contactFields;
    private readonly HashSet<string> persons;
    private readonly Dictionary<string, List<(string Owner, string Table, string Column, PersonalDataKeepReason Reason)>> kept =
        new(StringComparer.Ordinal);

    /// <param name="rows">What was found in tables.</param>
    public EventNames(PersonalNames names, string pseudonym, IEnumerable<PersonalTable> tables, IReadOnlyList<PersonalRow> rows)
    {
        this.names = names;
        this.pseudonym = pseudonym;
        var withContacts = tables.Where(t => t.Contacts.Length > 0).ToList();
        nameFields = [.. withContacts.SelectMany(t => PersonalTable.Split(t.Names))];
        contactFields = [.. withContacts.SelectMany(t => PersonalTable.Split(t.Contacts))];
        // What an older name stood beside was the person's too.
        persons =
        [
            .. rows.Where(r =>
                    r.Table.Contacts.Length > 0 && r.Places.Any(p => p is { Category: PersonalDataCategory.Name, Count: > 0 })
                )
                .Select(r => r.Owner),
        ];
        foreach (var row in rows)
        {
            foreach (var place in row.Places.Where(p => !p.Goes && p.Text.Length > 0))
            {
                if (!kept.TryGetValue(place.Text, out var places))
                    kept[place.Text] = places = [];
                places.Add((row.Owner, row.Table.Name, place.Column, place.Reason));
            }
        }
    }

    /// <summary>Why a value stays because of another table of the same record; unspecified where it does not.</summary>
    public PersonalDataKeepReason WhyKept(string owner, string column, string text) =>
        kept.TryGetValue(text, out var places)
            ? places.Find(p => (IsAtOrBelow(owner, p.Owner) || IsAtOrBelow(p.Owner, owner)) && p.Column == column).Reason
            : PersonalDataKeepReason.Unspecified;

    /// <summary>An event's data without the names; null where nothing of it changes.</summary>
    /// <param name="data">The message's full name, a line break, and its JSON.</param>
    public (string? NewData, PersonalDataKeepReason Reason, bool Holds) Of(string subject, string data)
    {
        var end = data.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || !names.MayHold(data))
            return default;
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(data[(end + 1)..]);
        }
        catch (JsonException)
        {
            // Not as a host writes it; the verification of the log says so.
            return default;
        }
        var (changed, reason, holds) = (false, PersonalDataKeepReason.Unspecified, false);
        if (root is not null)
            Walk(root, "", "", [subject], ref changed, ref reason, ref holds);
        return (changed ? $"{data[..(end + 1)]}{root!.ToJsonString(AsTheyStand)}" : null, reason, holds);
    }

    private void Walk(
        JsonNode node,
        string field,
        string outer,
        List<string> owners,
        ref bool changed,
        ref PersonalDataKeepReason reason,
        ref bool holds
    )
    {
        switch (node)
        {
            case JsonObject fields:
                var named = (fields["name"] as JsonValue)?.TryGetValue<string>(out var name) == true ? name : null;
                if (named is not null)
                    owners.Add(named);
                var isPersons =
                    named is not null && persons.Contains(named)
                    || fields.Any(f => nameFields.Contains(Snake(f.Key)) && Text(f.Value) is { } t && names.StandIn(t));
                foreach (var (key, value) in fields.ToList())
                {
                    var inner = Snake(key);
                    if (value is null)
                        continue;
                    if (Text(value) is not { } text)
                        Walk(value, inner, field, owners, ref changed, ref reason, ref holds);
                    else if (Replaced(text, inner, field, owners, isPersons, ref reason, ref holds) is { } other)
                    {
                        fields[key] = other;
                        changed = true;
                    }
                }
                if (named is not null)
                    owners.RemoveAt(owners.Count - 1);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is not { } item)
                        continue;
                    if (Text(item) is not { } text)
                        Walk(item, field, outer, owners, ref changed, ref reason, ref holds);
                    else if (Replaced(text, field, outer, owners, isPersons: false, ref reason, ref holds) is { } other)
                    {
                        items[i] = other;
                        changed = true;
                    }
                }
                break;
        }
    }

    private string? Replaced(
        string text,
        string field,
        string outer,
        List<string> owners,
        bool isPersons,
        ref PersonalDataKeepReason reason,
        ref bool holds
    )
    {
        var other = Without(names, pseudonym, text, isPersons, contactFields.Contains(field));
        if (other == text)
            return null;
        holds = true;
        if (kept.TryGetValue(text, out var places))
        {
            foreach (var place in places)
            {
                if (owners.Exists(o => IsAtOrBelow(o, place.Owner)) && Fits(field, outer, place.Table, place.Column))
                {
                    reason = place.Reason;
                    return null;
                }
            }
        }
        return other;
    }

    /// <summary>What stands instead of a value: the same in tables and events.</summary>
    /// <param name="isPersons">The name stands beside it.</param>
    public static string Without(PersonalNames names, string pseudonym, string text, bool isPersons, bool isContact) =>
        !isContact ? names.Replace(text, pseudonym)
        : isPersons ? ""
        // A telephone number beside a name in the same text is the person's too.
        : names.StandIn(text) ? pseudonym
        : text;

    // As the verification of stored state finds the column of a field.
    private static bool Fits(string field, string outer, string table, string column) =>
        field == column
        || $"{outer}_{field}" == column
        || column.EndsWith($"_{field}", StringComparison.Ordinal)
        || table == field
        || table.EndsWith($"_{field}", StringComparison.Ordinal);

    private static bool IsAtOrBelow(string name, string owner) =>
        name == owner
        || name.Length > owner.Length && name[owner.Length] == '/' && name.StartsWith(owner, StringComparison.Ordinal);

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // «displayName» is display_name.
    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c))
                snake.Append('_').Append(char.ToLowerInvariant(c));
            else
                snake.Append(c);
        }
        return snake.ToString();
    }
}
