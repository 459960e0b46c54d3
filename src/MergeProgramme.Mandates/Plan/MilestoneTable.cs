using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Plan;

/// <summary>The SQL on milestones that several rpcs share.</summary>
internal static class MilestoneTable
{
    /// <summary>The milestone with what comes before it and its baselines.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Milestone> GetAsync(Session session, string name)
    {
        var milestone =
            await session.FindAsync<Milestone>("SELECT * FROM milestones WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [milestone], "name = @name", new { name });
        return milestone;
    }

    /// <summary>The same, held against other writers until this write ends.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Milestone> GetForWriteAsync(WriteSession session, string name)
    {
        await session.HoldAsync("milestones", name);
        return await GetAsync(session, name);
    }

    /// <summary>All milestones of a sub-project, by their last day.</summary>
    public static async Task<List<Milestone>> OfSubProjectAsync(Session session, string subProject)
    {
        var milestones = await session.QueryAsync<Milestone>(
            "SELECT * FROM milestones WHERE sub_project = @subProject ORDER BY planned_end_date, name",
            new { subProject }
        );
        await FillAsync(session, milestones, "sub_project = @subProject", new { subProject });
        return milestones;
    }

    /// <summary>Gives milestones what comes before them and their baselines.</summary>
    /// <param name="which">Condition on the table <c>milestones</c> that takes them all.</param>
    public static async Task FillAsync(
        Session session,
        IReadOnlyCollection<Milestone> milestones,
        string which,
        object parameters
    )
    {
        if (milestones.Count == 0)
            return;
        var before = (
            await session.QueryAsync<PredecessorRow>(
                $"SELECT * FROM milestone_predecessors WHERE milestone IN (SELECT name FROM milestones WHERE {which}) ORDER BY milestone, position",
                parameters
            )
        ).ToLookup(row => row.Milestone, StringComparer.Ordinal);
        var baselines = (
            await session.QueryAsync<BaselineRow>(
                $"SELECT * FROM milestone_baselines WHERE milestone IN (SELECT name FROM milestones WHERE {which}) ORDER BY milestone, position",
                parameters
            )
        ).ToLookup(row => row.Milestone, StringComparer.Ordinal);
        foreach (var milestone in milestones)
        {
            milestone.Predecessors.AddRange(
                before[milestone.Name]
                    .Select(row => new MilestonePredecessor { Predecessor = row.Predecessor, LagDays = row.LagDays })
            );
            milestone.Baselines.AddRange(
                baselines[milestone.Name]
                    .Select(row => new MilestoneBaseline
                    {
                        SourceMandate = row.SourceMandate,
                        StartDate = row.StartDate,
                        EndDate = row.EndDate,
                        AdoptTime = Instants.ToTimestamp(row.AdoptTime),
                    })
            );
        }
    }

    /// <summary>Writes a new milestone; gives it its etag and times.</summary>
    public static async Task InsertAsync(WriteSession session, Milestone milestone)
    {
        milestone.Etag = Etags.New();
        milestone.CreateTime = milestone.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO milestones (name, programme, sub_project, kind, title, decision_point, planned_start_date, planned_end_date, baseline_start_date,
                baseline_end_date, done_date, responsible, source_mandate, source_text, after_vesting, note, etag, create_time, update_time)
            VALUES (@Name, @Programme, @SubProject, @Kind, @Title, @DecisionPoint, @PlannedStartDate, @PlannedEndDate, @BaselineStartDate,
                @BaselineEndDate, @DoneDate, @Responsible, @SourceMandate, @SourceText, @AfterVesting, @Note, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                milestone.Name,
                Programme = ResourceNames.Programme(milestone.Name),
                SubProject = ResourceNames.Parent(milestone.Name),
                milestone.Kind,
                milestone.Title,
                milestone.DecisionPoint,
                milestone.PlannedStartDate,
                milestone.PlannedEndDate,
                milestone.BaselineStartDate,
                milestone.BaselineEndDate,
                milestone.DoneDate,
                milestone.Responsible,
                milestone.SourceMandate,
                milestone.SourceText,
                AfterVesting = milestone.AfterVesting ? 1 : 0,
                milestone.Note,
                milestone.Etag,
                milestone.CreateTime,
                milestone.UpdateTime,
            }
        );
        await InsertPredecessorsAsync(session, milestone);
        await InsertBaselinesAsync(session, milestone, 0);
    }

