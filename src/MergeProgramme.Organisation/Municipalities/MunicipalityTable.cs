using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Municipalities;

/// <summary>The SQL and the checks that several rpcs on municipalities share.</summary>
internal static class MunicipalityTable
{
    public static async Task<Municipality> GetAsync(Session session, string name) =>
        await session.FindAsync<Municipality>("SELECT * FROM municipalities WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>Refuses numbers that are none, and one that another municipality of the programme has.</summary>
    public static async Task RequireValidAsync(Session session, string programme, Municipality municipality)
    {
        List<Violation> violations = [.. MunicipalityRules.Check(municipality)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        var other = await session.FindAsync<string>(
            "SELECT display_name FROM municipalities WHERE programme = @programme AND number = @Number AND name <> @Name",
            new
            {
                programme,
                municipality.Number,
                municipality.Name,
            }
        );
        if (other is not null)
            throw Problem.Taken("municipality.number", "MUNICIPALITY_NUMBER_TAKEN", municipality.Number, other);
    }
}
