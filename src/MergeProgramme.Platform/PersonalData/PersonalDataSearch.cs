using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Grpc.Core;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>Looks for a person in all that a module holds in a programme (the FindPersonalData of every module).</summary>
public static class PersonalDataSearch
{
    internal const string EventsPlace = "events";
    internal const string AnswersPlace = "requests";

    // Only so that both readings go the same way; it is never shown.
    private const string NoPseudonym = "\u0001";

    /// <summary>All entries, by record.</summary>
    /// <param name="tables">What the module's tables hold.</param>
    /// <param name="accounts">How accounts are found, in the module that has them.</param>
    public static Task<FindPersonalDataResponse> FindAsync(
        ModuleDatabase database,
        IReadOnlyList<PersonalTable> tables,
        FindPersonalDataRequest request,
        ServerCallContext context,
        PersonalAccounts? accounts = null
    ) =>
        database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var names = PersonalNames.Of(request.Names);
                var found = await ReadAsync(
                    session,
                    tables,
                    request.Parent,
                    names,
                    NoPseudonym,
                    request.Persons.ToHashSet(StringComparer.Ordinal),
                    context.CancellationToken,
                    accounts
                );
                var entries = EntriesOf(found, names, accounts?.Kept ?? PersonalDataKeepReason.Unspecified).ToList();
                var response = new FindPersonalDataResponse { Unsearched = { found.Unsearched } };
                response.NextPageToken = page.FillOf(entries, response.Entries);
                return response;
            },
            context.CancellationToken
        );

    /// <summary>All that a module holds on the person in a programme.</summary>
    /// <param name="persons">Names in the register of persons that a record may point to.</param>
    internal static async Task<PersonalFinding> ReadAsync(
        Session session,
        IReadOnlyList<PersonalTable> tables,
        string programme,
        PersonalNames names,
        string pseudonym,
        IReadOnlySet<string> persons,
        CancellationToken cancellation,
        PersonalAccounts? accounts = null
    )
    {
        IReadOnlyCollection<string> owned = accounts is null ? [] : await accounts.FindAsync(session, names);
        Dictionary<string, Table> schema;
        await using (var columns = await session.OpenAsync(Table.SqlOf(session.Connection)))
            schema = await Table.ReadAsync(columns, cancellation);
        var rows = new List<PersonalRow>();
        var unsearched = new List<PersonalDataUnsearched>();
        foreach (var table in tables)
            await ReadTableAsync(
                session,
                table,
                schema[table.Name],
                programme,
                names,
                persons,
                (owned, accounts?.Say),
                rows,
                unsearched,
                cancellation
            );
        // Whatever is the person's by an account has its own events, outside the programme too.
        var records = Outermost([programme, .. owned, .. rows.Where(r => r.IsOwn).Select(r => r.Owner)]);
        var inEvents = new EventNames(names, pseudonym, tables, rows);
        // What stands in two tables of one record, and stays in one of them, stays in both: the log says it once.
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            rows[i] = row with
            {
                Places =
                [
                    .. row.Places.Select(p => p.Goes ? p with { Reason = inEvents.WhyKept(row.Owner, p.Column, p.Text) } : p),
                ],
            };
        }
        return new(
            rows,
            await ReadEventsAsync(session, records, inEvents, accounts?.Kept, cancellation),
            await ReadAnswersAsync(session, records, names, cancellation),
            unsearched
        );
    }

    private static async Task ReadTableAsync(
        Session session,
        PersonalTable table,
        Table stored,
        string programme,
        PersonalNames names,
        IReadOnlySet<string> persons,
        (IReadOnlyCollection<string> Names, Func<PersonalTable, IReadOnlyDictionary<string, object>, string>? Say) accounts,
        List<PersonalRow> found,
        List<PersonalDataUnsearched> unsearched,
        CancellationToken cancellation
    )
    {
        var owner = OwnerOf(table, stored);
        if (owner is null)
            return;
        var place = new
        {
            Programme = programme,
            Below = $"{programme}/",
            Length = programme.Length + 1,
            Accounts = $"|{string.Join('|', accounts.Names)}|",
        };
        var inProgramme =
            table.InProgramme.Length > 0
                ? $"({table.InProgramme})"
                : $"({owner} = @Programme OR SUBSTR({owner}, 1, @Length) = @Below)";
        var hidden = PersonalTable.Split(table.Unsearched);
        foreach (var column in hidden)
        {
            var count = await session.FindAsync<long>(
                $"SELECT COUNT(*) FROM {table.Name} WHERE {inProgramme} AND {column} IS NOT NULL AND {column} <> ''{(table.UnsearchedWhen.Length == 0 ? "" : $" AND {table.UnsearchedWhen}")}",
                place
            );
            if (count > 0)
                unsearched.Add(new() { Place = $"{table.Name}.{column}", Count = (int)count });
        }
        var texts = stored.Texts.Except(table.UnsearchedWhen.Length == 0 ? hidden : [], StringComparer.Ordinal).ToArray();
        var columns = stored.Key.Union(texts, StringComparer.Ordinal).Union([owner], StringComparer.Ordinal).ToArray();
        var facts = table.FactColumns;
        var hasEtag = stored.Columns.Contains("etag");
        await using var reader = await session.OpenAsync(
            $"""
            SELECT {string.Join(", ", columns.Select(Read))}, CASE WHEN {table.KeptSql} THEN 1 ELSE 0 END,
                CASE WHEN {table.ClosedSql} THEN 1 ELSE 0 END, CASE WHEN {table.OwnSql} THEN 1 ELSE 0 END{string.Concat(
                facts.Select(f => $", {f}")
            )}
            FROM {table.Name} WHERE {inProgramme} ORDER BY {string.Join(", ", stored.Key)}
            """,
            place
        );
        string Read(string column) =>
            hidden.Contains(column) ? $"CASE WHEN {table.UnsearchedWhen} THEN NULL ELSE {column} END" : column;
        var declared = new Columns(table);
        while (await reader.ReadAsync(cancellation))
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (i, column) in columns.Index())
            {
                if (reader.GetValue(i) is string { Length: > 0 } text)
                    values[column] = text;
            }
            var isKept = reader.GetInt32(columns.Length) == 1;
            var isOwn = reader.GetInt32(columns.Length + 2) == 1;
            var places = PlacesOf(table, declared, values, names, persons, isKept, isOwn).ToList();
            if (isOwn && facts.Count > 0 && accounts.Say is { } say)
            {
                var said = facts
                    .Index()
                    .Where(f => !reader.IsDBNull(columns.Length + 3 + f.Index))
                    .ToDictionary(f => f.Item, f => reader.GetValue(columns.Length + 3 + f.Index), StringComparer.Ordinal);
                places.Add(new(facts[0], say(table, said), PersonalDataCategory.Account, table.ReasonOf(facts[0], isKept), 0));
            }
            if (places.Count == 0)
                continue;
            var name = values.GetValueOrDefault(owner) ?? programme;
            found.Add(
                new(
                    table,
                    name,
                    [.. stored.Key.Select(k => (k, reader.GetValue(Array.IndexOf(columns, k))))],
                    reader.GetInt32(columns.Length + 1) == 1
                        && !(table.OpenTo.Length > 0 && Caller.Current.May(table.OpenTo, programme)),
                    hasEtag,
                    places
                )
                {
                    IsOwn = isOwn,
                    Search =
                        table.Search.Length > 0 && values.TryGetValue(table.Search, out var search)
                            ? (table.Search, search)
                            : null,
                }
            );
        }
    }

    // What is the person's by the name in it, by the name beside it, or by where it points.
    private static IEnumerable<PersonalPlace> PlacesOf(
        PersonalTable table,
        Columns declared,
        Dictionary<string, string> values,
        PersonalNames names,
        IReadOnlySet<string> persons,
        bool isKept,
        bool isOwn
    )
    {
        var isPersons = isOwn || declared.Names.Any(c => values.TryGetValue(c, out var name) && names.StandIn(name));
        foreach (var (column, text) in values)
        {
            var category = declared.CategoryOf(column);
            if (category == PersonalDataCategory.Unspecified)
            {
                if (column != "name" && persons.Contains(text) && !(isOwn && table.FactColumns.Contains(column)))
                    yield return new(column, text, PersonalDataCategory.Reference, PersonalDataKeepReason.Points, 0);
                continue;
            }
            var count = names.CountIn(text);
            if (count > 0 || isPersons && category == PersonalDataCategory.Contact)
                yield return new(column, text, category, table.ReasonOf(column, isKept), count);
            else if (isPersons && category == PersonalDataCategory.Statement)
                yield return new(
                    column,
                    text,
                    category,
                    table.ReasonOf(column, isKept) is var reason and not PersonalDataKeepReason.Unspecified
                        ? reason
                        : PersonalDataKeepReason.WithoutName,
                    0
                );
        }
    }

    private static async Task<List<PersonalEvent>> ReadEventsAsync(
        Session session,
        IReadOnlyList<string> records,
        EventNames names,
        PersonalDataKeepReason? kept,
        CancellationToken cancellation
    )
    {
        var parameters = new DynamicParameters();
        var where = new List<string>();
        foreach (var (i, record) in records.Index())
        {
            var n = i.ToString(CultureInfo.InvariantCulture);
            parameters.Add($"At{n}", record);
            parameters.Add($"Below{n}", $"{record}/");
            parameters.Add($"Length{n}", record.Length + 1);
            where.Add($"subject = @At{n} OR SUBSTR(subject, 1, @Length{n}) = @Below{n}");
        }
        await using var reader = await session.OpenAsync(
            $"""
            SELECT sequence, subject, data FROM events
            WHERE ({string.Join(" OR ", where)}) AND type NOT LIKE '%.personal-data.erased'
            ORDER BY sequence
            """,
            parameters
        );
        var found = new List<PersonalEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            var subject = reader.GetString(1);
            var (data, reason, holds) = names.Of(subject, reader.GetString(2));
            if (holds)
                found.Add(
                    kept is { } stays
                        ? new(reader.GetInt64(0), subject, null, stays)
                        : new(reader.GetInt64(0), subject, data, reason)
                );
        }
        return found;
    }

    private static async Task<List<string>> ReadAnswersAsync(
        Session session,
        IReadOnlyList<string> records,
        PersonalNames names,
        CancellationToken cancellation
    )
    {
        await using var reader = await session.OpenAsync("SELECT request_id, response FROM requests ORDER BY request_id");
        var found = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            // A message on the wire: its texts are UTF-8.
            var answer = Encoding.UTF8.GetString(Convert.FromBase64String(reader.GetString(1)));
            if (names.StandAnywhereIn(answer) && records.Any(record => answer.Contains(record, StringComparison.Ordinal)))
                found.Add(reader.GetString(0));
        }
        return found;
    }

    // What stands below one of them is found with it.
    private static List<string> Outermost(IEnumerable<string> records)
    {
        var all = records.ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(r => !all.Any(o => r.StartsWith($"{o}/", StringComparison.Ordinal)))];
    }

    private static string? OwnerOf(PersonalTable table, Table stored) =>
        table.Owner.Length > 0 ? table.Owner
        : stored.Columns.Contains("name") ? "name"
        : stored.Key.FirstOrDefault(k => stored.Texts.Contains(k));

    private static IEnumerable<PersonalDataEntry> EntriesOf(
        PersonalFinding found,
        PersonalNames names,
        PersonalDataKeepReason answersKept
    )
    {
        foreach (var row in found.Rows.OrderBy(r => r.Owner, StringComparer.Ordinal))
        {
            foreach (var place in row.Places)
                yield return new()
                {
                    Resource = row.Owner,
                    Place = $"{row.Table.Name}.{place.Column}",
                    Category = place.Category,
                    Text =
                        row.IsClosed || place.Category == PersonalDataCategory.Reference ? ""
                        : place.Category == PersonalDataCategory.Account ? place.Text
                        : names.Excerpt(place.Text),
                    Erasable = place.Goes,
                    KeepReason = place.Reason,
                    Count = place.Count,
                    Closed = row.IsClosed,
                };
        }
        foreach (
            var events in found
                .Events.GroupBy(e => (e.Subject, Goes: e.NewData is not null, e.Reason))
                .OrderBy(g => g.Key.Subject, StringComparer.Ordinal)
        )
            yield return new()
            {
                Resource = events.Key.Subject,
                Place = EventsPlace,
                Category = PersonalDataCategory.Log,
                Erasable = events.Key.Goes,
                KeepReason = events.Key.Reason,
                Count = events.Count(),
            };
        if (found.Answers.Count > 0)
            yield return new()
            {
                Place = AnswersPlace,
                Category = PersonalDataCategory.Answer,
                Erasable = answersKept == PersonalDataKeepReason.Unspecified,
                KeepReason = answersKept,
                Count = found.Answers.Count,
            };
    }

    // The declaration of a table, taken apart once.
    private sealed class Columns
    {
        private readonly Dictionary<string, PersonalDataCategory> categories = new(StringComparer.Ordinal);

        public Columns(PersonalTable table)
        {
            Names = PersonalTable.Split(table.Names);
            Add(table.Names, PersonalDataCategory.Name);
            Add(table.Contacts, PersonalDataCategory.Contact);
            Add(table.Words, PersonalDataCategory.Statement);
            Add(table.Texts, PersonalDataCategory.Mention);
            if (table.Category != PersonalDataCategory.Unspecified)
                Add($"{table.Words} {table.Texts}", table.Category);
        }

        public string[] Names { get; }

        public PersonalDataCategory CategoryOf(string column) => categories.GetValueOrDefault(column);

        private void Add(string columns, PersonalDataCategory category)
        {
            foreach (var column in PersonalTable.Split(columns))
                categories[column] = category;
        }
    }
}
