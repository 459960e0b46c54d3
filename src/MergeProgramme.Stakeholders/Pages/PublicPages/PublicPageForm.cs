using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Pages.PublicPages;

/// <summary>A body that decides, as people write it.</summary>
internal sealed class DeciderRow
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Description);
}

/// <summary>What the office writes for everybody.</summary>
internal sealed class PublicPageForm
{
    public bool Published { get; set; }

    public string Title { get; set; } = "";

    public string Introduction { get; set; } = "";

    public List<DeciderRow> Deciders { get; set; } = [];

    public string Contact { get; set; } = "";

    public string ContactEmail { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    public string ContactAddress { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a page as it stands.</summary>
    public static PublicPageForm From(PublicPage page) =>
        new()
        {
            Published = page.Published,
            Title = page.Title,
            Introduction = page.Introduction,
            Deciders = [.. page.Deciders.Select(d => new DeciderRow { Title = d.Title, Description = d.Description })],
            Contact = page.Contact,
            ContactEmail = page.ContactEmail,
            ContactPhone = page.ContactPhone,
            ContactAddress = page.ContactAddress,
            Etag = page.Etag,
        };

    /// <summary>A proposal for a page that nobody has written: what the programme says of itself, and who decides in it.</summary>
    public static PublicPageForm Proposed(PublicPage page, Programme programme, IEnumerable<Body> bodies)
    {
        var form = From(page);
        (form.Title, form.Introduction) = (programme.DisplayName, programme.Description);
        form.Deciders =
        [
            .. bodies
                .Where(b => b.Authority == BodyAuthority.Deciding && b.SubProject.Length == 0 && b.EndDate is null)
                .Select(b => new DeciderRow { Title = b.DisplayName, Description = b.Remit }),
        ];
        return form;
    }

    /// <summary>The page that the form says.</summary>
    public PublicPage ToPage(string name) =>
        new()
        {
            Name = name,
            Published = Published,
            Title = Title.Trim(),
            Introduction = Introduction.Trim(),
            Deciders = { Deciders.Select(d => new PublicDecider { Title = d.Title.Trim(), Description = d.Description.Trim() }) },
            Contact = Contact.Trim(),
            ContactEmail = ContactEmail.Trim(),
            ContactPhone = ContactPhone.Trim(),
            ContactAddress = ContactAddress.Trim(),
            Etag = Etag,
        };
}
