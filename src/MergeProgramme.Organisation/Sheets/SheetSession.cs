using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation.Sheets;

/// <summary>What an import reads of a programme before it understands a sheet.</summary>
internal static class SheetSession
{
    /// <summary>Everything that cells may refer to.</summary>
    public static async Task<(SheetRegister Register, List<Unit> Units, List<Municipality> Municipalities)> ReadAsync(
        Session session,
        string programme
    )
    {
        var units = await UnitTable.AllAsync(session, programme);
        var municipalities = await session.QueryAsync<Municipality>(
            "SELECT * FROM municipalities WHERE programme = @programme",
            new { programme }
        );
        var persons = await session.QueryAsync<Person>("SELECT * FROM persons WHERE programme = @programme", new { programme });
        return (new(units, municipalities, persons), units, municipalities);
    }
}