    /// <summary>Writes what differs from the milestone as it stood; gives it its next etag and time.</summary>
    public static async Task UpdateAsync(WriteSession session, Milestone milestone, Milestone before)
    {
        milestone.Etag = Etags.New();
        milestone.UpdateTime = Instants.ToTimestamp(session.Now);
        var changed = await session.ExecuteAsync(
            """
            UPDATE milestones SET kind = @Kind, title = @Title, decision_point = @DecisionPoint, planned_start_date = @PlannedStartDate,
                planned_end_date = @PlannedEndDate, baseline_start_date = @BaselineStartDate, baseline_end_date = @BaselineEndDate, done_date = @DoneDate,
                responsible = @Responsible, source_mandate = @SourceMandate, source_text = @SourceText, after_vesting = @AfterVesting, note = @Note,
                etag = @Etag, update_time = @UpdateTime
            WHERE name = @Name AND etag = @Current
            """,
            new
            {
                milestone.Name,
                milestone.Kind,
                milestone.Title,
                milestone.DecisionPoint,
                milestone.PlannedStartDate,
                milestone.PlannedEndDate,
                milestone.BaselineStartDate,
                milestone.BaselineEndDate,
                milestone.DoneDate,
                milestone.Responsible,
                milestone.SourceMandate,
                milestone.SourceText,
                AfterVesting = milestone.AfterVesting ? 1 : 0,
                milestone.Note,
                milestone.Etag,
                milestone.UpdateTime,
                Current = before.Etag,
            }
        );
        if (changed == 0)
            throw Problem.Stale(milestone.Name);
        if (!milestone.Predecessors.Equals(before.Predecessors))
        {
            await session.ExecuteAsync("DELETE FROM milestone_predecessors WHERE milestone = @Name", new { milestone.Name });
            await InsertPredecessorsAsync(session, milestone);
        }
        await InsertBaselinesAsync(session, milestone, before.Baselines.Count);
    }

    /// <summary>Deletes a milestone with its links and baselines.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        await session.ExecuteAsync("DELETE FROM milestone_predecessors WHERE milestone = @name", new { name });
        await session.ExecuteAsync("DELETE FROM milestone_baselines WHERE milestone = @name", new { name });
        await session.ExecuteAsync("DELETE FROM milestones WHERE name = @name", new { name });
    }

    /// <summary>The decision point that was planned is done on the day of its decision. BP3 comes again: the first one planned.</summary>
    public static async Task PassAsync(WriteSession session, string subProject, Decision decision)
    {
        var name = await session.FindAsync<string>(
            """
            SELECT name FROM milestones WHERE sub_project = @subProject AND decision_point = @DecisionPoint AND done_date IS NULL
            ORDER BY planned_end_date, name LIMIT 1
            """,
            new { subProject, decision.DecisionPoint }
        );
        if (name is null)
            return;
        var current = await GetForWriteAsync(session, name);
        var milestone = current.Clone();
        milestone.DoneDate = decision.DecisionDate;
        await UpdateAsync(session, milestone, current);
        session.Append("mandates.milestone.completed", name, milestone);
    }

    /// <summary>From here on nobody else changes what must be done before what in the programme until this write ends.</summary>
    public static Task LockAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            "INSERT INTO plan_locks (programme, writes) VALUES (@programme, 1) ON CONFLICT (programme) DO UPDATE SET writes = plan_locks.writes + 1",
            new { programme }
        );

    private static Task InsertPredecessorsAsync(WriteSession session, Milestone milestone) =>
        session.ExecuteAsync(
            "INSERT INTO milestone_predecessors (milestone, position, predecessor, lag_days) VALUES (@Name, @position, @Predecessor, @LagDays)",
            milestone.Predecessors.Select(
                (link, position) =>
                    new
                    {
                        milestone.Name,
                        position,
                        link.Predecessor,
                        link.LagDays,
                    }
            )
        );

    private static Task InsertBaselinesAsync(WriteSession session, Milestone milestone, int from) =>
        session.ExecuteAsync(
            """
            INSERT INTO milestone_baselines (milestone, position, source_mandate, start_date, end_date, adopt_time)
            VALUES (@Name, @position, @SourceMandate, @StartDate, @EndDate, @AdoptTime)
            """,
            milestone
                .Baselines.Select(
                    (baseline, position) =>
                        new
                        {
                            milestone.Name,
                            position,
                            baseline.SourceMandate,
                            baseline.StartDate,
                            baseline.EndDate,
                            baseline.AdoptTime,
                        }
                )
                .Skip(from)
        );

    private sealed class PredecessorRow
    {
        public string Milestone { get; set; } = "";
        public string Predecessor { get; set; } = "";
        public int LagDays { get; set; }
    }

    private sealed class BaselineRow
    {
        public string Milestone { get; set; } = "";
        public string SourceMandate { get; set; } = "";
        public Date? StartDate { get; set; }
        public Date? EndDate { get; set; }
        public long AdoptTime { get; set; }
    }
}
