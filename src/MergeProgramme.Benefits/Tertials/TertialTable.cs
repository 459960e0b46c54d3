using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Tertials;

/// <summary>The SQL that several rpcs on tertials share.</summary>
internal static class TertialTable
{
    private const string Due = "m.state = @Decided AND m.decision_date <= @LastDay";

    // Entries that finance has refused are none.
    private const string Entered = """
        EXISTS (
            SELECT 1 FROM ledger_entries e
            WHERE e.measure = m.name AND e.year = @Year AND e.tertial = @Number AND e.state <> @Refused
        )
        """;

    // Who said that nothing was gained, and then entered something, has not reported.
    private const string Reported = $"""
        EXISTS (SELECT 1 FROM tertial_reports r WHERE r.name = m.name || @Suffix AND (r.nothing_gained = 0 OR NOT {Entered}))
        """;

    private const string ReportColumns = "name, nothing_gained, comment, reporter_display_name, report_time, etag";

    /// <summary>The tertial that a name ends in.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static Tertial Of(string name) => TertialRules.OfId(ResourceNames.Id(name)) ?? throw Problem.NotFound(name);

    public static string NameOf(string programme, Tertial tertial) => $"{programme}/ledgerTertials/{TertialRules.IdOf(tertial)}";

    /// <summary>Makes whoever else enters, reports or closes in the programme wait until this write is done.</summary>
    public static Task LockAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            """
            INSERT INTO tertial_locks (programme, writes) VALUES (@programme, 1)
            ON CONFLICT (programme) DO UPDATE SET writes = tertial_locks.writes + 1
            """,
            new { programme }
        );

    /// <summary>The last tertial that is closed; null where none is.</summary>
    public static async Task<Tertial?> ClosedAsync(Session session, string programme) =>
        await session.FindAsync<KeyRow>(
            "SELECT year, tertial FROM tertial_closings WHERE programme = @programme ORDER BY year DESC, tertial DESC LIMIT 1",
            new { programme }
        )
            is { } row
            ? new Tertial(row.Year, row.Tertial)
            : null;

    /// <summary>The first tertial in which a measure was decided, or one was closed; null where there is neither.</summary>
    public static async Task<Tertial?> FirstAsync(Session session, string programme)
    {
        var decided = await session.FindAsync<Measure>(
            """
            SELECT m.decision_date FROM measures m
            WHERE m.parent = @programme AND EXISTS (SELECT 1 FROM measure_plans p WHERE p.measure = m.name)
            ORDER BY m.decision_date LIMIT 1
            """,
            new { programme }
        );
        var closed = await session.FindAsync<KeyRow>(
            "SELECT year, tertial FROM tertial_closings WHERE programme = @programme ORDER BY year, tertial LIMIT 1",
            new { programme }
        );
        Tertial? first = decided?.DecisionDate.ToDateOnly() is { } day ? Tertial.Of(day) : null;
        return closed is null ? first
            : first is { } earlier && earlier < new Tertial(closed.Year, closed.Tertial) ? earlier
            : new Tertial(closed.Year, closed.Tertial);
    }

    /// <summary>As it was when it was closed, else as it stands.</summary>
    /// <param name="closed">The last that is closed; null where none is.</param>
    public static async Task<LedgerTertial> ReadAsync(
        Session session,
        string programme,
        Tertial tertial,
        Tertial? closed,
        DateOnly today
    )
    {
        var standing = new LedgerTertial
        {
            Name = NameOf(programme, tertial),
            StartDate = tertial.FirstDay.ToDate(),
            EndDate = tertial.LastDay.ToDate(),
            State =
                closed is { } last && tertial <= last ? LedgerTertialState.Closed
                : tertial.LastDay < today ? LedgerTertialState.Open
                : LedgerTertialState.Running,
        };
        // The first to be closed can be any: the accounts begin with it.
        standing.NextToClose =
            standing.State == LedgerTertialState.Open && (closed is not { } before || tertial == before.Plus(1));
        var closing =
            standing.State == LedgerTertialState.Closed
                ? await session.FindAsync<ClosingRow>("SELECT * FROM tertial_closings WHERE name = @Name", new { standing.Name })
                : null;
        if (closing is not null)
        {
            standing.Figures = closing.Figures;
            (standing.DueCount, standing.ReportedCount, standing.Reason) = (
                closing.DueCount,
                closing.ReportedCount,
                closing.Reason
            );
            standing.CloserDisplayName = closing.CloserDisplayName;
            standing.CloseTime = Instants.ToTimestamp(closing.CloseTime);
            return standing;
        }
        standing.Figures = await FiguresAsync(session, programme, tertial);
        var parameters = Parameters(programme, tertial);
        standing.DueCount = (int)
            await session.FindAsync<long>($"SELECT COUNT(*) FROM measures m WHERE m.parent = @Programme AND {Due}", parameters);
        standing.ReportedCount = (int)
            await session.FindAsync<long>(
                $"SELECT COUNT(*) FROM measures m WHERE m.parent = @Programme AND {Due} AND {Reported}",
                parameters
            );
        standing.UnansweredCount = (int)
            await session.FindAsync<long>(
                """
                SELECT COUNT(*) FROM ledger_entries
                WHERE programme = @Programme AND state = @Waiting AND (year < @Year OR (year = @Year AND tertial <= @Number))
                """,
                parameters
            );
        return standing;
    }

    /// <summary>How measures stand in a tertial that is open, in their order.</summary>
    /// <param name="measure">Only this one; all where it is empty.</param>
    /// <param name="after">Place of the last measure that was read.</param>
    public static async Task<List<(long Position, LedgerTertialRow Row)>> OpenRowsAsync(
        Session session,
        string programme,
        Tertial tertial,
        bool unreportedOnly,
        string measure,
        long after,
        int limit
    )
    {
        var parameters = Parameters(programme, tertial, measure, after, limit);
        var chosen = $"""
            m.parent = @Programme AND (@Measure = '' OR m.name = @Measure) AND {(
                unreportedOnly ? $"{Due} AND NOT {Reported}" : $"(({Due}) OR {Entered})"
            )}
            """;
        var places = await session.QueryAsync<long>(
            $"SELECT m.position FROM measures m WHERE {chosen} AND m.position > @After ORDER BY m.position LIMIT @Limit",
            parameters
        );
        if (places.Count == 0)
            return [];
        var between = Parameters(programme, tertial, measure, places[0], 0, places[^1]);
        var measures = await session.QueryAsync<Measure>(
            $"""
            SELECT {MeasureTable.Columns} FROM measures m
            WHERE {chosen} AND m.position BETWEEN @After AND @Last ORDER BY m.position
            """,
            between
        );
        var plans = await KeptTotals.ReadPlansAsync(session, programme, places[0], places[^1]);
        var entries = await LedgerTable.OfMeasuresAsync(session, programme, places[0], places[^1], tertial.Year);
        var reports = (
            await session.QueryAsync<TertialReport>(
                $"""
                SELECT r.name, r.nothing_gained, r.comment, r.reporter_display_name, r.report_time, r.etag
                FROM tertial_reports r JOIN measures m ON r.name = m.name || @Suffix
                WHERE {chosen} AND {Reported} AND m.position BETWEEN @After AND @Last
                """,
                between
            )
        ).ToDictionary(r => ResourceNames.Parent(r.Name));
        var waiting = (
            await session.QueryAsync<CountRow>(
                """
                SELECT e.measure, COUNT(*) AS count FROM ledger_entries e JOIN measures m ON m.name = e.measure
                WHERE m.parent = @Programme AND m.position BETWEEN @After AND @Last
                  AND e.year = @Year AND e.tertial = @Number AND e.state = @Waiting
                GROUP BY e.measure
                """,
                between
            )
        ).ToDictionary(r => r.Measure, r => (int)r.Count);
        return [.. measures.Zip(places).Select(m => (m.Second, Row(m.First)))];

        LedgerTertialRow Row(Measure one)
        {
            var (realised, verified) = LedgerTable.Of(entries[one.Name].Where(e => e.Tertial == tertial.Number));
            return new()
            {
                Measure = one.Name,
                MeasureTitle = one.Title,
                Owner = one.Owner,
                Figures = FiguresOf(tertial, plans(one.Name), MeasureProfile.Expected(one), realised, verified),
                Due = TertialRules.IsDue(one, tertial),
                Report = reports.GetValueOrDefault(one.Name),
                UnansweredCount = waiting.GetValueOrDefault(one.Name),
            };
        }
    }

    /// <summary>How measures stood when a tertial was closed, in their order.</summary>
    public static async Task<List<(long Position, LedgerTertialRow Row)>> ClosedRowsAsync(
        Session session,
        string closing,
        bool unreportedOnly,
        string measure,
        long after,
        int limit
    )
    {
        var rows = await session.QueryAsync<ClosedRow>(
            """
            SELECT position, measure, measure_title, owner, planned, expected, realised, verified, due, report FROM tertial_rows
            WHERE closing = @closing AND position > @after AND (@measure = '' OR measure = @measure)
              AND (@open = 0 OR (due = 1 AND report = ''))
            ORDER BY position LIMIT @limit
            """,
            new
            {
                closing,
                measure,
                after,
                limit,
                open = unreportedOnly ? 1 : 0,
            }
        );
        var reports = (
            await session.QueryAsync<TertialReport>(
                """
                SELECT r.name, r.nothing_gained, r.comment, r.reporter_display_name, r.report_time, r.etag
                FROM tertial_reports r JOIN tertial_rows c ON c.report = r.name
                WHERE c.closing = @closing AND c.position BETWEEN @First AND @Last
                """,
                new
                {
                    closing,
                    First = rows.Count == 0 ? 0 : rows[0].Position,
                    Last = rows.Count == 0 ? 0 : rows[^1].Position,
                }
            )
        ).ToDictionary(r => r.Name);
        return
        [
            .. rows.Select(r =>
                (
                    r.Position,
                    new LedgerTertialRow
                    {
                        Measure = r.Measure,
                        MeasureTitle = r.MeasureTitle,
                        Owner = r.Owner,
                        Figures = r.Figures,
                        Due = r.Due != 0,
                        Report = reports.GetValueOrDefault(r.Report),
                    }
                )
            ),
        ];
    }

    /// <summary>Writes that a tertial is closed, with its figures.</summary>
    /// <param name="rows">How many rows it will have.</param>
    public static Task InsertClosingAsync(
        WriteSession session,
        string programme,
        Tertial tertial,
        LedgerTertial closing,
        string closer,
        int rows
    ) =>
        session.ExecuteAsync(
            """
            INSERT INTO tertial_closings (name, programme, year, tertial, planned, expected, realised, verified, due_count, reported_count,
                row_count, reason, closer, closer_display_name, close_time)
            VALUES (@Name, @programme, @Year, @Number, @Planned, @Expected, @Realised, @Verified, @DueCount, @ReportedCount, @rows, @Reason,
                @closer, @CloserDisplayName, @CloseTime)
            """,
            new
            {
                closing.Name,
                programme,
                tertial.Year,
                tertial.Number,
                closing.Figures.Planned,
                closing.Figures.Expected,
                closing.Figures.Realised,
                closing.Figures.Verified,
                closing.DueCount,
                closing.ReportedCount,
                rows,
                closing.Reason,
                closer,
                closing.CloserDisplayName,
                closing.CloseTime,
            }
        );

    /// <summary>Writes how each measure stood when a tertial was closed.</summary>
    public static async Task InsertRowsAsync(WriteSession session, string closing, IReadOnlyList<LedgerTertialRow> rows)
    {
        foreach (var (index, row) in rows.Index())
            await session.ExecuteAsync(
                """
                INSERT INTO tertial_rows (closing, position, measure, measure_title, owner, planned, expected, realised, verified, due, report)
                VALUES (@closing, @position, @Measure, @MeasureTitle, @Owner, @Planned, @Expected, @Realised, @Verified, @due, @report)
                """,
                new
                {
                    closing,
                    position = index + 1,
                    row.Measure,
                    row.MeasureTitle,
                    row.Owner,
                    row.Figures.Planned,
                    row.Figures.Expected,
                    row.Figures.Realised,
                    row.Figures.Verified,
                    due = row.Due ? 1 : 0,
                    report = row.Report?.Name ?? "",
                }
            );
    }

    /// <summary>Null where the owner has not reported.</summary>
    public static Task<TertialReport?> FindReportAsync(Session session, string name) =>
        session.FindAsync<TertialReport>($"SELECT {ReportColumns} FROM tertial_reports WHERE name = @name", new { name });

    /// <summary>Entries of a measure in a tertial, refused ones left out: how many, and what they come to in øre.</summary>
    public static async Task<(int Count, long Realised)> EnteredAsync(Session session, string measure, Tertial tertial)
    {
        var entries = await session.QueryAsync<LedgerEntry>(
            $"""
            SELECT {LedgerTable.Columns} FROM ledger_entries
            WHERE measure = @measure AND year = @Year AND tertial = @Number AND state <> @Refused
            """,
            new
            {
                measure,
                tertial.Year,
                tertial.Number,
                LedgerEntryState.Refused,
            }
        );
        return (entries.Count, entries.Sum(LedgerRules.Realised));
    }

    private static async Task<LedgerFigures> FiguresAsync(Session session, string programme, Tertial tertial) =>
        FiguresOf(
            tertial,
            await KeptTotals.ReadAsync(session, programme, Basis.Planned),
            await KeptTotals.ReadAsync(session, programme, Basis.Expected),
            await KeptTotals.ReadAsync(session, programme, Basis.Realised),
            await KeptTotals.ReadAsync(session, programme, Basis.Verified)
        );

    private static LedgerFigures FiguresOf(Tertial tertial, Totals planned, Totals expected, Totals realised, Totals verified)
    {
        Google.Type.Money Of(Totals totals) => Ore.ToMoney(EffectIn(totals, tertial));
        return new()
        {
            Planned = Of(planned),
            Expected = Of(expected),
            Realised = Of(realised),
            Verified = Of(verified),
        };
    }

    /// <summary>The effect that falls in a tertial, in øre.</summary>
    public static long EffectIn(Totals totals, Tertial tertial) =>
        totals.By([new Period(Month.Of(tertial.FirstDay), Month.Of(tertial.LastDay))]).Sum(p => p.Effect);

    private static object Parameters(
        string programme,
        Tertial tertial,
        string measure = "",
        long after = 0,
        int limit = 0,
        long last = 0
    ) =>
        new
        {
            Programme = programme,
            Measure = measure,
            tertial.Year,
            tertial.Number,
            LastDay = tertial.LastDay.ToDate(),
            Suffix = $"/tertialReports/{TertialRules.IdOf(tertial)}",
            MeasureState.Decided,
            Waiting = LedgerEntryState.Entered,
            LedgerEntryState.Refused,
            After = after,
            Last = last,
            Limit = limit,
        };

    private sealed class KeyRow
    {
        public int Year { get; set; }
        public int Tertial { get; set; }
    }

    private sealed class CountRow
    {
        public string Measure { get; set; } = "";
        public long Count { get; set; }
    }

    private abstract class FigureRow
    {
        public long Planned { get; set; }
        public long Expected { get; set; }
        public long Realised { get; set; }
        public long Verified { get; set; }

        public LedgerFigures Figures =>
            new()
            {
                Planned = Ore.ToMoney(Planned),
                Expected = Ore.ToMoney(Expected),
                Realised = Ore.ToMoney(Realised),
                Verified = Ore.ToMoney(Verified),
            };
    }

    private sealed class ClosingRow : FigureRow
    {
        public int DueCount { get; set; }
        public int ReportedCount { get; set; }
        public string Reason { get; set; } = "";
        public string CloserDisplayName { get; set; } = "";
        public long CloseTime { get; set; }
    }

    private sealed class ClosedRow : FigureRow
    {
        public long Position { get; set; }
        public string Measure { get; set; } = "";
        public string MeasureTitle { get; set; } = "";
        public string Owner { get; set; } = "";
        public int Due { get; set; }
        public string Report { get; set; } = "";
    }
}
