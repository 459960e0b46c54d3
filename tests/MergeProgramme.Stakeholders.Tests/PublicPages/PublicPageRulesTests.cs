using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Tests.PublicPages;

public sealed class PublicPageRulesTests
{
    [Fact]
    public void An_empty_page_may_be_kept_and_not_published()
    {
        Assert.Empty(PublicPageRules.Check(new PublicPage()));
        Assert.Equal(
            [
                ("public_page.title", "REQUIRED"),
                ("public_page.introduction", "REQUIRED"),
                ("public_page.deciders", "REQUIRED"),
                ("public_page.contact", "REQUIRED"),
                ("public_page.contact_email", "CONTACT_UNREACHABLE"),
            ],
            PublicPageRules.Check(new PublicPage { Published = true }).Select(v => (v.Field, v.Reason))
        );
    }

    [Fact]
    public void What_is_wrong_is_said_of_a_page_that_is_not_published_too()
    {
        var page = new PublicPage
        {
            ContactEmail = "postmottak",
            Deciders =
            {
                new PublicDecider { Title = "Fellesnemnda" },
                new PublicDecider { Title = " fellesnemnda" },
            },
        };
        Assert.Equal(
            [("public_page.contact_email", "EMAIL_MALFORMED"), ("public_page.deciders[1].title", "REPEATED")],
            PublicPageRules.Check(page).Select(v => (v.Field, v.Reason))
        );
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("https://www.io.kommune.no/horing", true)]
    [InlineData("http://www.io.kommune.no/horing", false)]
    [InlineData("www.io.kommune.no", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/horing", false)]
    public void A_document_is_where_browsers_can_fetch_it_safely(string uri, bool accepted) =>
        Assert.Equal(accepted, !PublicPageRules.Check(new Consultation { DocumentUri = uri }).Any());

    [Theory]
    [InlineData("Ring Kari Nordmann", "PERSON_PUBLIC")]
    [InlineData("Nordmann, Kari svarer", "PERSON_PUBLIC")]
    [InlineData("KARI  NORDMANN", "PERSON_PUBLIC")]
    [InlineData("kari.nordmann@io.kommune.no", "PERSON_PUBLIC")]
    [InlineData("Kari Nordmann-Hansen", null)]
    [InlineData("Lederen svarer", null)]
    [InlineData("Født 010190 12345", "IDENTITY_NUMBER_PUBLIC")]
    [InlineData("01019012345.", "IDENTITY_NUMBER_PUBLIC")]
    [InlineData("Konto 1234.56.78901", null)]
    [InlineData("Org.nr. 964949204", null)]
    [InlineData("Saksnummer 2026000123456", null)]
    public void What_is_somebodys_own_is_found(string text, string? reason)
    {
        string[] known = ["Kari Nordmann", "kari.nordmann@io.kommune.no", .. new[] { "Leder" }.Where(PublicPageRules.IsTelling)];
        Assert.Equal(reason, PublicPageRules.OfPersons([("f", text)], known).SingleOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("Kari <kari@x.no>", "kari@x.no")]
    [InlineData("E-post:kari@x.no, tlf. 99", "kari@x.no")]
    [InlineData("(kari@x.no).", "kari@x.no")]
    [InlineData("a@b@c.no", "a@b")]
    [InlineData("99 88 77 66", "")]
    public void Addresses_are_found_in_what_people_write(string contact, string emails) =>
        Assert.Equal(emails, string.Join(' ', PublicPageRules.EmailsIn(contact)));

    [Theory]
    [InlineData("Kari Nordmann", true)]
    [InlineData("kari@x.no", true)]
    [InlineData("Leder", false)]
    [InlineData("@x", false)]
    [InlineData(" a ", false)]
    public void What_says_too_little_is_not_looked_for(string name, bool telling) =>
        Assert.Equal(telling, PublicPageRules.IsTelling(name));

    [Fact]
    public void All_who_are_named_are_told() =>
        Assert.Equal(
            ["Kari Nordmann", "Per Moen"],
            PublicPageRules.NamedIn(["Kari Nordmann og Per Moen", "Per Moen"], ["Eva Dahl", "Kari Nordmann", "Per Moen"])
        );

    [Fact]
    public void Every_text_of_a_page_is_looked_at()
    {
        var page = new PublicPage();
        var texts = PublicPage
            .Descriptor.Fields.InDeclarationOrder()
            .Where(f =>
                f.FieldType == Google.Protobuf.Reflection.FieldType.String && !f.IsRepeated && f.Name is not ("name" or "etag")
            )
            .ToList();
        foreach (var field in texts)
            field.Accessor.SetValue(page, field.Name);
        page.Deciders.Add(new PublicDecider { Title = "t", Description = "d" });

        Assert.Equal(
            texts.Select(f => f.Name).Concat(["t", "d"]).Order(),
            PublicPageRules.TextsOf(page).Select(t => t.Text).Order()
        );
    }
}
