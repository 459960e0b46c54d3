using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation.Composition;

/// <summary>What the rules ask about beside the body and its appointments.</summary>
/// <param name="Merging">Resource names of the municipalities that merge.</param>
/// <param name="Genders">Recorded genders, by person.</param>
/// <param name="LineManagers">Persons with a leading position in the line.</param>
/// <param name="Deciding">Appointments as member or deputy in deciding bodies, by person; those in a council at the top of the line are left out.</param>
internal sealed record CompositionContext(
    IReadOnlyCollection<string> Merging,
    IReadOnlyDictionary<string, Gender> Genders,
    IReadOnlySet<string> LineManagers,
    ILookup<string, Appointment> Deciding
)
{
    /// <summary>Where only municipalities matter.</summary>
    public static CompositionContext Of(IReadOnlyCollection<string> merging) =>
        new(merging, new Dictionary<string, Gender>(), new HashSet<string>(), Array.Empty<Appointment>().ToLookup(a => a.Person));

    /// <summary>As it stands in a programme.</summary>
    public static async Task<CompositionContext> ReadAsync(Session session, string programme)
    {
        var merging = await session.QueryAsync<string>(
            "SELECT name FROM municipalities WHERE programme = @programme AND role = @Role ORDER BY display_name, name",
            new { programme, Role = MunicipalityRole.Merging }
        );
        var persons = await session.QueryAsync<Person>(
            "SELECT name, gender, line_manager FROM persons WHERE programme = @programme AND (gender <> 0 OR line_manager)",
            new { programme }
        );
        var deciding = await session.QueryAsync<Appointment>(
            $"""
            SELECT a.name, a.person, a.body, a.role, a.start_date, COALESCE(a.end_date, b.end_date) AS end_date
            FROM appointments a JOIN bodies b ON b.name = a.body
            WHERE a.programme = @programme AND a.role IN ({BodyRules.SeatNumbers}) AND b.authority = @Deciding
                AND NOT (b.kind = @LineCouncil AND b.parent_body IS NULL)
                AND EXISTS (SELECT 1 FROM composition_rules r JOIN bodies holder ON holder.name = r.body
                    WHERE holder.programme = @programme AND r.kind = @NoDeciders)
            """,
            new
            {
                programme,
                BodyAuthority.Deciding,
                BodyKind.LineCouncil,
                CompositionRuleKind.NoDeciders,
            }
        );
        return new(
            merging,
            persons.Where(p => p.Gender != Gender.Unspecified).ToDictionary(p => p.Name, p => p.Gender, StringComparer.Ordinal),
            persons.Where(p => p.LineManager).Select(p => p.Name).ToHashSet(StringComparer.Ordinal),
            deciding.ToLookup(a => a.Person)
        );
    }
}
