using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.PersonalData;

/// <summary>The SQL that several rpcs on processing activities share.</summary>
internal static class ActivityTable
{
    /// <summary>The one activity whose time runs out: persons in the register of stakeholders.</summary>
    public const string Stakeholders = "stakeholders";

    /// <summary>All that a programme knows, with its own periods, in order.</summary>
    public static Task<List<ProcessingActivity>> AllAsync(Session session, string programme) =>
        session.QueryAsync<ProcessingActivity>(
            """
            SELECT @programme || '/processingActivities/' || b.id AS name, b.purpose, b.legal_basis, b.effect_date, b.archive_duty,
                COALESCE(r.months, b.retention_months) AS retention_months
            FROM built_in_processing_activities b
            LEFT JOIN retention_periods r ON r.activity = @programme || '/processingActivities/' || b.id
            ORDER BY b.position
            """,
            new { programme }
        );

    /// <summary>The activity of a name.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<ProcessingActivity> GetAsync(Session session, string name) =>
        (await AllAsync(session, ResourceNames.Programme(name))).Find(c => c.Name == name) ?? throw Problem.NotFound(name);
}
