using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListBudgetLinesResponse> ListBudgetLines(ListBudgetLinesRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await session.QueryAsync<LineRow>(
                    """
                    SELECT l.year, l.budget_function, l.budget_account, l.municipality, COALESCE(b.name, '') AS budget_base
                    FROM (
                        SELECT year, budget_function, budget_account, municipality FROM budget_bases WHERE parent = @Parent
                        UNION
                        SELECT year, budget_function, budget_account, municipality FROM ledger_entries WHERE programme = @Parent
                    ) l
                    LEFT JOIN budget_bases b ON b.parent = @Parent AND b.year = l.year AND b.budget_function = l.budget_function
                        AND b.budget_account = l.budget_account AND b.municipality = l.municipality
                    WHERE (@Year = 0 OR l.year = @Year)
                      AND (@Measure = '' OR EXISTS (SELECT 1 FROM ledger_entries e WHERE e.measure = @Measure AND e.year = l.year
                        AND e.budget_function = l.budget_function AND e.budget_account = l.budget_account AND e.municipality = l.municipality))
                      AND (@ConflictsOnly = 0 OR b.amount < (
                        SELECT SUM(CASE WHEN c.claimed > 0 THEN c.claimed ELSE 0 END) FROM (
                            SELECT SUM(CASE WHEN e.state = 2 OR (e.state = 1 AND e.takes_away = 0) THEN e.amount ELSE 0 END) AS claimed
                            FROM ledger_entries e
                            WHERE e.programme = @Parent AND e.year = l.year AND e.budget_function = l.budget_function
                              AND e.budget_account = l.budget_account AND e.municipality = l.municipality
                            GROUP BY e.measure
                        ) c))
                      AND (-l.year, l.budget_function, l.budget_account, l.municipality)
                        > (@AfterYear, @AfterFunction, @AfterAccount, @AfterMunicipality)
                    ORDER BY -l.year, l.budget_function, l.budget_account, l.municipality LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Year,
                        request.Measure,
                        ConflictsOnly = request.ConflictsOnly ? 1 : 0,
                        AfterYear = page.Number(0, -9999),
                        AfterFunction = page.Key(1),
                        AfterAccount = page.Key(2),
                        AfterMunicipality = page.Key(3),
                        page.Limit,
                    }
                );
                var response = new ListBudgetLinesResponse();
                List<BudgetLine> lines = [];
                foreach (var row in rows)
                    lines.Add(
                        ToBudgetLine(
                            row.BudgetBase,
                            await LedgerTable.LineAsync(
                                session,
                                request.Parent,
                                row.Year,
                                row.BudgetFunction,
                                row.BudgetAccount,
                                row.Municipality
                            )
                        )
                    );
                response.NextPageToken = page.Fill(
                    lines,
                    response.BudgetLines,
                    line =>
                        [
                            (-line.Year).ToString(CultureInfo.InvariantCulture),
                            line.BudgetFunction,
                            line.BudgetAccount,
                            line.Municipality,
                        ]
                );
                return response;
            },
            context.CancellationToken
        );
    }

    private static BudgetLine ToBudgetLine(string budgetBase, ClaimedLine line) =>
        new()
        {
            BudgetFunction = line.Function,
            BudgetAccount = line.Account,
            Municipality = line.Municipality,
            Year = line.Year,
            BudgetBase = budgetBase,
            Amount = line.BaseOre is { } there ? Ore.ToMoney(there) : null,
            Claimed = Ore.ToMoney(line.ClaimedOre),
            Verified = Ore.ToMoney(line.VerifiedOre),
            Excess = Ore.ToMoney(line.ExcessOre),
            Claims =
            {
                line.Claims.Select(c => new BudgetClaim
                {
                    Measure = c.Measure,
                    MeasureTitle = c.Title,
                    Owner = c.Owner,
                    Claimed = Ore.ToMoney(c.ClaimedOre),
                    Verified = Ore.ToMoney(c.VerifiedOre),
                }),
            },
        };

    private sealed class LineRow
    {
        public int Year { get; set; }
        public string BudgetFunction { get; set; } = "";
        public string BudgetAccount { get; set; } = "";
        public string Municipality { get; set; } = "";
        public string BudgetBase { get; set; } = "";
    }
}
