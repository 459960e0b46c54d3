using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Ledger;

/// <summary>The SQL that several rpcs on the ledger share.</summary>
internal static class LedgerTable
{
    // No correction is NULL in the table, for the reference, and '' in the message.
    public const string Columns = """
        name, year, tertial, amount, budget_adjustment, case_number, note, COALESCE(corrects, '') AS corrects, budget_function,
        budget_account, municipality, state, creator, creator_display_name, create_time, verifier_display_name, verify_time,
        verify_reason, etag, takes_away
        """;

    // What LedgerRules.Realised and Verified say, in SQL. 1 is ENTERED, 2 VERIFIED.
    private const string Realised = "CASE WHEN e.state = 2 OR (e.state = 1 AND e.takes_away = 0) THEN e.amount ELSE 0 END";
    private const string Verified = "CASE WHEN e.state = 2 THEN e.amount ELSE 0 END";

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<LedgerEntry> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>Null where there is none.</summary>
    public static Task<LedgerEntry?> FindAsync(Session session, string name) =>
        session.FindAsync<LedgerEntry>($"SELECT {Columns} FROM ledger_entries WHERE name = @name", new { name });

    /// <summary>The corrections of an entry, in their order.</summary>
    public static Task<List<LedgerEntry>> CorrectionsAsync(Session session, string corrected) =>
        session.QueryAsync<LedgerEntry>(
            $"SELECT {Columns} FROM ledger_entries WHERE corrects = @corrected ORDER BY position",
            new { corrected }
        );

    /// <summary>Writes a new entry last in the order of its programme.</summary>
    public static Task InsertAsync(WriteSession session, string measure, LedgerEntry entry) =>
        session.ExecuteAsync(
            """
            INSERT INTO ledger_entries (name, programme, position, measure, year, tertial, amount, budget_adjustment, case_number, note,
                corrects, budget_function, budget_account, municipality, takes_away, state, creator, creator_display_name, create_time,
                verifier_display_name, verify_time, verify_reason, etag)
            VALUES (@Name, @programme, (SELECT COALESCE(MAX(position), 0) + 1 FROM ledger_entries WHERE programme = @programme), @measure, @Year,
                @Tertial, @Amount, @BudgetAdjustment, @CaseNumber, @Note, NULLIF(@Corrects, ''), @BudgetFunction, @BudgetAccount,
                @Municipality, @takesAway, @State, @Creator, @CreatorDisplayName, @CreateTime, '', NULL, '', @Etag)
            """,
            new
            {
                entry.Name,
                programme = ResourceNames.Programme(measure),
                measure,
                entry.Year,
                entry.Tertial,
                entry.Amount,
                entry.BudgetAdjustment,
                entry.CaseNumber,
                entry.Note,
                entry.Corrects,
                entry.BudgetFunction,
                entry.BudgetAccount,
                entry.Municipality,
                takesAway = entry.TakesAway ? 1 : 0,
                entry.State,
                entry.Creator,
                entry.CreatorDisplayName,
                entry.CreateTime,
                entry.Etag,
            }
        );

    /// <summary>Writes what finance has answered, with a new etag.</summary>
    public static Task AnswerAsync(WriteSession session, LedgerEntry entry, string currentEtag)
    {
        entry.Etag = Etags.New();
        return session.UpdateAsync(
            """
            UPDATE ledger_entries SET state = @State, verifier_display_name = @VerifierDisplayName, verify_time = @VerifyTime,
                verify_reason = @VerifyReason, etag = @Etag
            WHERE name = @Name
            """,
            entry,
            currentEtag
        );
    }

    /// <summary>What a measure has realised and what of it is verified, by tertial.</summary>
    public static async Task<(Totals Realised, Totals Verified)> TotalsAsync(Session session, string measure)
    {
        var rows = await session.QueryAsync<TertialRow>(
            $"""
            SELECT e.measure, e.year, e.tertial, SUM({Realised}) AS realised, SUM({Verified}) AS verified FROM ledger_entries e
            WHERE e.measure = @measure GROUP BY e.measure, e.year, e.tertial
            """,
            new { measure }
        );
        return Of(rows);
    }

