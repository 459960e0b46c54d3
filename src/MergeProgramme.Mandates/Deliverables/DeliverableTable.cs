using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Deliverables;

/// <summary>The SQL on deliverables that several rpcs share.</summary>
internal static class DeliverableTable
{
    /// <summary>One with its items and hand-ins.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Deliverable> GetAsync(Session session, string name)
    {
        var deliverable =
            await session.FindAsync<Deliverable>("SELECT * FROM deliverables WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [deliverable]);
        return deliverable;
    }

    /// <summary>All of a sub-project, or of a programme where <paramref name="subProject"/> is empty; the first due first.</summary>
    public static async Task<IReadOnlyList<Deliverable>> AllAsync(Session session, string programme, string subProject)
    {
        var deliverables = await session.QueryAsync<Deliverable>(
            """
            SELECT * FROM deliverables WHERE programme = @programme AND (@subProject = '' OR sub_project = @subProject)
            ORDER BY sub_project, due_date, name
            """,
            new { programme, subProject }
        );
        await FillAsync(session, deliverables);
        return deliverables;
    }

    /// <summary>Gives deliverables the items that they answer, and their hand-ins.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<Deliverable> deliverables)
    {
        // One parameter for each: the two databases take lists of values in different ways, and limit how many there are.
        const int Most = 1000;
        foreach (var some in deliverables.Chunk(Most))
        {
            var byName = some.ToDictionary(one => one.Name, StringComparer.Ordinal);
            var parameters = some.Index().ToDictionary(one => $"name{one.Index}", one => (object)one.Item.Name);
            var names = string.Join(", ", parameters.Keys.Select(key => $"@{key}"));
            foreach (
                var row in await session.QueryAsync<ItemRow>(
                    $"SELECT * FROM deliverable_answered_items WHERE deliverable IN ({names}) ORDER BY deliverable, position",
                    parameters
                )
            )
                byName[row.Deliverable]
                    .AnsweredItems.Add(
                        new AnsweredItem
                        {
                            Mandate = row.Mandate,
                            Number = row.Number,
                            Text = row.Text,
                        }
                    );
            foreach (
                var row in await session.QueryAsync<HandInRow>(
                    $"SELECT * FROM deliverable_hand_ins WHERE deliverable IN ({names}) ORDER BY deliverable, number",
                    parameters
                )
            )
                byName[row.Deliverable].HandIns.Add(row.ToHandIn());
        }
    }

    /// <summary>Writes a new one; gives it its etag and times.</summary>
    public static async Task InsertAsync(WriteSession session, Deliverable deliverable)
    {
        deliverable.Etag = Etags.New();
        deliverable.CreateTime = deliverable.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO deliverables (name, programme, sub_project, title, description, responsible, responsible_display_name, due_date,
                state, etag, create_time, update_time)
            VALUES (@Name, @Programme, @SubProject, @Title, @Description, @Responsible, @ResponsibleDisplayName, @DueDate,
                @State, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                deliverable.Name,
                Programme = ResourceNames.Programme(deliverable.Name),
                SubProject = ResourceNames.Parent(deliverable.Name),
                deliverable.Title,
                deliverable.Description,
                deliverable.Responsible,
                deliverable.ResponsibleDisplayName,
                deliverable.DueDate,
                deliverable.State,
                deliverable.Etag,
                deliverable.CreateTime,
                deliverable.UpdateTime,
            }
        );
        await InsertItemsAsync(session, deliverable);
    }

    /// <summary>Writes one as it has become; gives it its next etag and time.</summary>
    public static async Task UpdateAsync(WriteSession session, Deliverable deliverable, Deliverable current)
    {
        deliverable.Etag = Etags.New();
        deliverable.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.UpdateAsync(
            """
            UPDATE deliverables SET title = @Title, description = @Description, responsible = @Responsible,
                responsible_display_name = @ResponsibleDisplayName, due_date = @DueDate, state = @State, etag = @Etag,
                update_time = @UpdateTime
            WHERE name = @Name
            """,
            deliverable,
            current.Etag
        );
        if (!deliverable.AnsweredItems.Equals(current.AnsweredItems))
        {
            await session.ExecuteAsync(
                "DELETE FROM deliverable_answered_items WHERE deliverable = @Name",
                new { deliverable.Name }
            );
            await InsertItemsAsync(session, deliverable);
        }
    }

