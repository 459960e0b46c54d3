using System.Security.Cryptography;
using System.Text;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Communication;

/// <summary>The SQL that several rpcs on calendar feeds share, and their keys.</summary>
internal static class CalendarFeedTable
{
    private const int KeyBytes = 32;

    /// <summary>256 random bits. They are told once.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is kept of a key.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Those of an owner in a programme: one, or none.</summary>
    public static Task<List<CalendarFeed>> OfAsync(Session session, string programme, string owner) =>
        session.QueryAsync<CalendarFeed>(
            "SELECT name, title, owner, create_time FROM calendar_feeds WHERE parent = @programme AND owner = @owner",
            new { programme, owner }
        );

    /// <summary>The feed of a name and a key; null where there is none, or the key is another.</summary>
    public static Task<CalendarFeed?> FindAsync(Session session, string name, string key) =>
        // Hashes of 256 random bits are compared: how long that takes tells nothing of the key.
        session.FindAsync<CalendarFeed>(
            "SELECT name, title, owner, create_time FROM calendar_feeds WHERE name = @name AND key_hash = @hash",
            new { name, hash = Hash(key) }
        );

    /// <summary>Takes a feed away, with its event.</summary>
    public static async Task DeleteAsync(WriteSession session, CalendarFeed feed)
    {
        await session.ExecuteAsync("DELETE FROM calendar_feeds WHERE name = @Name", feed);
        session.Append("stakeholders.calendar-feed.deleted", feed.Name, feed);
    }
}
