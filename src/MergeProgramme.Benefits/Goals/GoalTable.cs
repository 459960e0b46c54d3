using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits.Goals;

/// <summary>The SQL that several writers of goals share.</summary>
internal static class GoalTable
{
    public static async Task<Goal> GetAsync(Session session, string name) =>
        await session.FindAsync<Goal>("SELECT * FROM goals WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>Writes a changed goal with a new etag and its event.</summary>
    public static async Task UpdateAsync(WriteSession session, Goal goal, string currentEtag)
    {
        goal.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE goals SET kind = @Kind, text = @Text, amount = @Amount, amount_max = @AmountMax, effect = @Effect,
                effect_year = @EffectYear, sub_project = @SubProject, source_mandate = @SourceMandate,
                source_mandate_title = @SourceMandateTitle, etag = @Etag
            WHERE name = @Name
            """,
            goal,
            currentEtag
        );
        session.Append("benefits.goal.updated", goal.Name, goal);
    }

    /// <summary>Writes a new goal last in the order of its programme, with its event.</summary>
    /// <param name="goal">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, string parent, Goal goal)
    {
        goal.CreateTime = Instants.ToTimestamp(session.Now);
        goal.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO goals (name, parent, position, kind, text, amount, amount_max, effect, effect_year, sub_project,
                source_mandate, source_mandate_title, create_time, etag)
            VALUES (@Name, @parent, (SELECT COALESCE(MAX(position), 0) + 1 FROM goals WHERE parent = @parent), @Kind, @Text, @Amount,
                @AmountMax, @Effect, @EffectYear, @SubProject, @SourceMandate, @SourceMandateTitle, @CreateTime, @Etag)
            """,
            new
            {
                goal.Name,
                parent,
                goal.Kind,
                goal.Text,
                goal.Amount,
                goal.AmountMax,
                goal.Effect,
                goal.EffectYear,
                goal.SubProject,
                goal.SourceMandate,
                goal.SourceMandateTitle,
                goal.CreateTime,
                goal.Etag,
            }
        );
        session.Append("benefits.goal.created", goal.Name, goal);
    }
}
