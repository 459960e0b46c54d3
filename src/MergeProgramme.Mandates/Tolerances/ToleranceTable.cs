using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using Date = Google.Type.Date;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>The SQL on tolerances that several rpcs and whoever measures share.</summary>
internal static class ToleranceTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Tolerance> GetAsync(Session session, string name)
    {
        var tolerance =
            await session.FindAsync<Tolerance>("SELECT * FROM tolerances WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [tolerance]);
        return tolerance;
    }

    /// <summary>Those of a programme in these dimensions, held against other writers until this write ends.</summary>
    public static async Task<List<Tolerance>> LockAsync(
        WriteSession session,
        string programme,
        IReadOnlyCollection<ToleranceDimension> dimensions
    )
    {
        var list = string.Join(
            ", ",
            dimensions.Select(d => ((int)d).ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        // Changes nothing; PostgreSQL locks the rows in one order, SQLite has one writer anyway.
        var found = await session.QueryAsync<Tolerance>(
            $"SELECT * FROM tolerances WHERE programme = @programme AND dimension IN ({list}) ORDER BY name",
            new { programme }
        );
        foreach (var one in found)
            await session.HoldAsync("tolerances", one.Name);
        // Once they are held: somebody may have been at them before.
        if (found.Count > 0)
            found = await session.QueryAsync<Tolerance>(
                $"SELECT * FROM tolerances WHERE programme = @programme AND dimension IN ({list}) ORDER BY name",
                new { programme }
            );
        await FillAsync(session, found);
        return found;
    }

    /// <summary>Notes that the tolerances of benefit of a programme are to be measured anew, where it has any.</summary>
    public static Task SetDueAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            """
            INSERT INTO tolerances_due (programme, versions)
            SELECT DISTINCT programme, 1 FROM tolerances WHERE programme = @programme AND dimension = @Benefit
            ON CONFLICT (programme) DO UPDATE SET versions = tolerances_due.versions + 1
            """,
            new { programme, ToleranceDimension.Benefit }
        );

    /// <summary>The sub-projects that have a tolerance of benefit, by programme.</summary>
    public static async Task<ILookup<string, string>> WithBenefitAsync(Session session) =>
        (
            await session.QueryAsync<(string Programme, string SubProject)>(
                "SELECT programme, sub_project FROM tolerances WHERE dimension = @Benefit ORDER BY sub_project",
                new { ToleranceDimension.Benefit }
            )
        ).ToLookup(row => row.Programme, row => row.SubProject, StringComparer.Ordinal);

    /// <summary>Gives tolerances their history, their alarms and what was measured last.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<Tolerance> tolerances)
    {
        foreach (var some in tolerances.Chunk(1000))
        {
            var (list, parameters) = Registers.Names.Of(some.Select(one => one.Name));
            var changes = (
                await session.QueryAsync<ChangeRow>(
                    $"SELECT * FROM tolerance_changes WHERE tolerance IN ({list}) ORDER BY tolerance, number",
                    parameters
                )
            ).ToLookup(row => row.Tolerance, StringComparer.Ordinal);
            var alarms = (
                await session.QueryAsync<AlarmRow>(
                    $"SELECT * FROM tolerance_alarms WHERE tolerance IN ({list}) ORDER BY tolerance, number",
                    parameters
                )
            ).ToLookup(row => row.Tolerance, StringComparer.Ordinal);
            var measured = (
                await session.QueryAsync<MeasureRow>($"SELECT * FROM tolerance_measures WHERE tolerance IN ({list})", parameters)
            ).ToDictionary(row => row.Tolerance, StringComparer.Ordinal);
            foreach (var one in some)
            {
                one.Changes.AddRange(changes[one.Name].Select(row => row.ToChange()));
                one.Alarms.AddRange(alarms[one.Name].Select(row => row.ToAlarm()));
                if (measured.TryGetValue(one.Name, out var last))
                    last.Fill(one);
            }
        }
    }

    /// <summary>Writes a change below those that there are, and gives the tolerance what it sets.</summary>
    /// <exception cref="Problem">ABORTED where another write came between.</exception>
    public static async Task ChangeAsync(WriteSession session, Tolerance tolerance, ToleranceChange change, Body body)
    {
        var added = new ToleranceChange
        {
            Number = tolerance.Changes.Count + 1,
            Unit = change.Unit,
            UpperLimit = change.UpperLimit,
            Reason = change.Reason,
            Body = change.Body,
            BodyDisplayName = body.DisplayName,
            DecisionDate = change.DecisionDate ?? NorwegianTime.DateIn(session.Now).ToDate(),
            CaseNumber = change.CaseNumber,
            Actor = Caller.Current.Id,
            CreateTime = Instants.ToTimestamp(session.Now),
        };
        await session.ExecuteAsync(
            """
            INSERT INTO tolerance_changes (tolerance, number, unit, upper_limit, reason, body, body_display_name, decision_date, case_number,
                actor, create_time)
            VALUES (@Tolerance, @Number, @Unit, @UpperLimit, @Reason, @Body, @BodyDisplayName, @DecisionDate, @CaseNumber, @Actor, @CreateTime)
            """,
            new
            {
                Tolerance = tolerance.Name,
                added.Number,
                added.Unit,
                added.UpperLimit,
                added.Reason,
                added.Body,
                added.BodyDisplayName,
                added.DecisionDate,
                added.CaseNumber,
                added.Actor,
                added.CreateTime,
            }
        );
        var current = tolerance.Etag;
        tolerance.Changes.Add(added);
        (tolerance.Unit, tolerance.UpperLimit, tolerance.Body, tolerance.BodyDisplayName) = (
            added.Unit,
            added.UpperLimit,
            added.Body,
            added.BodyDisplayName
        );
        tolerance.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE tolerances SET unit = @Unit, upper_limit = @UpperLimit, body = @Body, body_display_name = @BodyDisplayName, etag = @Etag
            WHERE name = @Name
            """,
            tolerance,
            current
        );
    }

    /// <summary>Writes what was measured, and raises or ends the alarm that follows from it.</summary>
    /// <returns>The type of the event that tells of it; null where the alarm stays as it is.</returns>
    public static async Task<string?> MeasureAsync(WriteSession session, Tolerance tolerance, Measured measured)
    {
        var now = Instants.ToTimestamp(session.Now);
        tolerance.ClearValue();
        if (measured.Value is { } found)
            tolerance.Value = found;
        (tolerance.Cause, tolerance.MeasureTime) = (measured.Cause, now);
        await session.ExecuteAsync(
            """
            INSERT INTO tolerance_measures (tolerance, value, cause, measure_time) VALUES (@Name, @Value, @Cause, @now)
            ON CONFLICT (tolerance) DO UPDATE SET value = excluded.value, cause = excluded.cause, measure_time = excluded.measure_time
            """,
            new
            {
                tolerance.Name,
                measured.Value,
                measured.Cause,
                now,
            }
        );
        var open = tolerance.Alarms.LastOrDefault(alarm => alarm.EndTime is null);
        switch (ToleranceRules.Step(open is not null, measured.Value, tolerance.UpperLimit))
        {
            case AlarmStep.Raise:
                var alarm = new ToleranceAlarm
                {
                    Number = tolerance.Alarms.Count + 1,
                    RaiseTime = now,
                    Body = tolerance.Body,
                    BodyDisplayName = tolerance.BodyDisplayName,
                    Unit = tolerance.Unit,
                    UpperLimit = tolerance.UpperLimit,
                    Value = measured.Value!.Value,
                    Cause = measured.Cause,
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO tolerance_alarms (tolerance, number, raise_time, body, body_display_name, unit, upper_limit, value, cause, end_time,
                        action, acknowledge_actor, acknowledge_time)
                    VALUES (@Tolerance, @Number, @RaiseTime, @Body, @BodyDisplayName, @Unit, @UpperLimit, @Value, @Cause, NULL, '', '', NULL)
                    """,
                    new
                    {
                        Tolerance = tolerance.Name,
                        alarm.Number,
                        alarm.RaiseTime,
                        alarm.Body,
                        alarm.BodyDisplayName,
                        alarm.Unit,
                        alarm.UpperLimit,
                        alarm.Value,
                        alarm.Cause,
                    }
                );
                tolerance.Alarms.Add(alarm);
                return "mandates.tolerance.exceeded";
            case AlarmStep.End:
                open!.EndTime = now;
                await session.ExecuteAsync(
                    "UPDATE tolerance_alarms SET end_time = @now WHERE tolerance = @Name AND number = @Number",
                    new
                    {
                        now,
                        tolerance.Name,
                        open.Number,
                    }
                );
                return "mandates.tolerance.restored";
            default:
                return null;
        }
    }

    private sealed class ChangeRow
    {
        public string Tolerance { get; init; } = "";
        public int Number { get; init; }
        public ToleranceUnit Unit { get; init; }
        public long UpperLimit { get; init; }
        public string Reason { get; init; } = "";
        public string Body { get; init; } = "";
        public string BodyDisplayName { get; init; } = "";
        public Date? DecisionDate { get; init; }
        public string CaseNumber { get; init; } = "";
        public string Actor { get; init; } = "";
        public Timestamp? CreateTime { get; init; }

        public ToleranceChange ToChange() =>
            new()
            {
                Number = Number,
                Unit = Unit,
                UpperLimit = UpperLimit,
                Reason = Reason,
                Body = Body,
                BodyDisplayName = BodyDisplayName,
                DecisionDate = DecisionDate,
                CaseNumber = CaseNumber,
                Actor = Actor,
                CreateTime = CreateTime,
            };
    }

    private sealed class AlarmRow
    {
        public string Tolerance { get; init; } = "";
        public int Number { get; init; }
        public Timestamp? RaiseTime { get; init; }
        public string Body { get; init; } = "";
        public string BodyDisplayName { get; init; } = "";
        public ToleranceUnit Unit { get; init; }
        public long UpperLimit { get; init; }
        public long Value { get; init; }
        public string Cause { get; init; } = "";
        public Timestamp? EndTime { get; init; }
        public string Action { get; init; } = "";
        public string AcknowledgeActor { get; init; } = "";
        public Timestamp? AcknowledgeTime { get; init; }

        public ToleranceAlarm ToAlarm() =>
            new()
            {
                Number = Number,
                RaiseTime = RaiseTime,
                Body = Body,
                BodyDisplayName = BodyDisplayName,
                Unit = Unit,
                UpperLimit = UpperLimit,
                Value = Value,
                Cause = Cause,
                EndTime = EndTime,
                Action = Action,
                AcknowledgeActor = AcknowledgeActor,
                AcknowledgeTime = AcknowledgeTime,
            };
    }

    private sealed class MeasureRow
    {
        public string Tolerance { get; init; } = "";
        public long? Value { get; init; }
        public string Cause { get; init; } = "";
        public Timestamp? MeasureTime { get; init; }

        public void Fill(Tolerance tolerance)
        {
            if (Value is { } value)
                tolerance.Value = value;
            (tolerance.Cause, tolerance.MeasureTime) = (Cause, MeasureTime);
        }
    }
}