    /// <summary>As <see cref="TotalsAsync"/>, of the measures from one place in the order of a programme to another, in a year or in all.</summary>
    public static async Task<ILookup<string, TertialRow>> OfMeasuresAsync(
        Session session,
        string programme,
        long first,
        long last,
        int year = 0
    ) =>
        (
            await session.QueryAsync<TertialRow>(
                $"""
                SELECT e.measure, e.year, e.tertial, SUM({Realised}) AS realised, SUM({Verified}) AS verified
                FROM ledger_entries e JOIN measures m ON m.name = e.measure
                WHERE m.parent = @programme AND m.position BETWEEN @first AND @last AND (@year = 0 OR e.year = @year)
                GROUP BY e.measure, e.year, e.tertial
                """,
                new
                {
                    programme,
                    first,
                    last,
                    year,
                }
            )
        ).ToLookup(row => row.Measure);

    public static (Totals Realised, Totals Verified) Of(IEnumerable<TertialRow> rows)
    {
        var (realised, verified) = (new Totals(), new Totals());
        foreach (var row in rows)
        {
            realised.Add(MonthOf(row.Year, row.Tertial), Change(row.Realised));
            verified.Add(MonthOf(row.Year, row.Tertial), Change(row.Verified));
        }
        return (realised, verified);
    }

    /// <summary>What changes in the totals when an entry is written or answered.</summary>
    /// <param name="before">Null for a new one.</param>
    public static (Totals Realised, Totals Verified) Difference(LedgerEntry? before, LedgerEntry after)
    {
        var (realised, verified) = (new Totals(), new Totals());
        var month = MonthOf(after.Year, after.Tertial);
        realised.Add(month, Change(LedgerRules.Realised(after) - (before is null ? 0 : LedgerRules.Realised(before))));
        verified.Add(month, Change(LedgerRules.Verified(after) - (before is null ? 0 : LedgerRules.Verified(before))));
        return (realised, verified);
    }

    /// <summary>A budget line as it stands, with all claims on it.</summary>
    public static async Task<ClaimedLine> LineAsync(
        Session session,
        string programme,
        int year,
        string function,
        string account,
        string municipality
    )
    {
        var line = new
        {
            programme,
            year,
            function,
            account,
            municipality,
        };
        var there = await session.FindAsync<long?>($"SELECT amount FROM budget_bases WHERE {BudgetBaseTable.OfLine}", line);
        var claims = await session.QueryAsync<ClaimRow>(
            $"""
            SELECT c.measure, m.title, m.owner, c.claimed, c.verified FROM (
                SELECT e.measure, SUM({Realised}) AS claimed, SUM({Verified}) AS verified FROM ledger_entries e
                WHERE programme = @programme AND {BudgetBaseTable.Line} GROUP BY e.measure
            ) c JOIN measures m ON m.name = c.measure
            ORDER BY m.position
            """,
            line
        );
        return new(
            function,
            account,
            municipality,
            year,
            there,
            [.. claims.Select(c => new LineClaim(c.Measure, c.Title, c.Owner, c.Claimed, c.Verified))]
        );
    }

    private static Month MonthOf(int year, int tertial) => Month.Of(new Tertial(year, tertial).LastDay);

    // It falls in one month and changes nothing after it.
    private static MonthChange Change(long amount) => new(0, 0, 0, amount, 0);

    /// <summary>Sums of a measure in a tertial, in øre.</summary>
    internal sealed class TertialRow
    {
        public string Measure { get; set; } = "";
        public int Year { get; set; }
        public int Tertial { get; set; }
        public long Realised { get; set; }
        public long Verified { get; set; }
    }

    private sealed class ClaimRow
    {
        public string Measure { get; set; } = "";
        public string Title { get; set; } = "";
        public string Owner { get; set; } = "";
        public long Claimed { get; set; }
        public long Verified { get; set; }
    }
}
