using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Simulations;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Measures;

/// <summary>The SQL that several rpcs on measures share.</summary>
internal static class MeasureTable
{
    // No benefit is NULL in the table, for the reference, and '' in the message.
    public const string Columns = """
        name, title, description, COALESCE(benefit, '') AS benefit, sub_project, unit, municipality, position_percent,
        budget_function, budget_account, prerequisites, deciding_body, owner, decision_date, lead_months_min, lead_months_max,
        lag_months_min, lag_months_max, ramp_months, effect_low, effect_likely, effect_high, probability_percent, state,
        decision_case_number, revision_reason, create_time, etag
        """;

    /// <summary>With its costs.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Measure> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>With its costs; null where there is none.</summary>
    public static async Task<Measure?> FindAsync(Session session, string name)
    {
        var measure = await session.FindAsync<Measure>($"SELECT {Columns} FROM measures WHERE name = @name", new { name });
        if (measure is not null)
            await AddCostsAsync(session, [measure]);
        return measure;
    }

    /// <summary>All measures that add to a scope and are not given up, with their costs, in their order.</summary>
    /// <param name="scope">Programme, goal, benefit, measure, sub-project or unit.</param>
    public static async Task<List<Measure>> InScopeAsync(Session session, string scope)
    {
        var measures = await session.QueryAsync<Measure>(
            $"""
            SELECT {Columns} FROM measures
            WHERE state <> @Dropped AND parent = @programme
              AND (parent = @scope OR name = @scope OR benefit = @scope OR sub_project = @scope OR unit = @scope
                OR benefit IN (SELECT b.name FROM benefits b WHERE b.goal = @scope))
            ORDER BY position, name
            """,
            new
            {
                scope,
                programme = ResourceNames.Programme(scope),
                MeasureState.Dropped,
            }
        );
        await AddCostsAsync(session, measures);
        return measures;
    }

    /// <summary>The measures from one place in the order of a programme to another, with their costs.</summary>
    public static async Task<List<Measure>> BetweenAsync(Session session, string programme, long first, long last)
    {
        var measures = await session.QueryAsync<Measure>(
            $"SELECT {Columns} FROM measures WHERE parent = @programme AND position BETWEEN @first AND @last ORDER BY position",
            new
            {
                programme,
                first,
                last,
            }
        );
        await AddCostsAsync(session, measures);
        return measures;
    }

    /// <summary>How many measures add to a scope and are not given up.</summary>
    /// <param name="scope">Programme, goal, benefit, sub-project or unit.</param>
    /// <param name="most">Counts no further: whether there are more than some is known long before fifty thousand are counted.</param>
    public static async Task<int> CountInScopeAsync(Session session, string scope, int most = int.MaxValue) =>
        (int)
            await session.FindAsync<long>(
                $"""
                SELECT COUNT(*) FROM (
                    SELECT 1 AS one FROM measures
                    WHERE state <> @Dropped AND parent = @programme
                    {(
                    scope == ResourceNames.Programme(scope)
                        ? ""
                        : """
                          AND (benefit = @scope OR sub_project = @scope OR unit = @scope
                            OR benefit IN (SELECT b.name FROM benefits b WHERE b.goal = @scope))
                          """
                )}
                    LIMIT @most
                ) counted
                """,
                new
                {
                    scope,
                    programme = ResourceNames.Programme(scope),
                    MeasureState.Dropped,
                    most,
                }
            );

    /// <summary>Fills in the costs of measures of one programme.</summary>
    public static async Task AddCostsAsync(Session session, IReadOnlyCollection<Measure> measures)
    {
        if (measures.Count == 0)
            return;
        // One measure alone is asked for by its name; many by where they stand, in one question.
        var one = measures.Count == 1 ? measures.First().Name : "";
        var costs = await session.QueryAsync<CostRow>(
            one.Length > 0
                ? "SELECT * FROM measure_costs WHERE measure = @one ORDER BY position"
                : """
                SELECT c.* FROM measure_costs c JOIN measures m ON m.name = c.measure WHERE m.parent = @parent
                ORDER BY c.measure, c.position
                """,
            new { one, parent = ResourceNames.Programme(measures.First().Name) }
        );
        var byMeasure = costs.ToLookup(c => c.Measure);
        foreach (var measure in measures)
            measure.Costs.Add(
                byMeasure[measure.Name]
                    .Select(c => new MeasureCost
                    {
                        Text = c.Text,
                        Amount = c.Amount,
                        StartDate = c.StartDate,
                        EndDate = c.EndDate,
                    })
            );
    }

