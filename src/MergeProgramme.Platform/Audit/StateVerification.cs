using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// Holds what a module's tables say of its resources against what the log said of each last: a row that was altered, removed or put in past the
/// host has no event that says so. It knows no module: tables and columns are found by the names of resources and fields.
/// </summary>
/// <remarks>
/// A resource <c>…/subProjects/x</c> stands in <c>sub_projects</c>, one <c>…/publicPage</c> in <c>public_pages</c>, with its name in the column <c>name</c> or in the columns of the last two
/// parts of its pattern. A field stands in the column of its name, a list in <c>sub_project_&lt;field&gt;</c> or <c>&lt;field&gt;</c>, a message
/// in <c>&lt;field&gt;s</c> or in columns <c>&lt;field&gt;_…</c>, or either in a table of its message's name; so does what has no name of its own. What
/// belongs to one of a list stands under the list's key, the last part of it in a column of that message's name. Lists are kept in the order of
/// <c>position</c>, where there is one, or of a number. What is not stored so is not compared, nor are etags and fields that are stated to be
/// unlogged. Memory is needed for the last state of every resource.
/// </remarks>
public sealed class StateVerification
{
    private const int LongestShown = 60;
    private const string Position = "position";
    private const string CaseColumn = "case_name";

    // How the types of events end that say that something is no more.
    private static readonly string[] TakenAway = [".deleted", ".unlinked", ".ended"];

    private readonly LogReader reader;
    private readonly Dictionary<string, Resource> resources;
    private readonly MessageDescriptor[] messages;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Link> links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Import> imports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<Row>>> children = new(StringComparer.Ordinal);
    private Dictionary<string, Table> tables = [];

    /// <param name="reader">The module's database.</param>
    /// <param name="service">The module's contract.</param>
    public StateVerification(LogReader reader, ServiceDescriptor service)
    {
        this.reader = reader;
        messages = [.. ContractTypes.Files.Where(f => f.Package == service.File.Package).SelectMany(f => f.MessageTypes)];
        resources = messages
            .Where(m => IsWritten(m, service))
            .Select(Resource.Of)
            .OfType<Resource>()
            .ToDictionary(r => r.Type.FullName, StringComparer.Ordinal);
    }

    /// <summary>Rows of resources that were held against the log.</summary>
    public long Count { get; private set; }

