using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Mandates.Budget;

/// <summary>The SQL on forecasts that several rpcs share.</summary>
internal static class ForecastTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Forecast> GetAsync(Session session, string name)
    {
        var forecast =
            await session.FindAsync<Forecast>("SELECT * FROM forecasts WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [forecast]);
        return forecast;
    }

    /// <summary>Gives forecasts their statements.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<Forecast> forecasts)
    {
        foreach (var some in forecasts.Chunk(1000))
        {
            var (list, parameters) = Registers.Names.Of(some.Select(one => one.Name));
            var rows = (
                await session.QueryAsync<StatementRow>(
                    $"SELECT * FROM forecast_statements WHERE forecast IN ({list}) ORDER BY forecast, number",
                    parameters
                )
            ).ToLookup(row => row.Forecast, StringComparer.Ordinal);
            foreach (var forecast in some)
                forecast.Statements.AddRange(rows[forecast.Name].Select(row => row.ToStatement()));
        }
    }

    /// <summary>Writes a statement below those that there are, and gives the forecast its amount.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where it is more than the frame and nobody says why.</exception>
    public static async Task StateAsync(WriteSession session, string parent, Forecast forecast, ForecastStatement statement)
    {
        var frame = await BudgetLineTable.FrameAsync(session, parent, forecast.Year, forecast.Kind);
        Violation[] wrong = [.. BudgetRules.Check(statement, frame)];
        if (wrong.Length > 0)
            throw Problem.Invalid(wrong);
        var added = new ForecastStatement
        {
            Number = forecast.Statements.Count + 1,
            Amount = statement.Amount,
            Reason = statement.Reason,
            Explanation = statement.Explanation,
            Frame = frame is { } ore ? Ore.ToMoney(ore) : null,
            Actor = Caller.Current.Id,
            CreateTime = Instants.ToTimestamp(session.Now),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO forecast_statements (forecast, number, amount, reason, explanation, frame, actor, create_time)
            VALUES (@Forecast, @Number, @Amount, @Reason, @Explanation, @Frame, @Actor, @CreateTime)
            """,
            new
            {
                Forecast = forecast.Name,
                added.Number,
                added.Amount,
                added.Reason,
                added.Explanation,
                added.Frame,
                added.Actor,
                added.CreateTime,
            }
        );
        var current = forecast.Etag;
        forecast.Statements.Add(added);
        forecast.Amount = added.Amount;
        forecast.Etag = Etags.New();
        await session.UpdateAsync("UPDATE forecasts SET amount = @Amount, etag = @Etag WHERE name = @Name", forecast, current);
    }

    private sealed class StatementRow
    {
        public string Forecast { get; init; } = "";
        public int Number { get; init; }
        public Money? Amount { get; init; }
        public string Reason { get; init; } = "";
        public string Explanation { get; init; } = "";
        public Money? Frame { get; init; }
        public string Actor { get; init; } = "";
        public Timestamp? CreateTime { get; init; }

        public ForecastStatement ToStatement() =>
            new()
            {
                Number = Number,
                Amount = Amount,
                Reason = Reason,
                Explanation = Explanation,
                Frame = Frame,
                Actor = Actor,
                CreateTime = CreateTime,
            };
    }
}
