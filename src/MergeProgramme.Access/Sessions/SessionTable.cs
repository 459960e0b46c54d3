using Google.Protobuf;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Access.Sessions;

/// <summary>The SQL that several readers and writers of sessions share.</summary>
internal static class SessionTable
{
    public const string Columns =
        "name, issuer, provider_session, create_time, last_seen_time, expire_time, origin, user_agent, "
        + "(SELECT display_name FROM principals WHERE principals.name = principal) AS principal_display_name";

    private const int HashLength = 32;

    /// <summary>A SHA-256 as it stands in the column.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where it is none.</exception>
    public static string Hash(ByteString hash) =>
        hash.Length == HashLength
            ? Convert.ToHexStringLower(hash.Span)
            : throw Problem.Invalid("key_hash", "OUT_OF_RANGE", HashLength, HashLength, hash.Length);

    /// <summary>Resource name of the principal whose session it is.</summary>
    public static string PrincipalOf(string session) => session[..session.IndexOf("/sessions/", StringComparison.Ordinal)];

    /// <summary>Ends sessions, with an event for each.</summary>
    /// <param name="where">Which: an SQL condition on the table.</param>
    /// <returns>How many they were.</returns>
    public static async Task<int> EndAsync(WriteSession session, string where, object parameters)
    {
        var ended = await session.QueryAsync<V1.Session>(
            $"SELECT {Columns} FROM sessions WHERE {where} ORDER BY name",
            parameters
        );
        foreach (var one in ended)
        {
            await session.ExecuteAsync("DELETE FROM sessions WHERE name = @Name", new { one.Name });
            session.Append("access.session.ended", one.Name, Told(one));
        }
        return ended.Count;
    }

    /// <summary>What the log says of a session: from where it was opened stands on the line itself, for those who may see it.</summary>
    public static V1.Session Told(V1.Session session)
    {
        var told = session.Clone();
        (told.Origin, told.UserAgent) = ("", "");
        return told;
    }
}