    /// <summary>All rows that are not as the log says.</summary>
    /// <exception cref="AuditException">The database could not be read.</exception>
    public async IAsyncEnumerable<AuditFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var found = new List<AuditFinding>();
        try
        {
            tables = await reader.TablesAsync(cancellation);
            foreach (var message in messages)
            {
                if (Link.Of(message, tables) is { } link)
                    links[message.FullName] = link;
            }
            await ReadStatementsAsync(cancellation);
            foreach (var resource in resources.Values)
            {
                if (tables.TryGetValue(resource.Table, out var table) && resource.KeyIn(table) is { } key)
                    await CompareAsync(resource, table, key, found, cancellation);
            }
            foreach (var link in links.Values)
                await CompareAsync(link, found, cancellation);
        }
        catch (DbException e)
        {
            throw new AuditException($"The tables of {reader.Module} cannot be read: {e.Message}", e);
        }
        foreach (var finding in found)
            yield return finding;
    }

    // Reference data, which only migrations write, has no events.
    private static bool IsWritten(MessageDescriptor message, ServiceDescriptor service) =>
        service.Methods.Any(m =>
            m.Name == $"Create{message.Name}"
            || m.Name == $"Update{message.Name}"
            // Such as ReportTertial, which writes a TertialReport, whether or not there is one.
            || (
                m.OutputType == message
                && m.InputType.Fields.InDeclarationOrder().Any(f => f.FieldType == FieldType.Message && f.MessageType == message)
            )
        );

    // The last line of each subject and type says all that the lines of that subject and type before it said.
    private async Task ReadStatementsAsync(CancellationToken cancellation)
    {
        await using var rows = await reader.QueryAsync(
            """
            SELECT e.sequence, e.type, e.data FROM events e
            WHERE e.sequence IN (SELECT MAX(sequence) FROM events GROUP BY subject, type)
            """
                // Of links each line counts: one subject may have many.
                + string.Concat(
                    links.Keys.Select(l =>
                        string.Create(CultureInfo.InvariantCulture, $" OR SUBSTR(e.data, 1, {l.Length}) = '{l}'")
                    )
                )
                + " ORDER BY e.sequence",
            cancellation
        );
        while (await rows.ReadAsync(cancellation))
        {
            // What is none of these the chain has found already.
            if (
                rows.GetValue(0) is long sequence
                && rows.GetValue(1) is string type
                && rows.GetValue(2) is string data
                && EventData.TryParse(data) is { } message
            )
                Tell(message, sequence, Array.Exists(TakenAway, t => type.EndsWith(t, StringComparison.Ordinal)));
        }
    }

    private void Tell(IMessage message, long sequence, bool deleted)
    {
        if (Import.Of(message, sequence) is { } import)
            imports[import.Name] = import;
        if (links.TryGetValue(message.Descriptor.FullName, out var link))
            link.Told[link.KeyOf(message)] = (sequence, deleted);
        if (resources.TryGetValue(message.Descriptor.FullName, out var resource) && NameOf(message) is { Length: > 0 } name)
        {
            statements[name] = new(resource, message, sequence, deleted);
            if (deleted)
            {
                // With it went what stood below it.
                foreach (var (below, said) in statements)
                {
                    if (below.StartsWith($"{name}/", StringComparison.Ordinal))
                        statements[below] = said with { Sequence = sequence, IsDeleted = true };
                }
            }
        }
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType != FieldType.Message || field.IsMap)
                continue;
            if (field.IsRepeated)
            {
                foreach (IMessage part in (System.Collections.IList)field.Accessor.GetValue(message))
                    Tell(part, sequence, deleted);
            }
            else if (field.Accessor.GetValue(message) is IMessage part)
            {
                Tell(part, sequence, deleted);
            }
        }
    }

    private async Task CompareAsync(
        Resource resource,
        Table table,
        string[] key,
        List<AuditFinding> found,
        CancellationToken cancellation
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(table, cancellation))
        {
            Count++;
            var name = resource.NameIn(row, key);
            seen.Add(name);
            var import = ImportOf(table, row);
            import?.Rows.Add((name, [.. import.Columns.Select(c => row[c] ?? "")]));
            if (!statements.TryGetValue(name, out var said) || said.Resource != resource)
            {
                // One event tells of all rows of an import, by their hash.
                if (import is not null)
                {
                    CompareCommon(import, name, table, row, found);
                    continue;
                }
                Say(
                    found,
                    0,
                    -1,
                    $"{name} stands in table {table.Name}, and no row of the log tells of it: it was put in past the host"
                );
            }
            else if (said.IsDeleted)
                Say(
                    found,
                    said,
                    $"{name} stands in table {table.Name}, and the log says that it was deleted: it was put back past the host"
                );
            else
                await CompareAsync(said, name, said.Message, resource.Singular, key, table, row, found, cancellation);
        }
        foreach (var import in imports.Values.Where(i => table.Columns.Contains(i.Column)))
        {
            if (RowsHash.Of(import.Rows) != import.Hash)
                Say(
                    found,
                    import.Sequence,
                    import.Sequence,
                    $"{import.Name}: the rows of table {table.Name} that it wrote are not those that the log tells of"
                );
        }
        foreach (var (name, said) in statements)
        {
            if (!resource.IsTransient && said.Resource == resource && !said.IsDeleted && !seen.Contains(name))
                Say(found, said, $"{name} is gone from table {table.Name}, and no row of the log says that it was deleted");
        }
    }

    private void CompareCommon(Import import, string name, Table table, Row row, List<AuditFinding> found)
    {
        foreach (var column in table.Columns.Except(import.Columns))
        {
            if (
                import.Common?.Descriptor.FindFieldByName(column) is { } field
                && StoredState.IsComparable(field)
                && StoredState.OfField(import.Common, field) is var expected
                && !StoredState.Same(expected, row[column])
            )
                Say(
                    found,
                    import.Sequence,
                    import.Sequence,
                    $"{name}: {column} in table {table.Name} is {Shown(row[column])}, and the log says {Shown(expected)}"
                );
        }
    }

    private Import? ImportOf(Table table, Row row)
    {
        foreach (var column in imports.Values.Select(i => i.Column).Distinct())
        {
            if (table.Columns.Contains(column) && row[column] is { Length: > 0 } name)
                return imports.GetValueOrDefault(name);
        }
        return null;
    }

    private async Task CompareAsync(Link link, List<AuditFinding> found, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(link.Table, cancellation))
        {
            Count++;
            var key = string.Join(" – ", link.Table.Key.Select(k => row[k]));
            seen.Add(key);
            if (!link.Told.TryGetValue(key, out var said))
                Say(
                    found,
                    0,
                    -1,
                    $"{key} stands in table {link.Table.Name}, and no row of the log tells of it: it was put in past the host"
                );
            else if (said.Gone)
                Say(
                    found,
                    said.Sequence,
                    said.Sequence,
                    $"{key} stands in table {link.Table.Name}, and the log says that it was taken away: it was put back past the host"
                );
        }
        foreach (var (key, said) in link.Told)
        {
            if (!said.Gone && !seen.Contains(key))
                Say(
                    found,
                    said.Sequence,
                    said.Sequence,
                    $"{key} is gone from table {link.Table.Name}, and no row of the log says that it was taken away"
                );
        }
    }

    // A message, the row that it stands in, and what belongs to it in other tables.
    private async Task CompareAsync(
        Statement said,
        string name,
        IMessage message,
        string singular,
        string[] key,
        Table table,
        Row row,
        List<AuditFinding> found,
        CancellationToken cancellation
    )
    {
        foreach (var column in table.Columns)
        {
            if (
                Expected(said, message, column) is { } expected
                && row[column] is var stored
                && !StoredState.Same(expected.Value, stored)
            )
                Say(
                    found,
                    said,
                    $"{name}: {column} in table {table.Name} is {Shown(stored)}, and the log says {Shown(expected.Value)}"
                );
        }
        foreach (var column in table.Columns.Where(c => table.Columns.Contains($"{c}_hash")))
        {
            if (
                row[column] is { Length: > 0 } text
                && row[$"{column}_hash"] is { Length: > 0 } hash
                && LogLine.Sha256(text) != hash
            )
                Say(found, said, $"{name}: {column} in table {table.Name} does not have the hash that stands beside it");
        }
        // Below the resource itself its name stands in a column of its singular.
        string[] foreign = key is ["name"] ? [ColumnOf(said.Resource.Singular)] : key;
        var values = key.Select(k => row[k] ?? "").ToArray();
        await ComparePartsAsync(said, name, message, singular, foreign, values, found, cancellation);
    }

    private async Task ComparePartsAsync(
        Statement said,
        string name,
        IMessage message,
        string singular,
        string[] foreign,
        string[] values,
        List<AuditFinding> found,
        CancellationToken cancellation
    )
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => !f.IsMap))
        {
            if (field.IsRepeated)
                await CompareListAsync(said, name, message, field, singular, foreign, values, found, cancellation);
            else if (field.FieldType == FieldType.Message && !StoredState.IsScalar(field))
                await ComparePartAsync(said, name, message, field, foreign, values, found, cancellation);
        }
    }

    private async Task CompareListAsync(
        Statement said,
        string name,
        IMessage message,
        FieldDescriptor field,
        string singular,
        string[] foreign,
        string[] values,
        List<AuditFinding> found,
        CancellationToken cancellation
    )
    {
        var table =
            ChildTable($"{singular}_{field.Name}", foreign)
            ?? ChildTable(field.Name, foreign)
            ?? (
                field.FieldType == FieldType.Message
                    ? ChildTable($"{singular}_{Snake(field.MessageType.Name)}s", foreign)
                        ?? ChildTable($"{Snake(field.MessageType.Name)}s", foreign)
                    : null
            );
        // Resources in a list have been told of and are compared by themselves.
        if (
            table is null
            || table.Key.Length != foreign.Length + 1
            || (field.FieldType == FieldType.Message && resources.ContainsKey(field.MessageType.FullName))
        )
            return;
        var stored = await ChildrenAsync(table, foreign, values, cancellation);
        var list = (System.Collections.IList)field.Accessor.GetValue(message);
        if (stored.Count != list.Count)
        {
            Say(
                found,
                said,
                $"{name}: table {table.Name} holds {stored.Count} of its {field.Name}, and the log says {list.Count}"
            );
            return;
        }
        if (field.FieldType == FieldType.Message)
        {
            var elements = InOrderOf(table, list.Cast<IMessage>());
            for (var i = 0; i < elements.Count; i++)
            {
                foreach (var column in table.Columns.Where(c => !foreign.Contains(c)))
                {
                    if (
                        Expected(said, elements[i], column, isPart: true) is { } expected
                        && stored[i][column] is var value
                        && !StoredState.Same(expected.Value, value)
                    )
                        Say(
                            found,
                            said,
                            $"{name}: {column} of number {i + 1} in table {table.Name} is {Shown(value)}, and the log says {Shown(expected.Value)}"
                        );
                }
                var one = Snake(field.MessageType.Name);
                await ComparePartsAsync(
                    said,
                    $"{name}, {one} {i + 1}",
                    elements[i],
                    one,
                    [.. foreign, ColumnOf(one)],
                    [.. values, stored[i][table.Key[^1]] ?? ""],
                    found,
                    cancellation
                );
            }
            return;
        }
        // One value a row, in the one column that is neither of the key nor the position; or in the key, in no order.
        var columns = table.Columns.Except(table.Key, StringComparer.Ordinal).ToList();
        var (holder, ordered) = columns.Count == 0 ? (table.Key[^1], false) : (columns[0], true);
        if (columns.Count > 1)
            return;
        var logged = list.Cast<object>()
            .Select(v => v is System.Enum e ? StoredState.OfColumn(Convert.ToInt64(e, null)) : StoredState.OfColumn(v));
        var kept = stored.Select(r => r[holder]);
        if (!(ordered ? logged.SequenceEqual(kept) : logged.Order().SequenceEqual(kept.Order())))
            Say(
                found,
                said,
                $"{name}: its {field.Name} in table {table.Name} are {Shown(string.Join(", ", kept))}, and the log says {Shown(string.Join(", ", logged))}"
            );
    }

    private async Task ComparePartAsync(
        Statement said,
        string name,
        IMessage message,
        FieldDescriptor field,
        string[] foreign,
        string[] values,
        List<AuditFinding> found,
        CancellationToken cancellation
    )
    {
        var table = ChildTable($"{field.Name}s", foreign) ?? ChildTable($"{Snake(field.MessageType.Name)}s", foreign);
        if (table is null || table.Key.Length != foreign.Length)
            return;
        var stored = await ChildrenAsync(table, foreign, values, cancellation);
        var part = field.Accessor.GetValue(message) as IMessage;
        if (stored.Count == 0 && part is null)
            return;
        if (part is null || stored.Count == 0)
            Say(
                found,
                said,
                $"{name}: table {table.Name} {(part is null ? "holds" : "lacks")} its {field.Name}, and the log says that there is {(part is null ? "none" : "one")}"
            );
        else
            await CompareAsync(said, name, part, field.Name, foreign, table, stored[0], found, cancellation);
    }

    // What a column must hold: the field of its name, a field of a message in it, or a name above the resource's own.
    private static Expectation? Expected(Statement said, IMessage message, string column, bool isPart = false)
    {
        if (message.Descriptor.FindFieldByName(column is CaseColumn ? "case" : column) is { } field)
            return StoredState.IsComparable(field) ? new(StoredState.OfField(message, field)) : null;
        foreach (var outer in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (
                outer is { IsRepeated: false, FieldType: FieldType.Message }
                && (Inner(outer.Name) ?? Inner(Snake(outer.MessageType.Name))) is { } inner
                && StoredState.IsComparable(inner)
            )
                return new(outer.Accessor.GetValue(message) is IMessage part ? StoredState.OfField(part, inner) : null);

            FieldDescriptor? Inner(string prefix) =>
                column.StartsWith($"{prefix}_", StringComparison.Ordinal)
                    ? outer.MessageType.FindFieldByName(column[(prefix.Length + 1)..])
                    : null;
        }
        return !isPart && ReferenceEquals(message, said.Message) && said.Resource.Above(column, NameOf(message)) is { } above
            ? new(above)
            : null;
    }

    // As its rows are kept: by position they are as they stand in the list, by number they may stand in another order there.
    private static List<IMessage> InOrderOf(Table table, IEnumerable<IMessage> list) =>
        [
            .. !table.Columns.Contains(Position)
            && list.FirstOrDefault()?.Descriptor.FindFieldByName(table.Key[^1])
                is { FieldType: FieldType.Int32, IsRepeated: false } number
                ? list.OrderBy(m => (int)number.Accessor.GetValue(m))
                : list,
        ];

    // The one resource whose name is a word of SQL.
    private static string ColumnOf(string singular) => singular is "case" ? CaseColumn : singular;

    // «subProjects» and «SubProjects» are sub_projects.
    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(c)}" : c.ToString()));

    private Table? ChildTable(string name, string[] foreign) =>
        tables.TryGetValue(name, out var table) && foreign.All(table.Key.Contains) ? table : null;

    private async Task<List<Row>> ChildrenAsync(Table table, string[] foreign, string[] values, CancellationToken cancellation)
    {
        if (!children.TryGetValue(table.Name, out var byParent))
        {
            children[table.Name] = byParent = (await RowsAsync(table, cancellation))
                .GroupBy(r => string.Join('\n', foreign.Select(f => r[f])), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        }
        return byParent.GetValueOrDefault(string.Join('\n', values)) ?? [];
    }

    private async Task<List<Row>> RowsAsync(Table table, CancellationToken cancellation)
    {
        await using var rows = await reader.QueryAsync(
            $"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} ORDER BY {string.Join(", ", table.Columns.Where(c => c == Position).Concat(table.Key))}",
            cancellation
        );
        var result = new List<Row>();
        while (await rows.ReadAsync(cancellation))
        {
            var values = new object[table.Columns.Count];
            rows.GetValues(values);
            result.Add(new(table, Array.ConvertAll(values, StoredState.OfColumn)));
        }
        return result;
    }

    private void Say(List<AuditFinding> found, Statement said, string what) => Say(found, said.Sequence, said.Sequence, what);

    private void Say(List<AuditFinding> found, long first, long last, string what) =>
        found.Add(new(reader.Module, AuditFindingKind.State, first, last, what));

    private static string NameOf(IMessage message) =>
        message.Descriptor.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false } field
            ? (string)field.Accessor.GetValue(message)
            : "";

    private static string Shown(string? text)
    {
        if (text is null)
            return "empty";
        var line = new StringBuilder(text).Replace('\n', ' ').Replace('\r', ' ').ToString();
        return line.Length <= LongestShown ? $"«{line}»" : $"«{line[..LongestShown]}…»";
    }

    /// <summary>What the log said of a resource last.</summary>
    private sealed record Statement(Resource Resource, IMessage Message, long Sequence, bool IsDeleted);

    // Absent is a value too; none at all is null.
    private sealed record Expectation(string? Value);

    /// <summary>What has no name of its own, such as that a principal is a person: a table whose key are fields of the message.</summary>
    private sealed record Link(Table Table, FieldDescriptor[] Fields)
    {
        public Dictionary<string, (long Sequence, bool Gone)> Told { get; } = new(StringComparer.Ordinal);

        public static Link? Of(MessageDescriptor message, Dictionary<string, Table> tables) =>
            message.FindFieldByName("name") is null
            && tables.TryGetValue($"{Snake(message.Name)}s", out var table)
            && table.Key.Length > 1
            && Array.ConvertAll(table.Key, message.FindFieldByName) is var fields
            && fields.All(f => f is { FieldType: FieldType.String, IsRepeated: false })
                ? new(table, fields)
                : null;

        public string KeyOf(IMessage message) => string.Join(" – ", Fields.Select(f => f.Accessor.GetValue(message)));
    }

    /// <summary>A type of resource, and where it stands.</summary>
    private sealed record Resource(MessageDescriptor Type, string[] Pattern, string[][] Patterns)
    {
        public static Resource? Of(MessageDescriptor type) =>
            type.GetOptions()?.GetExtension(ResourceExtensions.Resource) is { Pattern.Count: > 0 } resource
            && type.FindFieldByName("name") is not null
            && resource.Pattern[0].Split('/') is { Length: >= 2 } pattern
                ? new(type, pattern, [.. resource.Pattern.Select(p => p.Split('/'))])
                : null;

        /// <summary>Whether its rows go by themselves when their time is over.</summary>
        public bool IsTransient => Type.GetOptions()?.GetExtension(AuditExtensions.Transient) ?? false;

        /// <summary>«sub_project»; of what there is one of, «publicPage» is public_page.</summary>
        public string Singular => IsSingleton ? Snake(Pattern[^1]) : Variable(Pattern[^1]);

        /// <summary>«subProjects» is the table sub_projects; of what there is one of, «publicPage» is public_pages.</summary>
        public string Table => IsSingleton ? $"{Singular}s" : Snake(Pattern[^2]);

        // A parent has one (AIP-156): its name ends in a word.
        private bool IsSingleton => Pattern.Length % 2 == 1;

        /// <summary>The columns that make up the name; null where the table has none.</summary>
        public string[]? KeyIn(Table table) =>
            table.Key is ["name"] ? ["name"]
            : Pattern.Length >= 4 && table.Key.Length == 2 && Parts.All(table.Key.Contains) ? Parts
            : null;

        public string NameIn(Row row, string[] key) =>
            key.Length == 1 ? row[key[0]] ?? "" : $"{row[key[0]]}/{Pattern[^2]}/{row[key[1]]}";

        /// <summary>The name that a column above the resource must hold: its parent, or the programme that it stands in.</summary>
        public string? Above(string column, string name)
        {
            var parts = name.Split('/');
            if (Array.Find(Patterns, p => p.Length == parts.Length) is not { } pattern)
                return null;
            if (column == "parent" && pattern.Length > 2)
                return string.Join('/', parts[..^2]);
            for (var i = 1; i < pattern.Length - 1; i += 2)
            {
                if (Variable(pattern[i]) == column)
                    return string.Join('/', parts[..(i + 1)]);
            }
            return null;
        }

        private string[] Parts => [Variable(Pattern[^3]), Variable(Pattern[^1])];

        private static string Variable(string part) => part.Trim('{', '}');
    }

    /// <summary>A row, each value as text.</summary>
    private sealed record Row(Table Table, string?[] Values)
    {
        public string? this[string column] => Values[Table.Place(column)];
    }

    // A write of many rows that one event tells of.
    private sealed record Import(
        string Name,
        string Column,
        IReadOnlyList<string> Columns,
        IMessage? Common,
        string Hash,
        long Sequence
    )
    {
        public List<(string Name, IReadOnlyList<string> Values)> Rows { get; } = [];

        public static Import? Of(IMessage message, long sequence) =>
            message.Descriptor.FindFieldByName("rows_hash") is { } hash
            && message.Descriptor.FindFieldByName("hashed_columns") is { } columns
            && NameOf(message) is { Length: > 0 } name
                ? new(
                    name,
                    Snake(message.Descriptor.Name),
                    [.. ((System.Collections.IList)columns.Accessor.GetValue(message)).Cast<string>()],
                    message.Descriptor.FindFieldByName("common")?.Accessor.GetValue(message) as IMessage,
                    (string)hash.Accessor.GetValue(message),
                    sequence
                )
                : null;
    }
}