    /// <summary>Writes the newest hand-in, or what was answered to it.</summary>
    public static Task WriteHandInAsync(WriteSession session, Deliverable deliverable)
    {
        var handIn = deliverable.HandIns[^1];
        return session.ExecuteAsync(
            """
            INSERT INTO deliverable_hand_ins (deliverable, number, hand_in_date, reference, note, due_date, verdict, body,
                body_display_name, answer_date, wording, case_number, next_due_date)
            VALUES (@Name, @Number, @HandInDate, @Reference, @Note, @DueDate, @Verdict, @Body,
                @BodyDisplayName, @AnswerDate, @Wording, @CaseNumber, @NextDueDate)
            ON CONFLICT (deliverable, number) DO UPDATE SET verdict = excluded.verdict, body = excluded.body,
                body_display_name = excluded.body_display_name, answer_date = excluded.answer_date, wording = excluded.wording,
                case_number = excluded.case_number, next_due_date = excluded.next_due_date
            """,
            new
            {
                deliverable.Name,
                handIn.Number,
                handIn.HandInDate,
                handIn.Reference,
                handIn.Note,
                handIn.DueDate,
                handIn.Verdict,
                handIn.Body,
                handIn.BodyDisplayName,
                handIn.AnswerDate,
                handIn.Wording,
                handIn.CaseNumber,
                handIn.NextDueDate,
            }
        );
    }

    /// <summary>Deletes one that was only planned.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        await session.ExecuteAsync("DELETE FROM deliverable_answered_items WHERE deliverable = @name", new { name });
        await session.ExecuteAsync("DELETE FROM deliverables WHERE name = @name", new { name });
    }

    /// <summary>
    /// The items of the newest approved document that has such, of each sub-project, or of the one of <paramref name="subProject"/>.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, (string Mandate, IReadOnlyList<DocumentItem> Items)>> NewestItemsAsync(
        Session session,
        string programme,
        string subProject
    )
    {
        var rows = await session.QueryAsync<(string SubProject, string Mandate, string Section, string Text)>(
            """
            SELECT m.sub_project, m.name, s.section, i.text
            FROM section_items i
            JOIN sections s ON s.mandate = i.mandate AND s.section = i.section
            JOIN mandates m ON m.name = i.mandate
            JOIN decisions d ON d.mandate = m.name
            WHERE m.programme = @programme AND (@subProject = '' OR m.sub_project = @subProject) AND d.verdict = @Start
            ORDER BY m.sub_project, m.version DESC, s.position, i.position
            """,
            new
            {
                programme,
                subProject,
                Verdict.Start,
            }
        );
        return rows.GroupBy(row => row.SubProject, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group =>
                {
                    var mandate = group.First().Mandate;
                    IReadOnlyList<DocumentItem> items =
                    [
                        .. group
                            .TakeWhile(row => row.Mandate == mandate)
                            .Select((row, index) => new DocumentItem(index + 1, $"{mandate}/sections/{row.Section}", row.Text)),
                    ];
                    return (mandate, items);
                },
                StringComparer.Ordinal
            );
    }

    /// <summary>Items of a sub-project's newest approved document that no accepted deliverable answers, or not all that answers them.</summary>
    public static async Task<IReadOnlyList<CoveredItem>> OpenItemsAsync(Session session, string subProject)
    {
        var programme = ResourceNames.Programme(subProject);
        var newest = await NewestItemsAsync(session, programme, subProject);
        if (!newest.TryGetValue(subProject, out var document))
            return [];
        var deliverables = await AllAsync(session, programme, subProject);
        // Late or not makes no difference to what is accepted.
        var coverage = CoverageRules.Of(document.Mandate, document.Items, deliverables, DateOnly.MinValue);
        return [.. coverage.Items.Where(item => item.Standing != ItemStanding.Accepted)];
    }

    private static Task InsertItemsAsync(WriteSession session, Deliverable deliverable) =>
        session.ExecuteAsync(
            """
            INSERT INTO deliverable_answered_items (deliverable, position, mandate, number, text)
            VALUES (@Name, @position, @Mandate, @Number, @Text)
            """,
            deliverable.AnsweredItems.Select(
                (item, position) =>
                    new
                    {
                        deliverable.Name,
                        position,
                        item.Mandate,
                        item.Number,
                        item.Text,
                    }
            )
        );

    private sealed class ItemRow
    {
        public string Deliverable { get; set; } = "";
        public string Mandate { get; set; } = "";
        public int Number { get; set; }
        public string Text { get; set; } = "";
    }

    private sealed class HandInRow
    {
        public string Deliverable { get; set; } = "";
        public int Number { get; set; }
        public Google.Type.Date? HandInDate { get; set; }
        public string Reference { get; set; } = "";
        public string Note { get; set; } = "";
        public Google.Type.Date? DueDate { get; set; }
        public DeliverableVerdict Verdict { get; set; }
        public string Body { get; set; } = "";
        public string BodyDisplayName { get; set; } = "";
        public Google.Type.Date? AnswerDate { get; set; }
        public string Wording { get; set; } = "";
        public string CaseNumber { get; set; } = "";
        public Google.Type.Date? NextDueDate { get; set; }

        public HandIn ToHandIn() =>
            new()
            {
                Number = Number,
                HandInDate = HandInDate,
                Reference = Reference,
                Note = Note,
                DueDate = DueDate,
                Verdict = Verdict,
                Body = Body,
                BodyDisplayName = BodyDisplayName,
                AnswerDate = AnswerDate,
                Wording = Wording,
                CaseNumber = CaseNumber,
                NextDueDate = NextDueDate,
            };
    }
}
