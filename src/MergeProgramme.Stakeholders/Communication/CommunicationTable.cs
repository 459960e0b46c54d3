using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Communication;

/// <summary>The SQL that several rpcs on the communication plan share.</summary>
internal static class CommunicationTable
{
    private sealed class RecordRow
    {
        public string CommunicationItem { get; set; } = "";
        public Google.Type.Date DueDate { get; set; } = new();
        public OccurrenceState State { get; set; }
        public Google.Type.Date? DoneDate { get; set; }
        public string Note { get; set; } = "";
    }

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<CommunicationItem> GetAsync(Session session, string name)
    {
        var item =
            await session.FindAsync<CommunicationItem>("SELECT * FROM communication_items WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [item], "SELECT name FROM communication_items WHERE name = @name", new { name });
        return item;
    }

    /// <summary>Fills in the audience.</summary>
    /// <param name="names">A SELECT of their names.</param>
    public static async Task FillAsync(Session session, IEnumerable<CommunicationItem> items, string names, object parameters)
    {
        var stakeholders = await StakeholderLists.OfCommunication.OfAsync(session, names, parameters);
        foreach (var item in items)
            item.Stakeholders.AddRange(stakeholders[item.Name]);
    }

    /// <summary>All items of a programme, by title.</summary>
    public static async Task<List<CommunicationItem>> AllAsync(Session session, string programme)
    {
        var items = await session.QueryAsync<CommunicationItem>(
            "SELECT * FROM communication_items WHERE parent = @programme ORDER BY title, name",
            new { programme }
        );
        await FillAsync(session, items, "SELECT name FROM communication_items WHERE parent = @programme", new { programme });
        return items;
    }

    /// <summary>What is to come, or is overdue, for calendars.</summary>
    /// <param name="title">What the calendar is called.</param>
    public static async Task<ExportCommunicationCalendarResponse> CalendarAsync(
        Session session,
        string programme,
        string title,
        TimeProvider time
    ) =>
        PlanCalendar.Of(
            programme,
            title,
            (await OccurrencesAsync(session, programme, await AllAsync(session, programme), time.Today())).Where(o =>
                o.State is OccurrenceState.Planned or OccurrenceState.Overdue
            ),
            time.GetUtcNow()
        );

    /// <summary>Every time that the items fall due or were done, by due date: what was said of a day that the plan no longer has stays.</summary>
    public static async Task<List<CommunicationOccurrence>> OccurrencesAsync(
        Session session,
        string programme,
        IReadOnlyCollection<CommunicationItem> items,
        DateOnly today
    )
    {
        var records = (
            await session.QueryAsync<RecordRow>(
                """
                SELECT r.* FROM communication_records r JOIN communication_items i ON i.name = r.communication_item
                WHERE i.parent = @programme
                """,
                new { programme }
            )
        ).ToLookup(r => r.CommunicationItem);
        return
        [
            .. items
                .SelectMany(item =>
                {
                    var said = records[item.Name].ToDictionary(r => r.DueDate.ToDateOnly()!.Value);
                    return Schedule
                        .Of(item)
                        .Union(said.Keys)
                        .Select(due =>
                        {
                            var record = said.GetValueOrDefault(due);
                            return new CommunicationOccurrence
                            {
                                CommunicationItem = item.Name,
                                DueDate = due.ToDate(),
                                State = record?.State ?? Schedule.StateOf(due, today),
                                DoneDate = record?.DoneDate,
                                Note = record?.Note ?? "",
                                Title = item.Title,
                                Channel = item.Channel,
                                Responsible = item.Responsible,
                                Stakeholders = { item.Stakeholders },
                                SubProject = item.SubProject,
                                Message = item.Message,
                            };
                        });
                })
                .OrderBy(o => o.DueDate.ToDateOnly())
                .ThenBy(o => o.Title, StringComparer.Ordinal)
                .ThenBy(o => o.CommunicationItem, StringComparer.Ordinal),
        ];
    }
}