    /// <summary>Writes a new measure last in the order of its programme, with what it adds to the totals.</summary>
    public static async Task InsertAsync(WriteSession session, string parent, Measure measure)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO measures (name, parent, position, title, description, benefit, sub_project, unit, municipality,
                position_percent, budget_function, budget_account, prerequisites, deciding_body, owner, decision_date,
                lead_months_min, lead_months_max, lag_months_min, lag_months_max, ramp_months, effect_low, effect_likely, effect_high,
                probability_percent, state, decision_case_number, revision_reason, create_time, etag)
            VALUES (@Name, @parent, (SELECT COALESCE(MAX(position), 0) + 1 FROM measures WHERE parent = @parent), @Title, @Description,
                NULLIF(@Benefit, ''), @SubProject, @Unit, @Municipality, @PositionPercent, @BudgetFunction, @BudgetAccount,
                @Prerequisites, @DecidingBody, @Owner, @DecisionDate, @LeadMonthsMin, @LeadMonthsMax, @LagMonthsMin, @LagMonthsMax,
                @RampMonths, @EffectLow, @EffectLikely, @EffectHigh, @ProbabilityPercent, @State, @DecisionCaseNumber,
                @RevisionReason, @CreateTime, @Etag)
            """,
            new
            {
                measure.Name,
                parent,
                measure.Title,
                measure.Description,
                measure.Benefit,
                measure.SubProject,
                measure.Unit,
                measure.Municipality,
                measure.PositionPercent,
                measure.BudgetFunction,
                measure.BudgetAccount,
                measure.Prerequisites,
                measure.DecidingBody,
                measure.Owner,
                measure.DecisionDate,
                measure.LeadMonthsMin,
                measure.LeadMonthsMax,
                measure.LagMonthsMin,
                measure.LagMonthsMax,
                measure.RampMonths,
                measure.EffectLow,
                measure.EffectLikely,
                measure.EffectHigh,
                measure.ProbabilityPercent,
                measure.State,
                measure.DecisionCaseNumber,
                measure.RevisionReason,
                measure.CreateTime,
                measure.Etag,
            }
        );
        await InsertCostsAsync(session, measure);
        await KeptTotals.ReplaceAsync(session, null, await ContributionAsync(session, measure));
        await SimulationTable.ChangedAsync(session, parent);
    }

    /// <summary>Writes a changed measure with a new etag, and what it adds to the totals now.</summary>
    public static async Task UpdateAsync(WriteSession session, Measure current, Measure next)
    {
        var before = await ContributionAsync(session, current);
        next.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE measures SET title = @Title, description = @Description, benefit = NULLIF(@Benefit, ''), sub_project = @SubProject,
                unit = @Unit, municipality = @Municipality, position_percent = @PositionPercent, budget_function = @BudgetFunction,
                budget_account = @BudgetAccount, prerequisites = @Prerequisites, deciding_body = @DecidingBody, owner = @Owner,
                decision_date = @DecisionDate, lead_months_min = @LeadMonthsMin, lead_months_max = @LeadMonthsMax,
                lag_months_min = @LagMonthsMin, lag_months_max = @LagMonthsMax, ramp_months = @RampMonths, effect_low = @EffectLow,
                effect_likely = @EffectLikely, effect_high = @EffectHigh, probability_percent = @ProbabilityPercent, state = @State,
                decision_case_number = @DecisionCaseNumber, revision_reason = @RevisionReason, etag = @Etag
            WHERE name = @Name
            """,
            next,
            current.Etag
        );
        await session.ExecuteAsync("DELETE FROM measure_costs WHERE measure = @Name", new { next.Name });
        await InsertCostsAsync(session, next);
        if (current.State == MeasureState.Proposed && next.State == MeasureState.Decided)
            await KeptTotals.WritePlanAsync(session, next.Name, MeasureProfile.Expected(next));
        await KeptTotals.ReplaceAsync(session, before, await ContributionAsync(session, next));
        await SimulationTable.ChangedAsync(session, ResourceNames.Programme(next.Name));
    }

    /// <summary>Takes a measure away with what it added.</summary>
    public static async Task DeleteAsync(WriteSession session, Measure measure)
    {
        await KeptTotals.ReplaceAsync(session, await ContributionAsync(session, measure), null);
        await session.ExecuteAsync("DELETE FROM measure_costs WHERE measure = @Name", new { measure.Name });
        await session.ExecuteAsync("DELETE FROM measures WHERE name = @Name", new { measure.Name });
        await SimulationTable.ChangedAsync(session, ResourceNames.Programme(measure.Name));
    }

    /// <summary>What a measure adds to: the programme, and the goal, benefit, sub-project and unit where there are such.</summary>
    public static async Task<IReadOnlyList<string>> ScopesAsync(Session session, Measure measure)
    {
        var goal =
            measure.Benefit.Length == 0
                ? null
                : await session.FindAsync<string>("SELECT goal FROM benefits WHERE name = @Benefit", new { measure.Benefit });
        return
        [
            .. new[]
            {
                ResourceNames.Programme(measure.Name),
                goal ?? "",
                measure.Benefit,
                measure.SubProject,
                measure.Unit,
            }.Where(scope => scope.Length > 0),
        ];
    }

    private static async Task<Contribution> ContributionAsync(Session session, Measure measure)
    {
        var (realised, verified) = await LedgerTable.TotalsAsync(session, measure.Name);
        return new(
            await ScopesAsync(session, measure),
            await KeptTotals.ReadPlanAsync(session, measure.Name),
            MeasureProfile.Expected(measure),
            realised,
            verified
        );
    }

    private static async Task InsertCostsAsync(WriteSession session, Measure measure)
    {
        foreach (var (position, cost) in measure.Costs.Index())
            await session.ExecuteAsync(
                """
                INSERT INTO measure_costs (measure, position, text, amount, start_date, end_date)
                VALUES (@Name, @position, @Text, @Amount, @StartDate, @EndDate)
                """,
                new
                {
                    measure.Name,
                    position,
                    cost.Text,
                    cost.Amount,
                    cost.StartDate,
                    cost.EndDate,
                }
            );
    }

    private sealed class CostRow
    {
        public string Measure { get; set; } = "";
        public string Text { get; set; } = "";
        public Google.Type.Money Amount { get; set; } = new();
        public Google.Type.Date StartDate { get; set; } = new();
        public Google.Type.Date EndDate { get; set; } = new();
    }
}
