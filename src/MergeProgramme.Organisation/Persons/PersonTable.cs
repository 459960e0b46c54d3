using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Persons;

/// <summary>The SQL and the checks that several rpcs on persons share.</summary>
internal static class PersonTable
{
    public static async Task<Person> GetAsync(Session session, string name) =>
        await session.FindAsync<Person>("SELECT * FROM persons WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Refuses an e-mail address that cannot be one, and an employer that is not in the programme.</summary>
    public static async Task RequireValidAsync(Session session, string programme, Person person)
    {
        if (!IsEmail(person.Email))
            throw Problem.Invalid("person.email", "EMAIL_MALFORMED", person.Email);
        await References.RequireAsync(
            session,
            programme,
            new Reference("person.municipality", person.Municipality, "municipalities")
        );
    }

    /// <summary>What a search for a person looks in.</summary>
    public static string SearchText(Person person) =>
        string.Join('\n', person.DisplayName, person.Title, person.Organisation).ToLowerInvariant();

    // Only what is certainly wrong is refused: whether an address works, only a letter to it can tell.
    internal static bool IsEmail(string text)
    {
        if (text.Length == 0)
            return true;
        var at = text.LastIndexOf('@');
        return at > 0
            && at < text.Length - 1
            && !text.Any(char.IsWhiteSpace)
            && text.IndexOf('@', StringComparison.Ordinal) == at;
    }
}
