using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Awards;

/// <summary>The SQL that several rpcs on awards, complaints and contracts share.</summary>
internal static class AwardTable
{
    /// <summary>All of a case, oldest first.</summary>
    public static async Task<List<Award>> AllAsync(Session session, string procurementCase)
    {
        var awards = await session.QueryAsync<Award>(
            "SELECT * FROM awards WHERE procurement_case = @procurementCase ORDER BY create_time, name",
            new { procurementCase }
        );
        var steps = (
            await session.QueryAsync<StepRow>(
                """
                SELECT s.award, s.kind, s.date, s.day_number, s.holiday FROM standstill_steps s JOIN awards a ON a.name = s.award
                WHERE a.procurement_case = @procurementCase ORDER BY s.award, s.position
                """,
                new { procurementCase }
            )
        ).ToLookup(s => s.Award);
        foreach (var award in awards)
            award.StandstillSteps.Add(
                steps[award.Name]
                    .Select(s => new StandstillStep
                    {
                        Kind = s.Kind,
                        Date = s.Date,
                        DayNumber = s.DayNumber,
                        Holiday = s.Holiday,
                    })
            );
        return awards;
    }

    /// <summary>Writes an award's row with a new etag and its event.</summary>
    public static async Task UpdateAsync(WriteSession session, Award next, string eventType)
    {
        var current = next.Etag;
        next.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE awards SET state = @State, body_display_name = @BodyDisplayName, decision_date = @DecisionDate, case_number = @CaseNumber,
                send_time = @SendTime, electronic = CASE WHEN @Electronic THEN 1 ELSE 0 END, standstill_end_date = @StandstillEndDate,
                standstill_source = @StandstillSource, etag = @Etag
            WHERE name = @Name
            """,
            next,
            current
        );
        session.Append(eventType, next.Name, next);
    }

    /// <summary>All complaints of a case, oldest first.</summary>
    public static Task<List<Complaint>> ComplaintsAsync(Session session, string procurementCase) =>
        session.QueryAsync<Complaint>(
            "SELECT * FROM complaints WHERE procurement_case = @procurementCase ORDER BY receive_time, name",
            new { procurementCase }
        );

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Complaint> ComplaintAsync(Session session, string name) =>
        await session.FindAsync<Complaint>("SELECT * FROM complaints WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>The contract of a case; none, or one.</summary>
    public static async Task<List<Contract>> ContractsAsync(Session session, string procurementCase)
    {
        var contracts = await session.QueryAsync<Contract>(
            "SELECT * FROM contracts WHERE procurement_case = @procurementCase ORDER BY name",
            new { procurementCase }
        );
        foreach (var contract in contracts)
            contract.Options.Add(
                await session.QueryAsync<ContractOption>(
                    "SELECT title, use_by_date FROM contract_options WHERE contract = @Name ORDER BY position",
                    new { contract.Name }
                )
            );
        return contracts;
    }

    private sealed class StepRow
    {
        public string Award { get; set; } = "";
        public StandstillStepKind Kind { get; set; }
        public Google.Type.Date Date { get; set; } = new();
        public int DayNumber { get; set; }
        public string Holiday { get; set; } = "";
    }
}
