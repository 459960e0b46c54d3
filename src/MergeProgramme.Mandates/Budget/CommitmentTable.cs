using Google.Type;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Budget;

/// <summary>The SQL on commitments that several rpcs share.</summary>
internal static class CommitmentTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Commitment> GetAsync(Session session, string name)
    {
        var commitment =
            await session.FindAsync<Commitment>("SELECT * FROM commitments WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [commitment]);
        return commitment;
    }

    /// <summary>The commitment, held against other writers until this write ends.</summary>
    /// <exception cref="Problem">NOT_FOUND; ABORTED where the etag is not its; FAILED_PRECONDITION once nothing of it is bound.</exception>
    public static async Task<Commitment> GetOpenAsync(WriteSession session, string name, string etag)
    {
        await session.HoldAsync("commitments", name);
        var commitment = await GetAsync(session, name);
        Etags.Require(etag, commitment.Etag, name);
        if (commitment.State != CommitmentState.Open)
            throw Problem.Precondition(
                name,
                commitment.State == CommitmentState.Cancelled ? "COMMITMENT_CANCELLED" : "COMMITMENT_DRAWN"
            );
        return commitment;
    }

    /// <summary>Gives commitments their drawdowns, and what follows from them.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<Commitment> commitments)
    {
        foreach (var some in commitments.Chunk(1000))
        {
            var (list, parameters) = Registers.Names.Of(some.Select(one => one.Name));
            var rows = (
                await session.QueryAsync<DrawdownRow>(
                    $"SELECT * FROM commitment_drawdowns WHERE commitment IN ({list}) ORDER BY commitment, number",
                    parameters
                )
            ).ToLookup(row => row.Commitment, StringComparer.Ordinal);
            foreach (var commitment in some)
            {
                commitment.Drawdowns.AddRange(rows[commitment.Name].Select(row => row.ToDrawdown()));
                BudgetRules.Describe(commitment);
            }
        }
    }

    /// <summary>Writes all that may change of it.</summary>
    public static Task UpdateAsync(WriteSession session, Commitment commitment)
    {
        var current = commitment.Etag;
        commitment.Etag = Etags.New();
        BudgetRules.Describe(commitment);
        return session.UpdateAsync(
            FormattableString.Invariant(
                $"""
                UPDATE commitments SET supplier = @Supplier, subject = @Subject, kind = @Kind, amount = @Amount, expected_date = @ExpectedDate,
                    year = {commitment.ExpectedDate.Year}, reference = @Reference, state = @State, drawn_amount = @DrawnAmount,
                    cancel_reason = @CancelReason, etag = @Etag
                WHERE name = @Name
                """
            ),
            commitment,
            current
        );
    }

    private sealed class DrawdownRow
    {
        public string Commitment { get; init; } = "";
        public int Number { get; init; }
        public Date? Date { get; init; }
        public Money? Amount { get; init; }
        public string Voucher { get; init; } = "";

        public Drawdown ToDrawdown() =>
            new()
            {
                Number = Number,
                Date = Date,
                Amount = Amount,
                Voucher = Voucher,
            };
    }
}
