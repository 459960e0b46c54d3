using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>The SQL that several rpcs on parties share.</summary>
internal static class PartyTable
{
    public static async Task<Party> GetAsync(Session session, string name) =>
        await session.FindAsync<Party>("SELECT * FROM parties WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Every party of a programme: dozens, for over twenty unions may exist.</summary>
    public static Task<List<Party>> AllAsync(Session session, string programme) =>
        session.QueryAsync<Party>(
            "SELECT * FROM parties WHERE parent = @programme ORDER BY kind, display_name, name",
            new { programme }
        );

    /// <summary>Refuses a party that breaks a rule, or that the programme has already.</summary>
    public static void Require(Party party, IReadOnlyCollection<Party> all)
    {
        List<Violation> violations = [.. PartyRules.Check(party, all)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        if (
            all.FirstOrDefault(p => p.Name != party.Name && p.Kind == party.Kind && p.DisplayName == party.DisplayName) is
            { } twin
        )
            throw Problem.AlreadyExists("party.display_name", twin.Name);
    }
}
