using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Platform.Data;

/// <summary>Names of new resources (AIP-133).</summary>
public static class NewNames
{
    private const int MostTries = 1000;

    /// <summary>The name that a new resource gets: the id that the caller chose, or a free one made of what people call the thing.</summary>
    /// <param name="table">Table of the resources, with their names in the column <c>name</c>.</param>
    /// <param name="collection">Where it goes, such as <c>programmes/x/bodies</c>.</param>
    /// <param name="chosenId">The caller's id; empty where it chose none.</param>
    /// <param name="field">Field of the request that holds the id, for the error.</param>
    /// <param name="displayName">What the id is made of otherwise; empty where that would put somebody's name into addresses and logs.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the chosen id is malformed, ALREADY_EXISTS where it is taken.</exception>
    public static async Task<string> ChooseAsync(
        WriteSession session,
        string table,
        string collection,
        string chosenId,
        string field,
        string displayName
    )
    {
        if (chosenId.Length > 0)
        {
            if (!ResourceNames.IsId(chosenId))
                throw Problem.Invalid(field, "ID_MALFORMED", chosenId);
            var chosen = $"{collection}/{chosenId}";
            return await IsFreeAsync(session, table, chosen) ? chosen : throw Problem.AlreadyExists(field, chosen);
        }
        if (displayName.Length == 0)
            return Unspoken(session, collection);
        var id = ResourceNames.IdFrom(displayName);
        if (id.Length > 58)
            id = id[..58].TrimEnd('-');
        var name = $"{collection}/{id}";
        for (var number = 2; number < MostTries; number++)
        {
            if (await IsFreeAsync(session, table, name))
                return name;
            name = $"{collection}/{id}-{number}";
        }
        return Unspoken(session, collection);
    }

    private static string Unspoken(WriteSession session, string collection) =>
        $"{collection}/{Guid.CreateVersion7(session.Now):N}";

    private static async Task<bool> IsFreeAsync(Session session, string table, string name) =>
        await session.FindAsync<string>($"SELECT name FROM {table} WHERE name = @name", new { name }) is null;
}
