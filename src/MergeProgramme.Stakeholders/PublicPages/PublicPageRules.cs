using System.Text.RegularExpressions;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.PublicPages;

/// <summary>What holds for what everybody reads: it says what people need to know, and nothing of a person. Pure.</summary>
internal static partial class PublicPageRules
{
    /// <summary>What is wrong with a page, apart from whom it names.</summary>
    public static IEnumerable<Violation> Check(PublicPage page)
    {
        if (page.ContactEmail.Length > 0 && !EmailAddress.IsPossible(page.ContactEmail))
            yield return new("public_page.contact_email", "EMAIL_MALFORMED", page.ContactEmail);
        var titles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < page.Deciders.Count; i++)
        {
            if (!titles.Add(page.Deciders[i].Title.Trim()))
                yield return new($"public_page.deciders[{i}].title", "REPEATED", page.Deciders[i].Title);
        }
        if (!page.Published)
            yield break;
        foreach (
            var (field, missing) in new[]
            {
                ("title", page.Title.Length == 0),
                ("introduction", page.Introduction.Length == 0),
                ("deciders", page.Deciders.Count == 0),
                ("contact", page.Contact.Length == 0),
            }
        )
        {
            if (missing)
                yield return new($"public_page.{field}", "REQUIRED");
        }
        if (page.ContactEmail.Length == 0 && page.ContactPhone.Length == 0)
            yield return new("public_page.contact_email", "CONTACT_UNREACHABLE");
    }

    /// <summary>What is wrong with where everybody can read a consultation's document.</summary>
    public static IEnumerable<Violation> Check(Consultation consultation)
    {
        if (
            consultation.DocumentUri.Length > 0
            && !(Uri.TryCreate(consultation.DocumentUri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
        )
            yield return new("consultation.document_uri", "URI_MALFORMED", consultation.DocumentUri);
    }

    /// <summary>Everything that everybody would read of a page, by field.</summary>
    public static IEnumerable<(string Field, string Text)> TextsOf(PublicPage page) =>
        [
            ("public_page.title", page.Title),
            ("public_page.introduction", page.Introduction),
            .. page.Deciders.SelectMany(
                (d, i) =>
                    new[]
                    {
                        ($"public_page.deciders[{i}].title", d.Title),
                        ($"public_page.deciders[{i}].description", d.Description),
                    }
            ),
            ("public_page.contact", page.Contact),
            ("public_page.contact_email", page.ContactEmail),
            ("public_page.contact_phone", page.ContactPhone),
            ("public_page.contact_address", page.ContactAddress),
        ];

    /// <summary>Everything that everybody would read of a consultation, by field.</summary>
    public static IEnumerable<(string Field, string Text)> TextsOf(Consultation consultation) =>
        [
            ("consultation.title", consultation.Title),
            ("consultation.introduction", consultation.Introduction),
            .. consultation.Points.Select((p, i) => ($"consultation.points[{i}].text", p.Text)),
            ("consultation.document_uri", consultation.DocumentUri),
        ];

    /// <summary>Everything that everybody reads.</summary>
    public static IEnumerable<string> TextsOf(PublicPageContent content) =>
        [
            content.Title,
            content.Introduction,
            .. content.Deciders.SelectMany(d => new[] { d.Title, d.Description }),
            content.Contact,
            content.ContactEmail,
            content.ContactPhone,
            content.ContactAddress,
            .. content.Consultations.SelectMany(c => c.Points.Concat([c.Title, c.Introduction, c.DocumentUri])),
        ];

    /// <summary>Where a text holds what is somebody's own: a name or an e-mail address that the programme knows, or a national identity number.</summary>
    /// <param name="texts">By field.</param>
    /// <param name="known">Names of at least two words, and e-mail addresses, of persons.</param>
    public static IEnumerable<Violation> OfPersons(
        IEnumerable<(string Field, string Text)> texts,
        IReadOnlyCollection<string> known
    )
    {
        var anybody = known.Count == 0 ? null : PersonalNames.Of(known);
        foreach (var (field, text) in texts)
        {
            if (IdentityNumber().IsMatch(text))
                yield return new(field, "IDENTITY_NUMBER_PUBLIC");
            else if (anybody?.StandIn(text) == true)
                yield return new(field, "PERSON_PUBLIC", known.First(name => PersonalNames.Of([name]).StandIn(text)));
        }
    }

    /// <summary>The persons that any of the texts names.</summary>
    /// <param name="known">Names of at least two words, and e-mail addresses, of persons.</param>
    public static IEnumerable<string> NamedIn(IReadOnlyCollection<string> texts, IReadOnlyCollection<string> known) =>
        known.Count > 0 && texts.Any(PersonalNames.Of(known).StandIn)
            ? known.Where(name => texts.Any(PersonalNames.Of([name]).StandIn))
            : [];

    /// <summary>Whether a name is looked for: one word alone, such as Leder, stands in texts that mean nobody.</summary>
    public static bool IsTelling(string name) =>
        name.Trim() is { Length: >= PersonalNames.ShortestName } trimmed
        && trimmed.Any(char.IsLetter)
        && trimmed.Any(c => c is ' ' or '@');

    /// <summary>The e-mail addresses in what people write of how to reach somebody.</summary>
    public static IEnumerable<string> EmailsIn(string contact) => Email().Matches(contact).Select(m => m.Value.TrimEnd('.'));

    [GeneratedRegex(@"[^\s<>()\[\],;:""@]+@[^\s<>()\[\],;:""@]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();

    // Six digits for a day and five more (folkeregisterforskriften § 2-2-1); an account number is written otherwise.
    [GeneratedRegex(@"(?<![\d.])\d{6} ?\d{5}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdentityNumber();
}
