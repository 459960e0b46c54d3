using System.Globalization;

namespace MergeProgramme.Host.Hardening;

/// <summary>Tells whoever finds a weakness where to report it (RFC 9116): the settings <c>Security:Contact</c> and <c>Security:Expires</c>.</summary>
/// <param name="Contact">Addresses, each <c>mailto:</c>, <c>https:</c> or <c>tel:</c>.</param>
/// <param name="Expires">Until when this is to be relied on.</param>
internal sealed record SecurityText(IReadOnlyList<string> Contact, DateTimeOffset Expires)
{
    public const string Path = "/.well-known/security.txt";

    /// <summary>What the settings say; null where they say nothing: no contact is better than an invented one.</summary>
    /// <exception cref="StartRefusedException">Only one of the settings is there, or it cannot be read.</exception>
    public static SecurityText? Read(IConfiguration configuration)
    {
        string[] contact = (configuration["Security:Contact"] ?? "").Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var expires = configuration["Security:Expires"] ?? "";
        if (contact.Length == 0 && expires.Length == 0)
            return null;
        foreach (var one in contact)
        {
            if (!Uri.TryCreate(one, UriKind.Absolute, out var uri) || uri.Scheme is not ("mailto" or "https" or "tel"))
                throw new StartRefusedException(
                    $"Security:Contact holds '{one}'. Write mailto:security@example.org, https://… or tel:…."
                );
        }
        if (contact.Length == 0)
            throw new StartRefusedException("Security:Expires is set, but not Security:Contact.");
        return DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? new(contact, until)
            : throw new StartRefusedException(
                $"Security:Expires is '{expires}'. Write until when Security:Contact is to be relied on, at most a year ahead: 2027-06-30."
            );
    }

    /// <summary>Answers at <see cref="Path"/>, for anybody; nothing where there are no settings or they are out of date.</summary>
    public static void Map(IEndpointRouteBuilder endpoints, SecurityText? text) =>
        endpoints
            .MapGet(
                Path,
                (TimeProvider time) =>
                    text is not null && time.GetUtcNow() < text.Expires
                        ? Results.Text(text.ToString(), "text/plain; charset=utf-8")
                        : Results.NotFound()
            )
            .AllowAnonymous();

    public override string ToString() =>
        string.Concat(Contact.Select(contact => $"Contact: {contact}\n"))
        + $"Expires: {Expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\nPreferred-Languages: nb, nn, en\n";
}
