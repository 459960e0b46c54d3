using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>The SQL that several rpcs on indicators share.</summary>
internal static class IndicatorTable
{
    // No benefit is NULL in the table, for the reference, and '' in the message.
    public const string Columns = """
        name, title, code, unit, decimals, direction, period_kind, kind, COALESCE(benefit, '') AS benefit, owner, description, municipality,
        baseline_value, baseline_date, baseline_source, target_value, target_date, per_inhabitant_factor, create_time, etag
        """;

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Indicator> GetAsync(Session session, string name) =>
        await session.FindAsync<Indicator>($"SELECT {Columns} FROM indicators WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>All of a programme.</summary>
    public static Task<List<Indicator>> AllAsync(Session session, string programme) =>
        session.QueryAsync<Indicator>($"SELECT {Columns} FROM indicators WHERE parent = @programme", new { programme });

    /// <summary>Writes a new indicator.</summary>
    public static async Task InsertAsync(WriteSession session, string parent, Indicator indicator)
    {
        await RequireFreeAsync(session, parent, indicator);
        await session.ExecuteAsync(
            """
            INSERT INTO indicators (name, parent, title, code, code_key, unit, decimals, direction, period_kind, kind, benefit,
                owner, description, municipality, baseline_value, baseline_date, baseline_source, target_value, target_date,
                per_inhabitant_factor, writes, create_time, etag)
            VALUES (@Name, @parent, @Title, @Code, @codeKey,
                @Unit, @Decimals, @Direction, @PeriodKind, @Kind, NULLIF(@Benefit, ''), @Owner, @Description, @Municipality,
                @BaselineValue, @BaselineDate, @BaselineSource, @TargetValue, @TargetDate, @PerInhabitantFactor, 0, @CreateTime, @Etag)
            """,
            Parameters(parent, indicator)
        );
    }

    /// <summary>Writes a changed indicator with a new etag.</summary>
    public static async Task UpdateAsync(WriteSession session, string parent, Indicator indicator, string currentEtag)
    {
        await RequireFreeAsync(session, parent, indicator);
        indicator.Etag = Etags.New();
        if (
            await session.ExecuteAsync(
                """
                UPDATE indicators SET title = @Title, code = @Code, code_key = @codeKey, unit = @Unit, decimals = @Decimals,
                    direction = @Direction, period_kind = @PeriodKind, kind = @Kind, benefit = NULLIF(@Benefit, ''), owner = @Owner,
                    description = @Description, municipality = @Municipality, baseline_value = @BaselineValue,
                    baseline_date = @BaselineDate, baseline_source = @BaselineSource, target_value = @TargetValue,
                    target_date = @TargetDate, per_inhabitant_factor = @PerInhabitantFactor, etag = @Etag
                WHERE name = @Name AND etag = @currentEtag
                """,
                Parameters(parent, indicator, currentEtag)
            ) == 0
        )
            throw Problem.Stale(indicator.Name);
    }

    /// <summary>Makes whoever else measures the same indicator wait until this write is committed.</summary>
    public static Task LockAsync(WriteSession session, string indicator) =>
        session.ExecuteAsync("UPDATE indicators SET writes = writes + 1 WHERE name = @indicator", new { indicator });

    /// <summary>Whether anything has been measured, refused values among it.</summary>
    public static async Task<bool> IsMeasuredAsync(Session session, string indicator) =>
        await session.FindAsync<string>(
            "SELECT municipality FROM indicator_series WHERE indicator = @indicator LIMIT 1",
            new { indicator }
        )
            is not null;

    /// <summary>How codes are compared: whatever their case.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Refuses an indicator that points to a benefit that does not exist.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireBenefitAsync(Session session, string benefit)
    {
        if (
            benefit.Length > 0
            && await session.FindAsync<string>("SELECT name FROM benefits WHERE name = @benefit", new { benefit }) is null
        )
            throw Problem.Invalid("indicator.benefit", "NOT_FOUND", benefit);
    }

    // The indexes say it too, where two come at once.
    private static async Task RequireFreeAsync(Session session, string parent, Indicator indicator)
    {
        if (
            indicator.Code.Length > 0
            && await session.FindAsync<string>(
                "SELECT title FROM indicators WHERE parent = @parent AND code_key = @key AND code_key <> '' AND name <> @Name",
                new
                {
                    parent,
                    key = KeyOf(indicator.Code),
                    indicator.Name,
                }
            )
                is { } other
        )
            throw Problem.Taken("indicator.code", "INDICATOR_CODE_TAKEN", indicator.Code, other);
        if (
            indicator.Kind == IndicatorKind.Inhabitants
            && await session.FindAsync<string>(
                "SELECT title FROM indicators WHERE parent = @parent AND kind = 2 AND name <> @Name",
                new { parent, indicator.Name }
            )
                is { } there
        )
            throw Problem.Taken("indicator.kind", "INHABITANTS_THERE", there);
    }

    private static object Parameters(string parent, Indicator indicator, string currentEtag = "") =>
        new
        {
            parent,
            currentEtag,
            codeKey = KeyOf(indicator.Code),
            indicator.Name,
            indicator.Title,
            indicator.Code,
            indicator.Unit,
            indicator.Decimals,
            indicator.Direction,
            indicator.PeriodKind,
            indicator.Kind,
            indicator.Benefit,
            indicator.Owner,
            indicator.Description,
            indicator.Municipality,
            indicator.BaselineValue,
            indicator.BaselineDate,
            indicator.BaselineSource,
            indicator.TargetValue,
            indicator.TargetDate,
            indicator.PerInhabitantFactor,
            indicator.CreateTime,
            indicator.Etag,
        };
}
