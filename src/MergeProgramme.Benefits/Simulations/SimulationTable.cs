using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Simulations;

/// <summary>The SQL that several rpcs on stored simulations share.</summary>
internal static class SimulationTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<SimulationRow> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>Null where there is none.</summary>
    public static Task<SimulationRow?> FindAsync(Session session, string name) =>
        session.FindAsync<SimulationRow>("SELECT * FROM simulations WHERE name = @name", new { name });

    /// <summary>The newest of a scope that is done; null where there is none.</summary>
    public static Task<SimulationRow?> NewestAsync(Session session, string programme, string scope) =>
        session.FindAsync<SimulationRow>(
            """
            SELECT * FROM simulations WHERE programme = @programme AND scope = @scope AND state = @Done
            ORDER BY create_time DESC, name DESC LIMIT 1
            """,
            new
            {
                programme,
                scope,
                SimulationState.Done,
            }
        );

    /// <summary>What was drawn, by the first month of each period.</summary>
    public static async Task<Dictionary<Month, (long P10, long P50, long P90)>> BandAsync(
        Session session,
        string simulation,
        Granularity granularity
    ) =>
        (
            await session.QueryAsync<BandRow>(
                "SELECT month, p10, p50, p90 FROM simulation_bands WHERE simulation = @simulation AND granularity = @granularity",
                new { simulation, granularity }
            )
        ).ToDictionary(row => new Month(row.Month), row => (row.P10, row.P50, row.P90));

    /// <summary>How often the measures of a programme have changed.</summary>
    public static async Task<long> VersionAsync(Session session, string programme) =>
        await session.FindAsync<long?>("SELECT version FROM measure_versions WHERE programme = @programme", new { programme })
        ?? 0;

    /// <summary>Says that measures of a programme have changed: what was drawn before is old.</summary>
    public static Task ChangedAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            """
            INSERT INTO measure_versions (programme, version) VALUES (@programme, 1)
            ON CONFLICT (programme) DO UPDATE SET version = measure_versions.version + 1
            """,
            new { programme }
        );

    /// <summary>Throws a simulation away with what was drawn.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        await session.ExecuteAsync("DELETE FROM simulation_bands WHERE simulation = @name", new { name });
        await session.ExecuteAsync("DELETE FROM simulations WHERE name = @name", new { name });
    }

    private sealed class BandRow
    {
        public int Month { get; set; }
        public long P10 { get; set; }
        public long P50 { get; set; }
        public long P90 { get; set; }
    }
}

/// <summary>A stored simulation as it stands in its table.</summary>
internal sealed class SimulationRow
{
    public string Name { get; set; } = "";
    public string Programme { get; set; } = "";
    public string Scope { get; set; } = "";
    public int Runs { get; set; }
    public int Seed { get; set; }
    public int CorrelationPercent { get; set; }
    public SimulationState State { get; set; }
    public int ProgressPercent { get; set; }
    public int MeasureCount { get; set; }

    /// <summary>Of the measures when it was drawn.</summary>
    public long Version { get; set; }
    public int FirstMonth { get; set; }
    public int LastMonth { get; set; }
    public string CreatorDisplayName { get; set; } = "";
    public long CreateTime { get; set; }
    public long? EndTime { get; set; }

    public SimulationAssumptions Assumptions =>
        new()
        {
            Runs = Runs,
            Seed = Seed,
            CorrelationPercent = CorrelationPercent,
        };

    public Simulation ToMessage() =>
        new()
        {
            Name = Name,
            Scope = Scope,
            Assumptions = Assumptions,
            State = State,
            ProgressPercent = ProgressPercent,
            MeasureCount = MeasureCount,
            CreatorDisplayName = CreatorDisplayName,
            CreateTime = Instants.ToTimestamp(CreateTime),
            EndTime = EndTime is { } end ? Instants.ToTimestamp(end) : null,
        };
}
