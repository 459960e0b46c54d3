using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>The SQL that several rpcs on measurements share. Each finds its rows by indicator, municipality and period.</summary>
internal static class MeasurementTable
{
    public const string Columns = """
        m.name, m.municipality, m.period_start, m.value, m.source, m.revision, m.state, m.creator, m.creator_display_name, m.create_time,
        m.verifier_display_name, m.verify_time, m.verify_reason, m.etag
        """;

    /// <summary>What counts: of each period the newest revision that is not refused (3).</summary>
    public const string Counts = """
        m.state <> 3 AND NOT EXISTS (
            SELECT 1 FROM measurements n
            WHERE n.indicator = m.indicator AND n.municipality = m.municipality AND n.period_start = m.period_start
              AND n.revision > m.revision AND n.state <> 3
        )
        """;

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Measurement> GetAsync(Session session, string name) =>
        await session.FindAsync<Measurement>($"SELECT {Columns} FROM measurements m WHERE m.name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>The newest period that counts; null where nothing is measured.</summary>
    public static Task<Measurement?> LatestAsync(Session session, string indicator, string municipality) =>
        session.FindAsync<Measurement>(
            $"""
            SELECT {Columns} FROM measurements m
            WHERE m.indicator = @indicator AND m.municipality = @municipality AND m.state <> 3
            ORDER BY m.period_start DESC, m.revision DESC LIMIT 1
            """,
            new { indicator, municipality }
        );

    /// <summary>All revisions of a period, the newest first.</summary>
    public static Task<List<Measurement>> OfPeriodAsync(Session session, string indicator, string municipality, DateOnly start) =>
        session.QueryAsync<Measurement>(
            $"""
            SELECT {Columns} FROM measurements m
            WHERE m.indicator = @indicator AND m.municipality = @municipality AND m.period_start = @start
            ORDER BY m.revision DESC
            """,
            new
            {
                indicator,
                municipality,
                start = MeasuredPeriod.Column(start),
            }
        );

    public static Task InsertAsync(WriteSession session, string indicator, Measurement measurement) =>
        session.ExecuteAsync(
            """
            INSERT INTO measurements (name, indicator, municipality, period_start, revision, value, source, state, creator,
                creator_display_name, create_time, verifier_display_name, verify_time, verify_reason, etag)
            VALUES (@Name, @indicator, @Municipality, @PeriodStart, @Revision, @Value, @Source, @State, @Creator, @CreatorDisplayName,
                @CreateTime, '', NULL, '', @Etag)
            """,
            new
            {
                measurement.Name,
                indicator,
                measurement.Municipality,
                measurement.PeriodStart,
                measurement.Revision,
                measurement.Value,
                measurement.Source,
                measurement.State,
                measurement.Creator,
                measurement.CreatorDisplayName,
                measurement.CreateTime,
                measurement.Etag,
            }
        );

    /// <summary>Says that something is measured for a municipality, and what it is called.</summary>
    /// <param name="displayName">Empty: as it was called before.</param>
    public static Task KeepSeriesAsync(WriteSession session, string indicator, string municipality, string displayName) =>
        session.ExecuteAsync(
            """
            INSERT INTO indicator_series (indicator, municipality, municipality_display_name) VALUES (@indicator, @municipality, @displayName)
            ON CONFLICT (indicator, municipality) DO UPDATE SET municipality_display_name =
                CASE WHEN @displayName = '' THEN indicator_series.municipality_display_name ELSE @displayName END
            """,
            new
            {
                indicator,
                municipality,
                displayName,
            }
        );

    /// <summary>The name of a revision: what it is of, readable.</summary>
    public static string NameOf(string indicator, IndicatorPeriodKind kind, string municipality, DateOnly start, int revision) =>
        $"{indicator}/measurements/{IdOf(kind, municipality, start, revision)}";

    private static string IdOf(IndicatorPeriodKind kind, string municipality, DateOnly start, int revision) =>
        FormattableString.Invariant(
            $"{(municipality.Length == 0 ? "all" : municipality)}-{MeasuredPeriod.Id(kind, start)}-{revision}"
        );
}
