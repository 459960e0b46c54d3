using System.Globalization;
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

    /// <summary>What is there of the periods that a sheet has values of.</summary>
    public static async Task<Dictionary<(string Indicator, string Municipality, DateOnly Start), KnownPeriod>> KnownAsync(
        Session session,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyList<SheetValue> values
    )
    {
        Dictionary<(string, string, DateOnly), KnownPeriod> known = [];
        var spans = values
            .GroupBy(v => v.Indicator.Name)
            .ToDictionary(
                g => g.Key,
                g =>
                    (
                        First: g.Min(v => v.Start),
                        Last: g.Max(v => v.Start),
                        Least: g.Select(v => v.Municipality).Min(StringComparer.Ordinal)!,
                        Most: g.Select(v => v.Municipality).Max(StringComparer.Ordinal)!
                    )
            );
        foreach (var indicator in indicators)
        {
            var (first, last, least, most) = spans[indicator.Name];
            var rows = await session.QueryAsync<KnownRow>(
                """
                SELECT municipality, period_start, revision, value, state FROM measurements
                WHERE indicator = @Name AND municipality >= @least AND municipality <= @most
                  AND period_start >= @first AND period_start <= @last
                ORDER BY municipality, period_start, revision
                """,
                new
                {
                    indicator.Name,
                    least,
                    most,
                    first = MeasuredPeriod.Column(first),
                    last = MeasuredPeriod.Column(last),
                }
            );
            foreach (var row in rows)
            {
                var key = (indicator.Name, row.Municipality, MeasuredPeriod.Parse(row.PeriodStart));
                if (!known.TryGetValue(key, out var there))
                    known[key] = there = new();
                there.Revision = row.Revision;
                if (row.State == MeasurementState.Refused)
                    (there.Refused ??= []).Add(row.Value);
                else
                    there.Counting = row.Value;
            }
        }
        return known;
    }

    /// <summary>Writes what an import has read.</summary>
    public static Task InsertAsync(WriteSession session, IEnumerable<ImportedRow> rows, MeasurementImport import)
    {
        var time = Instants.ToMicroseconds(import.Common.CreateTime);
        return session.InsertRowsAsync(
            "measurements",
            [
                "name",
                "indicator",
                "municipality",
                "period_start",
                "revision",
                "value",
                "source",
                "state",
                "creator",
                "creator_display_name",
                "create_time",
                "verifier_display_name",
                "verify_time",
                "verify_reason",
                "etag",
                "measurement_import",
            ],
            rows.Select(r =>
                new object?[]
                {
                    r.Name,
                    r.Indicator,
                    r.Municipality,
                    r.PeriodStart,
                    r.Revision,
                    r.Value,
                    r.Source,
                    (int)import.Common.State,
                    import.Common.Creator,
                    import.Common.CreatorDisplayName,
                    time,
                    "",
                    null,
                    "",
                    Etags.New(),
                    import.Name,
                }
            )
        );
    }

    /// <summary>As <see cref="KeepSeriesAsync(WriteSession, string, string, string)"/>, of all series of an import that are new or get a name.</summary>
    public static async Task KeepSeriesAsync(
        WriteSession session,
        IReadOnlyList<Indicator> indicators,
        IReadOnlyList<ImportedRow> rows,
        IReadOnlyDictionary<string, string> names
    )
    {
        var series = rows.Select(r => (r.Indicator, r.Municipality)).ToHashSet();
        foreach (var indicator in indicators)
        {
            var known = (
                await session.QueryAsync<IndicatorSeries>(
                    "SELECT municipality, municipality_display_name FROM indicator_series WHERE indicator = @Name",
                    new { indicator.Name }
                )
            ).ToDictionary(s => s.Municipality, s => s.MunicipalityDisplayName);
            foreach (var (_, municipality) in series.Where(s => s.Indicator == indicator.Name))
            {
                var name = names.GetValueOrDefault(municipality, "");
                if (!known.TryGetValue(municipality, out var before) || (name.Length > 0 && name != before))
                    await KeepSeriesAsync(session, indicator.Name, municipality, name);
            }
        }
    }

    /// <summary>The name of a revision: what it is of, readable.</summary>
    public static string NameOf(string indicator, IndicatorPeriodKind kind, string municipality, DateOnly start, int revision) =>
        $"{indicator}/measurements/{IdOf(kind, municipality, start, revision)}";

    private static string IdOf(IndicatorPeriodKind kind, string municipality, DateOnly start, int revision) =>
        FormattableString.Invariant(
            $"{(municipality.Length == 0 ? "all" : municipality)}-{MeasuredPeriod.Id(kind, start)}-{revision}"
        );

    /// <summary>A measurement that an import writes, as its columns have it.</summary>
    internal sealed record ImportedRow(
        string Name,
        string Indicator,
        string Municipality,
        string PeriodStart,
        int Revision,
        long Value,
        string Source
    )
    {
        /// <summary>Those that are hashed: what nobody changes.</summary>
        public static IReadOnlyList<string> Columns { get; } =
        ["name", "indicator", "municipality", "period_start", "revision", "value", "source"];

        public IReadOnlyList<string> Values =>
            [
                Name,
                Indicator,
                Municipality,
                PeriodStart,
                Revision.ToString(CultureInfo.InvariantCulture),
                Value.ToString(CultureInfo.InvariantCulture),
                Source,
            ];
    }

    private sealed class KnownRow
    {
        public string Municipality { get; set; } = "";
        public string PeriodStart { get; set; } = "";
        public int Revision { get; set; }
        public long Value { get; set; }
        public MeasurementState State { get; set; }
    }
}
