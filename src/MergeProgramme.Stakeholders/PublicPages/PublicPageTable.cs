using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.PublicPages;

/// <summary>The SQL that several rpcs on public pages share.</summary>
internal static class PublicPageTable
{
    /// <summary>Consultations shown on a page at most.</summary>
    private const int MostConsultations = 100;

    /// <summary>The etag of a page that nobody has written yet.</summary>
    private const string Unwritten = "unwritten";

    /// <summary>The name of a programme's page.</summary>
    public static string NameOf(string programme) => $"{programme}/publicPage";

    /// <summary>The page, empty where nobody has written it yet; and whether somebody has.</summary>
    /// <exception cref="Problem">NOT_FOUND where it is no page's name.</exception>
    public static async Task<(PublicPage Page, bool IsWritten)> GetAsync(Session session, string name)
    {
        if (name != NameOf(ResourceNames.Programme(name)))
            throw Problem.NotFound(name);
        var page = await session.FindAsync<PublicPage>("SELECT * FROM public_pages WHERE name = @name", new { name });
        if (page is null)
            return (new() { Name = name, Etag = Unwritten }, false);
        page.Deciders.AddRange(
            await session.QueryAsync<PublicDecider>(
                "SELECT title, description FROM public_page_deciders WHERE public_page = @name ORDER BY position",
                new { name }
            )
        );
        return (page, true);
    }

    /// <summary>What everybody reads of a page on a day.</summary>
    public static async Task<PublicPageContent> ContentAsync(Session session, PublicPage page, DateOnly today)
    {
        var parameters = new
        {
            Parent = ResourceNames.Programme(page.Name),
            Published = true,
            ConsultationState.Open,
            Today = today.ToDate(),
            MostConsultations,
        };
        const string ForEverybody = """
            SELECT name FROM consultations
            WHERE parent = @Parent AND published = @Published AND state = @Open AND last_date >= @Today
            ORDER BY last_date, name LIMIT @MostConsultations
            """;
        var consultations = await session.QueryAsync<Consultation>(
            $"SELECT * FROM consultations WHERE name IN ({ForEverybody}) ORDER BY last_date, name",
            parameters
        );
        var points = (
            await session.QueryAsync<(string Consultation, string Text)>(
                $"SELECT consultation, text FROM consultation_points WHERE consultation IN ({ForEverybody}) ORDER BY consultation, number",
                parameters
            )
        ).ToLookup(p => p.Consultation, p => p.Text);
        return new()
        {
            Title = page.Title,
            Introduction = page.Introduction,
            Deciders = { page.Deciders },
            Contact = page.Contact,
            ContactEmail = page.ContactEmail,
            ContactPhone = page.ContactPhone,
            ContactAddress = page.ContactAddress,
            Consultations =
            {
                consultations.Select(c => new PublicConsultation
                {
                    Title = c.Title,
                    Introduction = c.Introduction,
                    Points = { points[c.Name] },
                    DocumentUri = c.DocumentUri,
                    OpenDate = c.OpenDate,
                    DeadlineDate = c.DeadlineDate,
                    LastDate = c.LastDate,
                }),
            },
            UpdateTime = page.UpdateTime,
        };
    }

    /// <summary>Writes a page with a new etag and its event.</summary>
    public static async Task<PublicPage> WriteAsync(WriteSession session, PublicPage page, bool isWritten)
    {
        var currentEtag = page.Etag;
        page.Etag = Etags.New();
        page.UpdateTime = Instants.ToTimestamp(session.Now);
        if (isWritten)
        {
            await session.UpdateAsync(
                """
                UPDATE public_pages SET published = @Published, title = @Title, introduction = @Introduction, contact = @Contact,
                    contact_email = @ContactEmail, contact_phone = @ContactPhone, contact_address = @ContactAddress,
                    update_time = @UpdateTime, etag = @Etag
                WHERE name = @Name
                """,
                page,
                currentEtag
            );
        }
        else
        {
            await session.ExecuteAsync(
                """
                INSERT INTO public_pages (name, published, title, introduction, contact, contact_email, contact_phone, contact_address,
                    update_time, etag)
                VALUES (@Name, @Published, @Title, @Introduction, @Contact, @ContactEmail, @ContactPhone, @ContactAddress, @UpdateTime,
                    @Etag)
                """,
                page
            );
        }
        await session.ExecuteAsync("DELETE FROM public_page_deciders WHERE public_page = @Name", page);
        await session.ExecuteAsync(
            "INSERT INTO public_page_deciders (public_page, position, title, description) VALUES (@Name, @position, @Title, @Description)",
            page.Deciders.Select(
                (decider, position) =>
                    new
                    {
                        page.Name,
                        position,
                        decider.Title,
                        decider.Description,
                    }
            )
        );
        session.Append("stakeholders.public-page.updated", page.Name, page);
        return page;
    }
}
