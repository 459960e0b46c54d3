using Grpc.Core;
using MergeProgramme.Access.PersonalData;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Access;

internal sealed partial class AccessService
{
    public override Task<FindPersonalDataResponse> FindPersonalData(FindPersonalDataRequest request, ServerCallContext context) =>
        PersonalDataSearch.FindAsync(
            database,
            PersonalTables.All,
            request,
            context,
            new(
                (session, names) => AccountsAsync(session, names, request),
                (table, row) => AccountWords.Of(table, row, texts),
                PersonalDataKeepReason.Account
            )
        );

    /// <summary>
    /// The accounts of those names, and of those registered persons, that have to do with the programme: by a role there or in the whole installation,
    /// now or before, by being a person of it, or by what they gave there.
    /// </summary>
    private static async Task<IReadOnlyCollection<string>> AccountsAsync(
        Session session,
        PersonalNames names,
        FindPersonalDataRequest request
    )
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        // Persons of another programme are none of this one's office's business.
        foreach (var person in request.Persons.Where(p => p.StartsWith($"{request.Parent}/", StringComparison.Ordinal)))
            found.UnionWith(
                await session.QueryAsync<string>("SELECT principal FROM person_links WHERE person = @person", new { person })
            );
        foreach (
            var known in await session.QueryAsync<Known>(
                """
                SELECT p.name, p.display_name, p.email, COALESCE(a.login, '') AS login
                FROM principals p LEFT JOIN local_accounts a ON a.principal = p.name
                """
            )
        )
        {
            if (
                ((string[])[known.DisplayName, known.Email, known.Login]).Any(names.Are)
                && await HasToDoWithAsync(session, known.Name, request.Parent)
            )
                found.Add(known.Name);
        }
        return found;
    }

    // Roles and links that were taken back are in the log only.
    private static async Task<bool> HasToDoWithAsync(Session session, string principal, string programme) =>
        await session.FindAsync<long>(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 AS one FROM role_assignments WHERE principal = @principal AND parent IN (@programme, @Everywhere)
                UNION ALL SELECT 1 FROM person_links WHERE principal = @principal AND SUBSTR(person, 1, @Length) = @Below
                UNION ALL SELECT 1 FROM events
                WHERE (SUBSTR(subject, 1, @Length) = @Below OR SUBSTR(subject, 1, @EverywhereLength) = @EverywhereBelow)
                  AND REPLACE(data, @Quoted, '') <> data
            ) AS found
            """,
            new
            {
                principal,
                programme,
                CallerGrants.Everywhere,
                Below = $"{programme}/",
                Length = programme.Length + 1,
                EverywhereBelow = $"{CallerGrants.Everywhere}/",
                EverywhereLength = CallerGrants.Everywhere.Length + 1,
                Quoted = $"\"{principal}\"",
            }
        ) > 0;

    private sealed class Known
    {
        public string Name { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Email { get; init; } = "";
        public string Login { get; init; } = "";
    }
}
