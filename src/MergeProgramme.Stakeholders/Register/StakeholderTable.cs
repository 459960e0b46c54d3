using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Register;

/// <summary>The SQL that several rpcs on stakeholders share.</summary>
internal static class StakeholderTable
{
    private static readonly (string Table, string Column)[] Lists =
    [
        ("stakeholder_sub_projects", "sub_project"),
        ("stakeholder_mandates", "mandate"),
    ];

    /// <summary>
    /// Makes whoever else writes of stakeholders wait until this write is committed: nobody is deleted while something comes to name them. In the order of
    /// their names, so that two writes never wait for each other. Call it before reading.
    /// </summary>
    public static async Task LockAsync(WriteSession session, IEnumerable<string> names)
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            await session.HoldAsync("stakeholders", name);
    }

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Stakeholder> GetAsync(Session session, string name)
    {
        var stakeholder =
            await session.FindAsync<Stakeholder>("SELECT * FROM stakeholders WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [stakeholder], "SELECT name FROM stakeholders WHERE name = @name", new { name });
        return stakeholder;
    }

    /// <summary>Fills in the sub-projects and mandates concerned.</summary>
    /// <param name="names">A SELECT of their names.</param>
    public static async Task FillAsync(Session session, IEnumerable<Stakeholder> stakeholders, string names, object parameters)
    {
        var lists = new List<ILookup<string, string>>();
        foreach (var (table, column) in Lists)
            lists.Add(
                (
                    await session.QueryAsync<(string Stakeholder, string Concerned)>(
                        $"SELECT stakeholder, {column} FROM {table} WHERE stakeholder IN ({names}) ORDER BY stakeholder, position",
                        parameters
                    )
                ).ToLookup(c => c.Stakeholder, c => c.Concerned)
            );
        foreach (var stakeholder in stakeholders)
        {
            stakeholder.SubProjects.AddRange(lists[0][stakeholder.Name]);
            stakeholder.Mandates.AddRange(lists[1][stakeholder.Name]);
        }
    }

    /// <summary>Every name in the register of a programme, with what it stands for.</summary>
    public static Task<List<Stakeholder>> AllAsync(Session session, string programme) =>
        session.QueryAsync<Stakeholder>("SELECT * FROM stakeholders WHERE parent = @programme", new { programme });

    /// <summary>Registers a stakeholder, with its event. Its name and etag it gets here.</summary>
    public static async Task InsertAsync(WriteSession session, string programme, string chosenId, Stakeholder stakeholder)
    {
        stakeholder.Name = await NewNames.ChooseAsync(
            session,
            "stakeholders",
            $"{programme}/stakeholders",
            chosenId,
            "stakeholder_id",
            // A person's name would stand in addresses and logs, and people can ask to be forgotten.
            displayName: ""
        );
        stakeholder.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO stakeholders (name, parent, display_name, kind, why, interest, influence, attitude, wanted_attitude,
                expectations, contribution, strategy, contact, etag)
            VALUES (@Name, @programme, @DisplayName, @Kind, @Why, @Interest, @Influence, @Attitude, @WantedAttitude, @Expectations,
                @Contribution, @Strategy, @Contact, @Etag)
            """,
            new
            {
                stakeholder.Name,
                programme,
                stakeholder.DisplayName,
                stakeholder.Kind,
                stakeholder.Why,
                stakeholder.Interest,
                stakeholder.Influence,
                stakeholder.Attitude,
                stakeholder.WantedAttitude,
                stakeholder.Expectations,
                stakeholder.Contribution,
                stakeholder.Strategy,
                stakeholder.Contact,
                stakeholder.Etag,
            }
        );
        await WriteListsAsync(session, stakeholder);
        await KeepAssessmentAsync(session, stakeholder, before: new());
        session.Append("stakeholders.stakeholder.created", stakeholder.Name, stakeholder);
    }

    /// <summary>Keeps how a stakeholder is assessed from today on, where that is another than before.</summary>
    public static async Task KeepAssessmentAsync(WriteSession session, Stakeholder stakeholder, Stakeholder before)
    {
        if (Assessed(stakeholder) == Assessed(before))
            return;
        await session.ExecuteAsync(
            """
            INSERT INTO stakeholder_assessments (stakeholder, start_date, interest, influence, attitude, wanted_attitude)
            VALUES (@Name, @Today, @Interest, @Influence, @Attitude, @WantedAttitude)
            ON CONFLICT (stakeholder, start_date) DO UPDATE SET interest = @Interest, influence = @Influence, attitude = @Attitude,
                wanted_attitude = @WantedAttitude
            """,
            new
            {
                stakeholder.Name,
                Today = NorwegianTime.DateIn(session.Now).ToDate(),
                stakeholder.Interest,
                stakeholder.Influence,
                stakeholder.Attitude,
                stakeholder.WantedAttitude,
            }
        );
    }

    private static (int, int, StakeholderAttitude, StakeholderAttitude) Assessed(Stakeholder stakeholder) =>
        (stakeholder.Interest, stakeholder.Influence, stakeholder.Attitude, stakeholder.WantedAttitude);

    /// <summary>Whether the log, a consultation or the communication plan names a stakeholder.</summary>
    public static async Task<bool> IsNamedAsync(Session session, string name) =>
        await session.FindAsync<string>(
            """
            SELECT stakeholder FROM (
                SELECT stakeholder FROM engagement_stakeholders UNION ALL SELECT stakeholder FROM consultation_stakeholders
                UNION ALL SELECT stakeholder FROM communication_item_stakeholders UNION ALL SELECT stakeholder FROM inputs) n
            WHERE stakeholder = @name LIMIT 1
            """,
            new { name }
        )
            is not null;

    /// <summary>Writes the lists anew: they are short, and their order is the writer's.</summary>
    public static async Task WriteListsAsync(WriteSession session, Stakeholder stakeholder)
    {
        await DeleteListsAsync(session, stakeholder.Name);
        foreach (var ((table, column), concerned) in Lists.Zip([stakeholder.SubProjects, stakeholder.Mandates]))
            await session.ExecuteAsync(
                $"INSERT INTO {table} (stakeholder, position, {column}) VALUES (@Name, @position, @one)",
                concerned.Select(
                    (one, position) =>
                        new
                        {
                            stakeholder.Name,
                            position,
                            one,
                        }
                )
            );
    }

    /// <summary>Takes away the sub-projects and mandates concerned.</summary>
    public static async Task DeleteListsAsync(WriteSession session, string stakeholder)
    {
        foreach (var (table, _) in Lists)
            await session.ExecuteAsync($"DELETE FROM {table} WHERE stakeholder = @stakeholder", new { stakeholder });
    }
}
