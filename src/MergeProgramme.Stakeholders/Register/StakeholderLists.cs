using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The stakeholders that something names, in their order: of an engagement, a consultation, a part of the communication plan.</summary>
/// <param name="Table">Table of the lists, with columns position and stakeholder. Known to the caller, never from outside.</param>
/// <param name="Owner">Its column for what names them.</param>
internal sealed record StakeholderLists(string Table, string Owner)
{
    public static StakeholderLists OfEngagements { get; } = new("engagement_stakeholders", "engagement");

    public static StakeholderLists OfConsultations { get; } = new("consultation_stakeholders", "consultation");

    public static StakeholderLists OfCommunication { get; } = new("communication_item_stakeholders", "communication_item");

    /// <summary>Refuses a list with somebody of another programme, twice, or not registered.</summary>
    /// <param name="path">Of the list in the request.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT, with each one that is wrong.</exception>
    public static async Task RequireAsync(WriteSession session, string path, string programme, IReadOnlyList<string> stakeholders)
    {
        await StakeholderTable.LockAsync(session, stakeholders);
        await References.RequireAsync(path, programme, stakeholders, IsThere(session));
    }

    /// <summary>Refuses a stakeholder of another programme, or one that is not registered.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireOneAsync(WriteSession session, string field, string programme, string stakeholder)
    {
        await StakeholderTable.LockAsync(session, [stakeholder]);
        await References.RequireOneAsync(field, programme, stakeholder, IsThere(session));
    }

    /// <summary>Writes the list anew: it is short, and its order is the writer's.</summary>
    public async Task WriteAsync(WriteSession session, string owner, IEnumerable<string> stakeholders)
    {
        await DeleteAsync(session, owner);
        await session.ExecuteAsync(
            $"INSERT INTO {Table} ({Owner}, position, stakeholder) VALUES (@owner, @position, @stakeholder)",
            stakeholders.Select(
                (stakeholder, position) =>
                    new
                    {
                        owner,
                        position,
                        stakeholder,
                    }
            )
        );
    }

    public Task DeleteAsync(WriteSession session, string owner) =>
        session.ExecuteAsync($"DELETE FROM {Table} WHERE {Owner} = @owner", new { owner });

    /// <summary>The lists of several, by what names them.</summary>
    /// <param name="owners">A SELECT of the names.</param>
    public async Task<ILookup<string, string>> OfAsync(Session session, string owners, object parameters) =>
        (
            await session.QueryAsync<(string Owner, string Stakeholder)>(
                $"SELECT {Owner}, stakeholder FROM {Table} WHERE {Owner} IN ({owners}) ORDER BY {Owner}, position",
                parameters
            )
        ).ToLookup(l => l.Owner, l => l.Stakeholder);

    private static Func<string, Task<bool>> IsThere(Session session) =>
        async name =>
            await session.FindAsync<string>("SELECT name FROM stakeholders WHERE name = @name", new { name }) is not null;
}
