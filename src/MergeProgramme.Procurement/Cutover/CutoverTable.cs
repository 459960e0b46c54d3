using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cutover;

/// <summary>The SQL that several rpcs on cut-over plans share.</summary>
internal static class CutoverTable
{
    private sealed class StepRow
    {
        public string CutoverPlan { get; set; } = "";
        public CutoverStepKind Kind { get; set; }
        public string Title { get; set; } = "";
        public Google.Type.Date? StartDate { get; set; }
        public Google.Type.Date? EndDate { get; set; }
        public string Responsible { get; set; } = "";
        public CutoverStepState State { get; set; }
    }

    private sealed class CheckRow
    {
        public string CutoverPlan { get; set; } = "";
        public int Number { get; set; }
        public string Text { get; set; } = "";
        public CutoverAnswer Answer { get; set; }
        public string Comment { get; set; } = "";
        public string Answerer { get; set; } = "";
        public string AnswererDisplayName { get; set; } = "";
        public Google.Protobuf.WellKnownTypes.Timestamp? AnswerTime { get; set; }
    }

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<CutoverPlan> GetAsync(Session session, string name)
    {
        var plan =
            await session.FindAsync<CutoverPlan>("SELECT * FROM cutover_plans WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [plan], "cutover_plan = @name", new { name });
        return plan;
    }

    /// <summary>Fills in steps and checks.</summary>
    /// <param name="where">Which of their rows may belong to the plans.</param>
    public static async Task FillAsync(Session session, IReadOnlyCollection<CutoverPlan> plans, string where, object parameters)
    {
        var steps = (
            await session.QueryAsync<StepRow>(
                $"SELECT * FROM cutover_plan_steps WHERE {where} ORDER BY cutover_plan, position",
                parameters
            )
        ).ToLookup(s => s.CutoverPlan);
        var checks = (
            await session.QueryAsync<CheckRow>(
                $"SELECT * FROM cutover_plan_checks WHERE {where} ORDER BY cutover_plan, position",
                parameters
            )
        ).ToLookup(c => c.CutoverPlan);
        foreach (var plan in plans)
        {
            plan.Steps.AddRange(
                steps[plan.Name]
                    .Select(s => new CutoverStep
                    {
                        Kind = s.Kind,
                        Title = s.Title,
                        StartDate = s.StartDate,
                        EndDate = s.EndDate,
                        Responsible = s.Responsible,
                        State = s.State,
                    })
            );
            plan.Checks.AddRange(
                checks[plan.Name]
                    .Select(c => new CutoverCheck
                    {
                        Number = c.Number,
                        Text = c.Text,
                        Answer = c.Answer,
                        Comment = c.Comment,
                        Answerer = c.Answerer,
                        AnswererDisplayName = c.AnswererDisplayName,
                        AnswerTime = c.AnswerTime,
                    })
            );
        }
    }

    /// <summary>Refuses a plan whose function or system is not there.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireAsync(WriteSession session, string programme, CutoverPlan plan)
    {
        List<Violation> wrong = [.. CutoverRules.Check(programme, plan)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        if (
            await session.FindAsync<string>(
                "SELECT name FROM service_functions WHERE name = @ServiceFunction",
                new { plan.ServiceFunction }
            )
            is null
        )
            throw Problem.Invalid("cutover_plan.service_function", "NOT_FOUND", plan.ServiceFunction);
        if (plan.LegacySystem.Length == 0)
            return;
        var system =
            await session.FindAsync<LegacySystem>(
                "SELECT * FROM legacy_systems WHERE name = @LegacySystem",
                new { plan.LegacySystem }
            ) ?? throw Problem.Invalid("cutover_plan.legacy_system", "NOT_FOUND", plan.LegacySystem);
        if (system.ServiceFunction != plan.ServiceFunction || system.Municipality != plan.Municipality)
            throw Problem.Invalid("cutover_plan.legacy_system", "SYSTEM_OF_ANOTHER", system.Title);
    }

    /// <summary>Writes a new plan, with its event.</summary>
    /// <param name="plan">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, CutoverPlan plan)
    {
        plan.CreateTime = Instants.ToTimestamp(session.Now);
        plan.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO cutover_plans (name, parent, title, service_function, municipality, legacy_system, target, responsible,
                cutover_date, fallback, verdict, verdict_reason, decider, decider_display_name, decide_time, check_numbers,
                create_time, etag)
            VALUES (@Name, @Parent, @Title, @ServiceFunction, @Municipality, @LegacySystem, @Target, @Responsible,
                @CutoverDate, @Fallback, @Verdict, @VerdictReason, @Decider, @DeciderDisplayName, @DecideTime, @CheckNumbers,
                @CreateTime, @Etag)
            """,
            new
            {
                plan.Name,
                Parent = ResourceNames.Programme(plan.Name),
                plan.Title,
                plan.ServiceFunction,
                plan.Municipality,
                plan.LegacySystem,
                plan.Target,
                plan.Responsible,
                plan.CutoverDate,
                plan.Fallback,
                plan.Verdict,
                plan.VerdictReason,
                plan.Decider,
                plan.DeciderDisplayName,
                plan.DecideTime,
                plan.CheckNumbers,
                plan.CreateTime,
                plan.Etag,
            }
        );
        await InsertPartsAsync(session, plan);
        session.Append("procurement.cutoverPlan.created", plan.Name, Stored(plan));
    }

    /// <summary>Writes a changed plan with a new etag and an event.</summary>
    public static async Task UpdateAsync(WriteSession session, CutoverPlan plan, string currentEtag, string happened)
    {
        plan.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE cutover_plans SET title = @Title, service_function = @ServiceFunction, municipality = @Municipality,
                legacy_system = @LegacySystem, target = @Target, responsible = @Responsible, cutover_date = @CutoverDate,
                fallback = @Fallback, verdict = @Verdict, verdict_reason = @VerdictReason, decider = @Decider,
                decider_display_name = @DeciderDisplayName, decide_time = @DecideTime, check_numbers = @CheckNumbers, etag = @Etag
            WHERE name = @Name
            """,
            Stored(plan),
            currentEtag
        );
        await DeletePartsAsync(session, plan.Name);
        await InsertPartsAsync(session, plan);
        session.Append($"procurement.cutoverPlan.{happened}", plan.Name, Stored(plan));
    }

    /// <summary>Takes steps and checks away.</summary>
    public static async Task DeletePartsAsync(WriteSession session, string name)
    {
        await session.ExecuteAsync("DELETE FROM cutover_plan_steps WHERE cutover_plan = @name", new { name });
        await session.ExecuteAsync("DELETE FROM cutover_plan_checks WHERE cutover_plan = @name", new { name });
    }

    /// <summary>What the log keeps: all but what is computed each time.</summary>
    public static CutoverPlan Stored(CutoverPlan plan)
    {
        var stored = plan.Clone();
        stored.Findings.Clear();
        stored.VestingDate = null;
        stored.ClearSlackDays();
        return stored;
    }

    private static async Task InsertPartsAsync(WriteSession session, CutoverPlan plan)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO cutover_plan_steps (cutover_plan, position, kind, title, start_date, end_date, responsible, state)
            VALUES (@Plan, @Position, @Kind, @Title, @StartDate, @EndDate, @Responsible, @State)
            """,
            plan.Steps.Select(
                (s, i) =>
                    new
                    {
                        Plan = plan.Name,
                        Position = i,
                        s.Kind,
                        s.Title,
                        s.StartDate,
                        s.EndDate,
                        s.Responsible,
                        s.State,
                    }
            )
        );
        await session.ExecuteAsync(
            """
            INSERT INTO cutover_plan_checks (cutover_plan, position, number, text, answer, comment, answerer,
                answerer_display_name, answer_time)
            VALUES (@Plan, @Position, @Number, @Text, @Answer, @Comment, @Answerer, @AnswererDisplayName, @AnswerTime)
            """,
            plan.Checks.Select(
                (c, i) =>
                    new
                    {
                        Plan = plan.Name,
                        Position = i,
                        c.Number,
                        c.Text,
                        c.Answer,
                        c.Comment,
                        c.Answerer,
                        c.AnswererDisplayName,
                        c.AnswerTime,
                    }
            )
        );
    }
}
