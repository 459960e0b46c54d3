using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Stakeholders.PublicPages;

/// <summary>The persons that a programme knows, whom what everybody reads must not name.</summary>
internal static class KnownPersons
{
    private const int PageSize = 1000;

    /// <summary>Those of the organisation, with their e-mail addresses.</summary>
    public static async Task<IReadOnlyList<string>> OfOrganisationAsync(
        OrganisationServiceClient organisation,
        string programme,
        CancellationToken cancellation
    )
    {
        var persons = await WholeList.ReadAsync(
            token =>
                organisation.ListPersonsAsync(
                    new()
                    {
                        Parent = programme,
                        PageSize = PageSize,
                        PageToken = token,
                    },
                    cancellationToken: cancellation
                ),
            answer => (answer.Persons, answer.NextPageToken)
        );
        return [.. persons.SelectMany(p => new[] { p.DisplayName, p.Email })];
    }

    /// <summary>Refuses a text for everybody that names a person of the organisation, of the register or of a party.</summary>
    /// <param name="texts">By field.</param>
    /// <param name="others">Those that the organisation knows.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT at each field that names one.</exception>
    public static async Task RequireNoneAsync(
        Session session,
        string programme,
        IEnumerable<(string Field, string Text)> texts,
        IEnumerable<string> others
    )
    {
        var known = await AllAsync(session, programme, others);
        if (PublicPageRules.OfPersons(texts, known).ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
    }

    /// <summary>The persons that texts for everybody name, each once.</summary>
    public static async Task<IReadOnlyList<string>> NamedAsync(
        Session session,
        string programme,
        IEnumerable<string> texts,
        IEnumerable<string> others
    ) => [.. PublicPageRules.NamedIn([.. texts], await AllAsync(session, programme, others))];

    // Names and e-mail addresses that tell of somebody.
    private static async Task<List<string>> AllAsync(Session session, string programme, IEnumerable<string> others)
    {
        var registered = await session.QueryAsync<(string Name, string Contact)>(
            """
            SELECT display_name, contact FROM stakeholders WHERE parent = @programme AND kind = @Person
            UNION
            SELECT representative, '' FROM parties WHERE parent = @programme
            """,
            new { programme, StakeholderKind.Person }
        );
        return
        [
            .. registered
                .SelectMany(r => PublicPageRules.EmailsIn(r.Contact).Prepend(r.Name))
                .Concat(others)
                .Where(PublicPageRules.IsTelling)
                .Distinct(),
        ];
    }
}
