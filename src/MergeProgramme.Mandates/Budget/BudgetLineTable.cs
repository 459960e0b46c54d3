using Google.Type;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Mandates.Budget;

/// <summary>The SQL on frames that several rpcs share.</summary>
internal static class BudgetLineTable
{
    /// <summary>Makes this write wait for others on the budget of a programme, and those that follow for it.</summary>
    public static Task LockAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            "INSERT INTO budget_locks (programme, writes) VALUES (@programme, 1) ON CONFLICT (programme) DO UPDATE SET writes = budget_locks.writes + 1",
            new { programme }
        );

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<BudgetLine> GetAsync(Session session, string name)
    {
        var line =
            await session.FindAsync<BudgetLine>("SELECT * FROM budget_lines WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [line]);
        return line;
    }

    /// <summary>All of a sub-project, or of the programme itself.</summary>
    public static async Task<List<BudgetLine>> OfAsync(Session session, string parent)
    {
        var lines = await session.QueryAsync<BudgetLine>("SELECT * FROM budget_lines WHERE parent = @parent", new { parent });
        await FillAsync(session, lines);
        return lines;
    }

    /// <summary>Gives lines their history.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<BudgetLine> lines)
    {
        foreach (var some in lines.Chunk(1000))
        {
            var (list, parameters) = Registers.Names.Of(some.Select(line => line.Name));
            var rows = (
                await session.QueryAsync<ChangeRow>(
                    $"SELECT * FROM budget_line_changes WHERE budget_line IN ({list}) ORDER BY budget_line, number",
                    parameters
                )
            ).ToLookup(row => row.BudgetLine, StringComparer.Ordinal);
            foreach (var line in some)
                line.Changes.AddRange(rows[line.Name].Select(row => row.ToChange()));
        }
    }

    /// <summary>Writes a new line, without its history.</summary>
    /// <exception cref="Problem">ALREADY_EXISTS where the place has one of that year, tertial and kind.</exception>
    public static async Task InsertAsync(WriteSession session, string parent, BudgetLine line)
    {
        line.Name = $"{parent}/budgetLines/{BudgetRules.LineId(line.Year, line.Tertial, line.Kind)}";
        line.Etag = Etags.New();
        line.CreateTime = Instants.ToTimestamp(session.Now);
        var written = await session.ExecuteAsync(
            """
            INSERT INTO budget_lines (name, programme, parent, year, tertial, kind, frame, mandate, etag, create_time)
            VALUES (@Name, @Programme, @Parent, @Year, @Tertial, @Kind, NULL, '', @Etag, @CreateTime) ON CONFLICT (name) DO NOTHING
            """,
            new
            {
                line.Name,
                Programme = ResourceNames.Programme(line.Name),
                Parent = parent,
                line.Year,
                line.Tertial,
                line.Kind,
                line.Etag,
                line.CreateTime,
            }
        );
        if (written == 0)
            throw Problem.AlreadyExists("budget_line.kind", line.Name);
    }

    /// <summary>Gives a line another frame, and its history one more.</summary>
    public static async Task ChangeAsync(WriteSession session, BudgetLine line, FrameChange change)
    {
        var added = new FrameChange
        {
            Number = line.Changes.Count + 1,
            FromAmount = line.Frame,
            ToAmount = change.ToAmount,
            Reason = change.Reason,
            CaseNumber = change.CaseNumber,
            DecisionDate = change.DecisionDate ?? NorwegianTime.DateIn(session.Now).ToDate(),
            Mandate = change.Mandate,
            Actor = Caller.Current.Id,
            CreateTime = Instants.ToTimestamp(session.Now),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO budget_line_changes (budget_line, number, from_amount, to_amount, reason, case_number, decision_date, mandate, actor,
                create_time)
            VALUES (@BudgetLine, @Number, @FromAmount, @ToAmount, @Reason, @CaseNumber, @DecisionDate, @Mandate, @Actor, @CreateTime)
            """,
            new
            {
                BudgetLine = line.Name,
                added.Number,
                added.FromAmount,
                added.ToAmount,
                added.Reason,
                added.CaseNumber,
                added.DecisionDate,
                added.Mandate,
                added.Actor,
                added.CreateTime,
            }
        );
        var current = line.Etag;
        line.Changes.Add(added);
        line.Frame = added.ToAmount;
        line.Etag = Etags.New();
        if (change.Mandate.Length > 0)
            line.Mandate = change.Mandate;
        await session.UpdateAsync(
            "UPDATE budget_lines SET frame = @Frame, mandate = @Mandate, etag = @Etag WHERE name = @Name",
            line,
            current
        );
    }

    /// <summary>The frame of a kind in a year, all tertials and the year added up, in øre; null where none is set.</summary>
    public static Task<long?> FrameAsync(Session session, string parent, int year, CostKind kind) =>
        session.FindAsync<long?>(
            "SELECT CAST(SUM(frame) AS BIGINT) FROM budget_lines WHERE parent = @parent AND year = @year AND kind = @kind",
            new
            {
                parent,
                year,
                kind,
            }
        );

    private sealed class ChangeRow
    {
        public string BudgetLine { get; init; } = "";
        public int Number { get; init; }
        public Money? FromAmount { get; init; }
        public Money? ToAmount { get; init; }
        public string Reason { get; init; } = "";
        public string CaseNumber { get; init; } = "";
        public Google.Type.Date? DecisionDate { get; init; }
        public string Mandate { get; init; } = "";
        public string Actor { get; init; } = "";
        public Timestamp? CreateTime { get; init; }

        public FrameChange ToChange() =>
            new()
            {
                Number = Number,
                FromAmount = FromAmount,
                ToAmount = ToAmount,
                Reason = Reason,
                CaseNumber = CaseNumber,
                DecisionDate = DecisionDate,
                Mandate = Mandate,
                Actor = Actor,
                CreateTime = CreateTime,
            };
    }
}
