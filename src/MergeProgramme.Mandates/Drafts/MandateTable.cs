using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.Sections;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Drafts;

/// <summary>The SQL that several rpcs on mandates share.</summary>
internal static class MandateTable
{
    private const int MostReads = 5;

    /// <summary>The whole mandate: sections in the reader's language, decision and all.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Mandate> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <inheritdoc cref="GetAsync"/>
    public static async Task<Mandate?> FindAsync(Session session, string name)
    {
        for (var read = 1; ; read++)
        {
            var mandate = await session.FindAsync<Mandate>("SELECT * FROM mandates WHERE name = @name", new { name });
            if (mandate is null)
                return null;
            mandate.Sections.AddRange(await SectionTable.ListAsync(session, name));
            mandate.ChangeRequests.AddRange(await ChangeRequestTable.CarriedOutByAsync(session, name));
            await TemplateTable.DescribeAsync(session, mandate);
            await TemplateTable.DescribeKindsAsync(session, [mandate]);
            if (mandate.State == MandateState.Decided)
                mandate.Decision = await DecisionTable.GetAsync(session, name);
            // Several statements see several moments: what was written in between shows in the etag, and all is read again.
            var etag = await session.FindAsync<string>("SELECT etag FROM mandates WHERE name = @name", new { name });
            if (etag == mandate.Etag || read == MostReads)
                return mandate;
        }
    }

    /// <summary>The whole mandate, held against other writers until this write ends: they wait, and then see what it wrote.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Mandate> GetForWriteAsync(WriteSession session, string name)
    {
        // Changes nothing; PostgreSQL locks the row, SQLite has one writer anyway. A decided one needs no lock, it never changes.
        await session.ExecuteAsync(
            "UPDATE mandates SET etag = etag WHERE name = @name AND state <> @Decided",
            new { name, MandateState.Decided }
        );
        return await GetAsync(session, name);
    }

    /// <summary>All versions of a sub-project, with the verdicts of those decided and without sections.</summary>
    public static async Task<List<Mandate>> OfSubProjectAsync(Session session, string subProject)
    {
        var mandates = await session.QueryAsync<Mandate>(
            "SELECT * FROM mandates WHERE sub_project = @subProject ORDER BY version",
            new { subProject }
        );
        await TemplateTable.DescribeKindsAsync(session, mandates);
        await DecisionTable.FillVerdictsAsync(session, mandates);
        return mandates;
    }

    /// <summary>Writes a new draft with its sections; gives it its etags, times and hash, and the sections what their template says.</summary>
    public static async Task InsertAsync(WriteSession session, Mandate mandate)
    {
        foreach (var section in mandate.Sections)
            section.Etag = Etags.New();
        mandate.Etag = Etags.New();
        mandate.TextHash = CanonicalText.Of(mandate).Hash;
        mandate.CreateTime = mandate.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO mandates (name, programme, sub_project, title, version, template, state, document_date, prepared_by,
                prepared_by_display_name, predecessor, phase_change, change_summary, text_hash, etag, create_time, update_time)
            VALUES (@Name, @Programme, @SubProject, @Title, @Version, @Template, @State, @DocumentDate, @PreparedBy,
                @PreparedByDisplayName, @Predecessor, @PhaseChange, @ChangeSummary, @TextHash, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                mandate.Name,
                Programme = ResourceNames.Programme(mandate.Name),
                SubProject = ResourceNames.Parent(mandate.Name),
                mandate.Title,
                mandate.Version,
                mandate.Template,
                mandate.State,
                mandate.DocumentDate,
                mandate.PreparedBy,
                mandate.PreparedByDisplayName,
                mandate.Predecessor,
                mandate.PhaseChange,
                mandate.ChangeSummary,
                mandate.TextHash,
                mandate.Etag,
                mandate.CreateTime,
                mandate.UpdateTime,
            }
        );
        await SectionTable.InsertAsync(session, mandate);
        await TemplateTable.DescribeAsync(session, mandate);
        await TemplateTable.DescribeKindsAsync(session, [mandate]);
    }

    /// <summary>Writes what stands in the mandate's own row; gives it its next etag, time and hash.</summary>
    public static async Task UpdateAsync(WriteSession session, Mandate mandate, string currentEtag)
    {
        mandate.Etag = Etags.New();
        mandate.UpdateTime = Instants.ToTimestamp(session.Now);
        mandate.TextHash = CanonicalText.Of(mandate).Hash;
        await session.UpdateAsync(
            """
            UPDATE mandates SET title = @Title, state = @State, document_date = @DocumentDate, prepared_by = @PreparedBy,
                prepared_by_display_name = @PreparedByDisplayName, change_summary = @ChangeSummary, text_hash = @TextHash, etag = @Etag, update_time = @UpdateTime,
                submit_time = @SubmitTime
            WHERE name = @Name
            """,
            mandate,
            currentEtag
        );
    }

    /// <summary>Deletes a draft with all that is below it.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        await SectionTable.DeleteAsync(session, name);
        await session.ExecuteAsync("DELETE FROM gate_answers WHERE mandate = @name", new { name });
        await session.ExecuteAsync("DELETE FROM mandates WHERE name = @name", new { name });
    }
}
