using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cases;

/// <summary>The SQL that several rpcs on cases share.</summary>
internal static class CaseTable
{
    /// <summary>Makes whoever else writes in the case wait until this write is done.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task LockAsync(WriteSession session, string name)
    {
        if (await session.ExecuteAsync("UPDATE procurement_cases SET state = state WHERE name = @name", new { name }) == 0)
            throw Problem.NotFound(name);
    }

    /// <summary>Refuses a case that does not exist.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task RequireAsync(Session session, string name)
    {
        if (await session.FindAsync<string>("SELECT name FROM procurement_cases WHERE name = @name", new { name }) is null)
            throw Problem.NotFound(name);
    }

    /// <summary>A case, with the proposal of the day that it was published, until then of today.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<ProcurementCase> GetAsync(Session session, string name, DateOnly today)
    {
        var found =
            await session.FindAsync<ProcurementCase>("SELECT * FROM procurement_cases WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await CompleteAsync(session, [found], ResourceNames.Programme(name), today);
        return found;
    }

    /// <summary>Gives cases of one programme what stands in other tables, and their proposals.</summary>
    public static async Task CompleteAsync(
        Session session,
        IReadOnlyCollection<ProcurementCase> cases,
        string programme,
        DateOnly today
    )
    {
        // One, or a page of a programme's: dozens.
        var name = cases.Count == 1 ? cases.First().Name : "";
        var needs = (
            await session.QueryAsync<NeedRow>(
                """
                SELECT n.procurement_case, n.need FROM case_needs n JOIN procurement_cases c ON c.name = n.procurement_case
                WHERE c.parent = @programme AND (@name = '' OR c.name = @name) ORDER BY n.procurement_case, n.position
                """,
                new { programme, name }
            )
        ).ToLookup(n => n.ProcurementCase, n => n.Need);
        var openers = (await OpenersAsync(session, programme, name)).ToLookup(o => o.ProcurementCase, o => o.DisplayName);
        var rules = await RuleTable.AllAsync(session, programme);
        foreach (var one in cases)
        {
            one.Needs.Add(needs[one.Name]);
            one.OpenerDisplayNames.Add(openers[one.Name]);
            Propose(one, rules, today);
        }
    }

    /// <summary>Who has opened tenders, in their order.</summary>
    /// <param name="name">Of this case only; of all where it is empty.</param>
    public static Task<List<OpenerRow>> OpenersAsync(Session session, string programme, string name) =>
        session.QueryAsync<OpenerRow>(
            """
            SELECT o.procurement_case, o.opener, o.display_name FROM case_openings o JOIN procurement_cases c ON c.name = o.procurement_case
            WHERE c.parent = @programme AND (@name = '' OR c.name = @name) ORDER BY o.procurement_case, o.position
            """,
            new { programme, name }
        );

    /// <summary>Sets the proposal by the rules of the day that it was published, until then of today.</summary>
    public static void Propose(ProcurementCase procurement, IReadOnlyCollection<ProcurementRule> rules, DateOnly today) =>
        procurement.Proposal = ProcedureRules.Propose(
            CaseRules.Kroner(procurement),
            rules,
            procurement.PublishTime is { } published ? NorwegianTime.DateIn(published.ToDateTimeOffset()) : today
        );

    /// <summary>Writes the needs that it covers anew.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where one does not exist.</exception>
    public static async Task WriteNeedsAsync(WriteSession session, ProcurementCase procurement)
    {
        await session.ExecuteAsync("DELETE FROM case_needs WHERE procurement_case = @Name", new { procurement.Name });
        foreach (var (position, need) in procurement.Needs.Index())
        {
            if (await session.FindAsync<string>("SELECT name FROM needs WHERE name = @need", new { need }) is null)
                throw Problem.Invalid("procurement_case.needs", "NOT_FOUND", need);
            await session.ExecuteAsync(
                "INSERT INTO case_needs (procurement_case, position, need) VALUES (@Name, @position, @need)",
                new
                {
                    procurement.Name,
                    position,
                    need,
                }
            );
        }
    }

    /// <summary>Writes what stands in the case's own row, with a new etag and its event.</summary>
    public static async Task UpdateAsync(WriteSession session, ProcurementCase next, string currentEtag, string eventType)
    {
        next.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE procurement_cases SET title = @Title, description = @Description, kind = @Kind, estimated_value = @EstimatedValue,
                estimate_basis = @EstimateBasis, procedure = @Procedure, procedure_reason = @ProcedureReason, state = @State,
                sub_project = @SubProject, tender_deadline_time = @TenderDeadlineTime, evaluation_days = @EvaluationDays,
                contract_days = @ContractDays, implementation_days = @ImplementationDays, environment_reason = @EnvironmentReason,
                publish_time = @PublishTime, open_time = @OpenTime, cancel_reason = @CancelReason, etag = @Etag
            WHERE name = @Name
            """,
            next,
            currentEtag
        );
        Append(session, next, eventType);
    }

    /// <summary>Says what was written: not what the rules propose, which is computed from them.</summary>
    public static void Append(WriteSession session, ProcurementCase written, string eventType)
    {
        var told = written.Clone();
        told.Proposal = null;
        session.Append(eventType, told.Name, told);
    }

    internal sealed class OpenerRow
    {
        public string ProcurementCase { get; set; } = "";
        public string Opener { get; set; } = "";
        public string DisplayName { get; set; } = "";
    }

    private sealed class NeedRow
    {
        public string ProcurementCase { get; set; } = "";
        public string Need { get; set; } = "";
    }
}
