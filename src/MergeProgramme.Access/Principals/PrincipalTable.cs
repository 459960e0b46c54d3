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
}
