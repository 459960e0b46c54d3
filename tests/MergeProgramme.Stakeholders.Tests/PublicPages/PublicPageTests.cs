using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Stakeholders.Tests.PublicPages;

[Collection("hosts")]
public sealed class PublicPageTests
{
    private const string Name = $"{Office.Programme}/publicPage";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_page_is_written_published_and_taken_back(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var everybody = Everybody(it, transport);
        var empty = await it.Client.GetPublicPageAsync(new() { Name = Name });
        Assert.Equal((Name, false, ""), (empty.Name, empty.Published, empty.Title));
        Assert.Null(empty.UpdateTime);

        var draft = await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written(empty.Etag, published: false) });
        Assert.Equal(draft, await it.Client.GetPublicPageAsync(new() { Name = Name }));
        Assert.Equal("Nye Indre Østfold", (await it.Client.PreviewPublicPageAsync(new() { Name = Name })).Title);
        await HiddenAsync(everybody);

        var published = await it.Client.UpdatePublicPageAsync(
            new()
            {
                PublicPage = new()
                {
                    Name = Name,
                    Published = true,
                    Etag = draft.Etag,
                },
                UpdateMask = new() { Paths = { "published" } },
            }
        );
        var read = await everybody.ReadPublicPageAsync(new() { Name = Name });
        Assert.Equal(await it.Client.PreviewPublicPageAsync(new() { Name = Name }), read);
        Assert.Equal(
            ("Nye Indre Østfold", "Fem kommuner blir én.", "Programkontoret", "post@io.no", "69 68 10 00", "Askim rådhus"),
            (read.Title, read.Introduction, read.Contact, read.ContactEmail, read.ContactPhone, read.ContactAddress)
        );
        Assert.Equal(["Fellesnemnda", "Kommunestyrene"], read.Deciders.Select(d => d.Title));
        Assert.Equal(published.UpdateTime, read.UpdateTime);

        var back = published.Clone();
        back.Published = false;
        await it.Client.UpdatePublicPageAsync(new() { PublicPage = back });
        await HiddenAsync(everybody);
        Assert.Equal(3, (await it.Client.ListEventsAsync(new() { Subject = Name })).Events.Count);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_wrote_on_another_version_is_refused(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var empty = await it.Client.GetPublicPageAsync(new() { Name = Name });
        // Two who begin at once: the second has not seen what the first wrote.
        await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written(empty.Etag) });
        var late = await Assert.ThrowsAsync<RpcException>(async () =>
            await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written(empty.Etag) })
        );
        Assert.Equal(StatusCode.Aborted, late.StatusCode);
        var request = new UpdatePublicPageRequest { PublicPage = Written(""), RequestId = Guid.NewGuid().ToString() };
        Assert.Equal(await it.Client.UpdatePublicPageAsync(request), await it.Client.UpdatePublicPageAsync(request));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Everybody_sees_the_open_consultations_that_are_for_them(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var everybody = Everybody(it, transport);
        await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written("") });
        var closed = await it.OpenedAsync();
        var later = await OpenAsync(it, "Navn på kommunen", 70);
        var sooner = await OpenAsync(it, "Kommunevåpen", 50);
        await it.DraftAsync(60, c => (c.Title, c.Published) = ("Utkast", true));

        var read = await everybody.ReadPublicPageAsync(new() { Name = Name });
        Assert.Equal([sooner.Title, later.Title], read.Consultations.Select(c => c.Title));
        var first = read.Consultations[0];
        Assert.Equal(["Er Askim rett sted?", "Hva mangler?"], first.Points);
        Assert.Equal(
            ("https://io.no/horing", sooner.LastDate, sooner.DeadlineDate, sooner.OpenDate),
            (first.DocumentUri, first.LastDate, first.DeadlineDate, first.OpenDate)
        );
        // Whoever is asked, and what they answered, is nobody's business.
        Assert.DoesNotContain("Sykehuset", read.ToString(), StringComparison.Ordinal);

        // It can be shown and taken away while it is open, and nothing else of it changes.
        closed.Published = true;
        var shown = await it.Client.UpdateConsultationAsync(new() { Consultation = closed });
        Assert.Equal(3, (await everybody.ReadPublicPageAsync(new() { Name = Name })).Consultations.Count);
        shown.Title = "Noe annet";
        Assert.Equal(
            [(shown.Name, "CONSULTATION_OPEN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateConsultationAsync(new() { Consultation = shown })
            )
        );
        // The last day counts; the day after it is over.
        it.Clock.Advance(TimeSpan.FromDays(sooner.LastDate.ToDateOnly()!.Value.DayNumber - it.Today.DayNumber));
        Assert.Equal(3, (await everybody.ReadPublicPageAsync(new() { Name = Name })).Consultations.Count);
        it.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain(
            sooner.Title,
            (await everybody.ReadPublicPageAsync(new() { Name = Name })).Consultations.Select(c => c.Title)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_is_named_to_everybody(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await it.RegisterAsync("Kari Nordmann", StakeholderKind.Person, 3, 3);
        await new OrganisationClient(it.Host.Invoker(transport)).CreatePersonAsync(
            new()
            {
                Parent = Office.Programme,
                Person = new() { DisplayName = "Ola Ås", Email = "ola.as@io.no" },
            }
        );
        var page = Written("");
        page.Introduction = "Ring Ola Ås.";
        page.Deciders[1].Description = "Ledes av Nordmann, Kari.";
        page.ContactEmail = "ola.as@io.no";
        Assert.Equal(
            [
                ("public_page.introduction", "PERSON_PUBLIC"),
                ("public_page.deciders[1].description", "PERSON_PUBLIC"),
                ("public_page.contact_email", "PERSON_PUBLIC"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Client.UpdatePublicPageAsync(new() { PublicPage = page })
            )
        );
        // Whom the programme comes to know afterwards, the office is told of.
        var published = await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written("") });
        await OpenAsync(it, "Høring av Per Moen", 60);
        Assert.Empty((await it.Client.GetPublicPageAsync(new() { Name = Name })).NamedPersons);
        await it.RegisterAsync("Per Moen", StakeholderKind.Person, 1, 1);
        Assert.Equal(["Per Moen"], (await it.Client.GetPublicPageAsync(new() { Name = Name })).NamedPersons);
        page.Etag = published.Etag;
        // Nor does it open what has come to name somebody, for the text stands from then on; nor publish the page with it again.
        var draft = await it.DraftAsync(60, c => (c.Title, c.Published) = ("Høring av Eva Dahl", true));
        await it.RegisterAsync("Eva Dahl", StakeholderKind.Person, 1, 1);
        Assert.Equal(
            [(draft.Name, "PERSON_PUBLIC")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.OpenConsultationAsync(new() { Name = draft.Name })
            )
        );
        Assert.Equal(
            [("public_page.published", "PERSON_IN_CONSULTATION")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Client.UpdatePublicPageAsync(new() { PublicPage = Written(published.Etag) })
            )
        );
        // What is not for everybody may name them.
        page.Published = false;
        await it.Client.UpdatePublicPageAsync(new() { PublicPage = page });
        await it.DraftAsync(60, c => c.Introduction = "Kari Nordmann svarer.");
        Assert.Equal(
            [("consultation.introduction", "PERSON_PUBLIC"), ("consultation.points[0].text", "PERSON_PUBLIC")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () =>
                    it.DraftAsync(
                        60,
                        c =>
                        {
                            (c.Introduction, c.Published) = ("Kari Nordmann svarer.", true);
                            c.Points[0].Text = "Hva mener Ola Ås?";
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_page_that_is_no_programmes_is_not_there(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await HiddenAsync(Everybody(it, transport), "programmes/ingen/publicPage");
        var missing = await Assert.ThrowsAsync<RpcException>(async () =>
            await it.Client.UpdatePublicPageAsync(
                new()
                {
                    PublicPage = new() { Name = "programmes/ingen/publicPage", Title = "Ingen" },
                }
            )
        );
        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
    }

    private static PublicPage Written(string etag, bool published = true) =>
        new()
        {
            Name = Name,
            Published = published,
            Title = "Nye Indre Østfold",
            Introduction = "Fem kommuner blir én.",
            Deciders =
            {
                new PublicDecider { Title = "Fellesnemnda", Description = "Vedtar det som binder den nye kommunen." },
                new PublicDecider { Title = "Kommunestyrene" },
            },
            Contact = "Programkontoret",
            ContactEmail = "post@io.no",
            ContactPhone = "69 68 10 00",
            ContactAddress = "Askim rådhus",
            Etag = etag,
        };

    private static async Task<Consultation> OpenAsync(Office it, string title, int deadline)
    {
        var draft = await it.DraftAsync(
            deadline,
            c => (c.Title, c.Published, c.DocumentUri) = (title, true, "https://io.no/horing")
        );
        return await it.Client.OpenConsultationAsync(new() { Name = draft.Name, Etag = draft.Etag });
    }

    private static async Task HiddenAsync(Client everybody, string name = Name)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await everybody.ReadPublicPageAsync(new() { Name = name })
        );
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    // Without anybody signed in.
    private static Client Everybody(Office it, Transport transport) => new(it.Host.InvokerAsCaller(transport));
}
