using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access.Principals;

/// <summary>The SQL that several readers of principals share.</summary>
internal static class PrincipalTable
{
    public static async Task<Principal> GetAsync(Session session, string name) =>
        await session.FindAsync<Principal>("SELECT * FROM principals WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>Writes a principal as sign-in knows it: a new one whole, of a known one what may have changed.</summary>
    public static Task<int> WriteAsync(WriteSession session, Principal principal) =>
        session.ExecuteAsync(
            """
            INSERT INTO principals (name, display_name, email, kind, issuer, subject, state, search, create_time, last_seen_time, etag)
            VALUES (@Name, @DisplayName, @Email, @Kind, @Issuer, @Subject, @State, @Search, @CreateTime, @LastSeenTime, @Etag)
            ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name, email = excluded.email, search = excluded.search,
                last_seen_time = excluded.last_seen_time
            """,
            new
            {
                principal.Name,
                principal.DisplayName,
                principal.Email,
                principal.Kind,
                principal.Issuer,
                principal.Subject,
                principal.State,
                Search = $"{principal.DisplayName}\n{principal.Email}".ToLowerInvariant(),
                principal.CreateTime,
                principal.LastSeenTime,
                principal.Etag,
            }
        );
}
