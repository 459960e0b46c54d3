using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Members;

/// <summary>The SQL that several rpcs on members share.</summary>
internal static class MemberTable
{
    /// <summary>All members of a case, by name.</summary>
    public static async Task<List<CaseMember>> AllAsync(Session session, string procurementCase) =>
        await session.QueryAsync<CaseMember>(
            "SELECT * FROM case_members WHERE procurement_case = @procurementCase ORDER BY name",
            new { procurementCase }
        );

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<CaseMember> GetAsync(Session session, string name) =>
        await session.FindAsync<CaseMember>("SELECT * FROM case_members WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>Organisation numbers of the members' employers, where they are known.</summary>
    public static async Task<Dictionary<string, string>> EmployerNumbersAsync(Session session, string procurementCase) =>
        (
            await session.QueryAsync<NumberRow>(
                "SELECT name, employer_number FROM case_members WHERE procurement_case = @procurementCase",
                new { procurementCase }
            )
        ).ToDictionary(r => r.Name, r => r.EmployerNumber);

    private sealed class NumberRow
    {
        public string Name { get; set; } = "";
        public string EmployerNumber { get; set; } = "";
    }
}
