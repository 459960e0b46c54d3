using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>The milestones that agreements name: they exist when they are named, and stay while the agreement is open.</summary>
internal static class AgreedMilestones
{
    private const int MostNamed = 3;

    /// <summary>Refuses a milestone that is not there. Nobody deletes it until this write ends.</summary>
    /// <param name="milestone">Of the right sub-project; empty for none.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireAsync(WriteSession session, string field, string milestone)
    {
        if (milestone.Length == 0)
            return;
        await MilestoneTable.LockAsync(session, ResourceNames.Programme(milestone));
        if (await session.FindAsync<string>("SELECT name FROM milestones WHERE name = @milestone", new { milestone }) is null)
            throw Problem.Invalid([new(field, Reason.MilestoneUnknown, milestone)]);
    }

    /// <summary>The days for which milestones that are not done are planned.</summary>
    public static async Task<IReadOnlyDictionary<string, DateOnly>> PlannedAsync(Session session, string programme) =>
        (
            await session.QueryAsync<PlannedRow>(
                """
                SELECT name, planned_end_date FROM milestones WHERE programme = @programme AND done_date IS NULL
                AND name IN (SELECT giver_milestone FROM dependency_agreements WHERE programme = @programme)
                """,
                new { programme }
            )
        ).ToDictionary(row => row.Name, row => row.PlannedEndDate.ToDateOnly()!.Value, StringComparer.Ordinal);

    /// <summary>Refuses to let go of a milestone that an open agreement names. Call it with the plan locked.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION, with at most three of them in words.</exception>
    public static async Task RequireNoneAsync(WriteSession session, string milestone)
    {
        var agreements = await session.QueryAsync<DependencyAgreement>(
            """
            SELECT * FROM dependency_agreements WHERE programme = @programme AND (giver_milestone = @milestone OR taker_milestone = @milestone)
            ORDER BY needed_by_date, name
            """,
            new { programme = ResourceNames.Programme(milestone), milestone }
        );
        string[] open =
        [
            .. agreements
                .Where(a => DependencyLifecycle.IsOpen(a.State))
                .Select(a => $"{a.GiverDisplayName} → {a.TakerDisplayName} «{DependencyWords.Short(a.Deliverable)}»"),
        ];
        if (open.Length > 0)
            throw Problem.Precondition(
                milestone,
                Reason.MilestoneAgreed,
                string.Join(", ", open.Take(MostNamed)) + (open.Length > MostNamed ? " …" : "")
            );
    }

    private sealed class PlannedRow
    {
        public string Name { get; set; } = "";
        public Date PlannedEndDate { get; set; } = new();
    }
}
