using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Ledger;

/// <summary>The SQL that several rpcs on budget bases share.</summary>
internal static class BudgetBaseTable
{
    /// <summary>Columns of the table, as the message has them.</summary>
    public const string Columns = "name, budget_function, budget_account, municipality, year, amount, source, create_time, etag";

    /// <summary>The base of a line in a year.</summary>
    public const string OfLine = $"parent = @programme AND {Line}";

    /// <summary>A line of a year in bases and entries alike.</summary>
    public const string Line =
        "year = @year AND budget_function = @function AND budget_account = @account AND municipality = @municipality";

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<BudgetBase> GetAsync(Session session, string name) =>
        await session.FindAsync<BudgetBase>($"SELECT {Columns} FROM budget_bases WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>Makes whoever else verifies on the line wait until this write is done.</summary>
    public static Task LockAsync(
        WriteSession session,
        string programme,
        int year,
        string function,
        string account,
        string municipality
    ) =>
        session.ExecuteAsync(
            $"UPDATE budget_bases SET writes = writes + 1 WHERE {OfLine}",
            new
            {
                programme,
                year,
                function,
                account,
                municipality,
            }
        );
}
