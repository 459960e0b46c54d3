using System.Globalization;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Persons;

/// <summary>The SQL and the checks that several rpcs on persons share.</summary>
internal static class PersonTable
{
    public static async Task<Person> GetAsync(Session session, string name) =>
        await session.FindAsync<Person>("SELECT * FROM persons WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Refuses an e-mail address that cannot be one, and an employer that is not in the programme.</summary>
    public static async Task RequireValidAsync(Session session, string programme, Person person)
    {
        if (person.Email.Length > 0 && !EmailAddress.IsPossible(person.Email))
            throw Problem.Invalid("person.email", "EMAIL_MALFORMED", person.Email);
        await References.RequireAsync(
            session,
            programme,
            new Reference("person.municipality", person.Municipality, "municipalities")
        );
    }

    /// <summary>
    /// Refuses to record somebody's gender where no rule needs it: nobody but members, today or to come, of a body with a rule on gender
    /// balance is asked for it.
    /// </summary>
    public static async Task RequireGenderNeededAsync(Session session, Person person, DateOnly today)
    {
        if (person.Gender == Gender.Unspecified)
            return;
        var needed = await session.FindAsync<long>(
            $"""
            SELECT COUNT(*) FROM appointments a JOIN composition_rules r ON r.body = a.body
            WHERE a.person = @Name AND a.role IN ({BodyRules.SeatNumbers}) AND r.kind = @GenderBalance
                AND COALESCE(a.end_date, @Today) >= @Today
            """,
            new
            {
                person.Name,
                CompositionRuleKind.GenderBalance,
                Today = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }
        );
        if (needed == 0)
            throw Problem.Invalid("person.gender", "GENDER_NOT_NEEDED");
    }

    /// <summary>Writes a new one under the name that it has, and says so in the log.</summary>
    public static async Task InsertAsync(WriteSession session, string programme, Person person)
    {
        person.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO persons (name, programme, display_name, title, email, municipality, organisation, search, gender, line_manager, etag)
            VALUES (@Name, @programme, @DisplayName, @Title, @Email, NULLIF(@Municipality, ''), @Organisation, @Search, @Gender,
                @LineManager, @Etag)
            """,
            new
            {
                person.Name,
                programme,
                person.DisplayName,
                person.Title,
                person.Email,
                person.Municipality,
                person.Organisation,
                Search = SearchText(person),
                person.Gender,
                person.LineManager,
                person.Etag,
            }
        );
        session.Append("organisation.person.created", person.Name, person);
    }

    /// <summary>What a search for a person looks in.</summary>
    public static string SearchText(Person person) =>
        string.Join('\n', person.DisplayName, person.Title, person.Organisation).ToLowerInvariant();
}
