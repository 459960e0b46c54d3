using System.Globalization;
using Dapper;
using Grpc.Core;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>
/// Puts a pseudonym in place of a person's name in all that a module holds in a programme and no duty keeps, in one transaction (the
/// ErasePersonalData of every module). Done again it changes nothing.
/// </summary>
public static class PersonalDataErasure
{
    /// <summary>Erases, or says what that would do.</summary>
    /// <param name="tables">What the module's tables hold.</param>
    /// <param name="eventType">Of the event that says so, such as <c>mandates.personal-data.erased</c>. It holds no name.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the pseudonym is no word, or holds the name; ABORTED where somebody wrote meanwhile.</exception>
    public static Task<ErasePersonalDataResponse> EraseAsync(
        ModuleDatabase database,
        IReadOnlyList<PersonalTable> tables,
        string eventType,
        ErasePersonalDataRequest request,
        ServerCallContext context
    )
    {
        var names = PersonalNames.Of(request.Names);
        var pseudonym = request.Pseudonym.Trim();
        if (!pseudonym.All(c => char.IsLetterOrDigit(c) || c == ' ') || names.StandIn(pseudonym))
            throw Problem.Invalid("pseudonym", "PSEUDONYM_UNFIT");
        async Task<PersonalFinding> FindAsync(Session session) =>
            Within(
                await PersonalDataSearch.ReadAsync(
                    session,
                    tables,
                    request.Parent,
                    names,
                    pseudonym,
                    new HashSet<string>(),
                    context.CancellationToken
                ),
                request.Records
            );
        if (request.ValidateOnly)
        {
            return database.ReadAsync(
                async session => AnswerOf(await FindAsync(session), names, pseudonym),
                context.CancellationToken
            );
        }
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                // From here to the commit nobody else writes an event.
                await session.ExecuteAsync("UPDATE event_head SET sequence = sequence WHERE only_row = 1");
                var found = await FindAsync(session);
                var answer = AnswerOf(found, names, pseudonym);
                if (answer.Erased.Count == 0)
                    return answer;
                foreach (var row in found.Rows)
                    await EraseAsync(session, row, names, pseudonym);
                var erasure = Guid.CreateVersion7(session.Now).ToString("N");
                var events = await EraseAsync(session, erasure, found.Events);
                await session.ExecuteAsync(
                    "DELETE FROM requests WHERE request_id = @id",
                    found.Answers.Select(id => new { id }).ToList()
                );
                session.Append(
                    eventType,
                    request.Parent,
                    new PersonalDataErased
                    {
                        Erasure = erasure,
                        Pseudonym = pseudonym,
                        Erased = { answer.Erased },
                        Kept = { answer.Kept },
                        EventCount = events.Count,
                        EventsHash = PseudonymisedEvents.HashOf(events),
                    }
                );
                return answer;
            }
        );
    }

    // Kept answers are of all records at once: they go whenever they hold the name.
    private static PersonalFinding Within(PersonalFinding found, IReadOnlyCollection<string> records) =>
        records.Count == 0
            ? found
            : found with
            {
                Rows = [.. found.Rows.Where(r => records.Any(n => IsAtOrBelow(r.Owner, n)))],
                Events = [.. found.Events.Where(e => records.Any(n => IsAtOrBelow(e.Subject, n)))],
                Answers = found.Rows.Any(r => records.Any(n => IsAtOrBelow(r.Owner, n))) ? found.Answers : [],
            };

    private static bool IsAtOrBelow(string name, string record) =>
        name == record || name.StartsWith($"{record}/", StringComparison.Ordinal);

    private static async Task EraseAsync(WriteSession session, PersonalRow row, PersonalNames names, string pseudonym)
    {
        var changes = ChangesOf(row, names, pseudonym);
        if (changes.Count == 0)
            return;
        var parameters = new DynamicParameters();
        var (set, where) = (new List<string>(), new List<string>());
        foreach (var (i, change) in changes.Index())
        {
            set.Add(Numbered(change.Column, "n", i, change.New));
            // Nobody's words of this moment are overwritten.
            where.Add(Numbered(change.Column, "o", i, change.Old));
        }
        foreach (var (i, key) in row.Key.Index())
            where.Add(Numbered(key.Column, "k", i, key.Value));
        // Whoever has the record open in a form must not write the name back.
        if (row.HasEtag)
            set.Add(Numbered("etag", "e", 0, Etags.New()));
        if (
            await session.ExecuteAsync(
                $"UPDATE {row.Table.Name} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}",
                parameters
            ) == 0
        )
            throw Problem.Stale(row.Owner);

        string Numbered(string column, string prefix, int number, object value)
        {
            var parameter = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
            parameters.Add(parameter, value);
            return $"{column} = @{parameter}";
        }
    }

    private static List<(string Column, string Old, string New)> ChangesOf(PersonalRow row, PersonalNames names, string pseudonym)
    {
        var isPersons = row.Places.Any(p => p is { Category: PersonalDataCategory.Name, Count: > 0 });
        List<(string Column, string Old, string New)> changes =
        [
            .. from place in row.Places
            where place.Goes
            let other = EventNames.Without(
                names,
                pseudonym,
                place.Text,
                isPersons,
                place.Category == PersonalDataCategory.Contact
            )
            where other != place.Text
            select (place.Column, place.Text, other),
        ];
        if (changes.Count > 0 && row.Search is { } search)
        {
            // A name that stays is searched for too.
            var text = row.Places.Any(p => p is { Category: PersonalDataCategory.Name, Goes: false })
                ? search.Text
                : names.Replace(search.Text, pseudonym.ToLowerInvariant());
            foreach (var (_, old, other) in changes.Where(c => c.New.Length == 0))
                text = text.Replace(old.ToLowerInvariant(), other, StringComparison.Ordinal);
            if (text != search.Text)
                changes.Add((search.Column, search.Text, text));
        }
        return changes;
    }

    private static async Task<List<(long Sequence, string DataHash)>> EraseAsync(
        WriteSession session,
        string erasure,
        IReadOnlyList<PersonalEvent> events
    )
    {
        var changed = events
            .Where(e => e.NewData is not null)
            .Select(e => new
            {
                erasure,
                e.Sequence,
                Data = e.NewData!,
                DataHash = LogLine.Sha256(e.NewData!),
            })
            .ToList();
        // The chain covers the hash of the data as it was written: that stays.
        await session.ExecuteAsync("UPDATE events SET data = @Data WHERE sequence = @Sequence", changed);
        await session.ExecuteAsync(
            "INSERT INTO pseudonymised_events (erasure, sequence, data_hash) VALUES (@erasure, @Sequence, @DataHash)",
            changed
        );
        return [.. changed.Select(e => (e.Sequence, e.DataHash))];
    }

    private static ErasePersonalDataResponse AnswerOf(PersonalFinding found, PersonalNames names, string pseudonym)
    {
        var erased = new Places();
        var kept = new Places();
        foreach (var row in found.Rows)
        {
            var goes = ChangesOf(row, names, pseudonym).Select(c => c.Column).ToHashSet(StringComparer.Ordinal);
            foreach (var place in row.Places)
            {
                if (goes.Contains(place.Column))
                    erased.Add($"{row.Table.Name}.{place.Column}", place.Category, PersonalDataKeepReason.Unspecified);
                else if (!place.Goes && place.Category != PersonalDataCategory.Reference)
                    kept.Add($"{row.Table.Name}.{place.Column}", place.Category, place.Reason);
            }
        }
        foreach (var e in found.Events)
        {
            if (e.NewData is not null)
                erased.Add(PersonalDataSearch.EventsPlace, PersonalDataCategory.Log, PersonalDataKeepReason.Unspecified);
            if (e.Reason != PersonalDataKeepReason.Unspecified)
                kept.Add(PersonalDataSearch.EventsPlace, PersonalDataCategory.Log, e.Reason);
        }
        foreach (var _ in found.Answers)
            erased.Add(PersonalDataSearch.AnswersPlace, PersonalDataCategory.Answer, PersonalDataKeepReason.Unspecified);
        return new()
        {
            Erased = { erased.InOrder },
            Kept = { kept.InOrder },
            Unsearched = { found.Unsearched },
        };
    }

    private sealed class Places
    {
        private readonly Dictionary<(string, PersonalDataCategory, PersonalDataKeepReason), PersonalDataPlace> places = [];

        public IEnumerable<PersonalDataPlace> InOrder =>
            places.Values.OrderBy(p => p.Place, StringComparer.Ordinal).ThenBy(p => p.KeepReason);

        public void Add(string place, PersonalDataCategory category, PersonalDataKeepReason reason)
        {
            if (!places.TryGetValue((place, category, reason), out var known))
                places[(place, category, reason)] = known = new()
                {
                    Place = place,
                    Category = category,
                    KeepReason = reason,
                };
            known.Count++;
        }
    }
}
