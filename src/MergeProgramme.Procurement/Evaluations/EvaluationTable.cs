using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>What a case is evaluated from, read in one go.</summary>
/// <param name="Evaluations">Of the evaluators who have begun or were taken out, with all their scores: hide what the caller may not see.</param>
/// <param name="EmployerNumbers">Organisation numbers of the members' employers, by member.</param>
/// <param name="Disclosed">Whether every evaluator has finished.</param>
internal sealed record EvaluatedCase(
    IReadOnlyList<CaseMember> Members,
    IReadOnlyDictionary<string, string> EmployerNumbers,
    IReadOnlyList<Tender> Tenders,
    IReadOnlyList<Criterion> Scored,
    IReadOnlyList<Evaluation> Evaluations,
    bool Disclosed
)
{
    /// <summary>The member's evaluation; a new one without an etag where they have not begun.</summary>
    public Evaluation Of(CaseMember member)
    {
        var own = Evaluations.FirstOrDefault(one => one.Member == member.Name)?.Clone() ?? EvaluationTable.New(member);
        own.EvaluatorDisplayName = member.PersonDisplayName;
        own.NeededCount = EvaluationRules.Needed(member, EmployerNumbers[member.Name], Tenders, Scored).Count;
        return own;
    }
}

/// <summary>The SQL that several rpcs on evaluations share.</summary>
internal static class EvaluationTable
{
    private const string Collection = "evaluations";

    public static string NameOf(string member) => $"{ResourceNames.Parent(member)}/{Collection}/{ResourceNames.Id(member)}";

    /// <summary>That of a member who has not begun.</summary>
    public static Evaluation New(CaseMember member) =>
        new()
        {
            Name = NameOf(member.Name),
            Member = member.Name,
            State = EvaluationState.InProgress,
        };

    public static async Task<EvaluatedCase> ReadAsync(Session session, string procurementCase)
    {
        var members = await MemberTable.AllAsync(session, procurementCase);
        var evaluations = await session.QueryAsync<Evaluation>(
            "SELECT * FROM evaluations WHERE procurement_case = @procurementCase ORDER BY name",
            new { procurementCase }
        );
        var scores = await session.QueryAsync<ScoreRow>(
            """
            SELECT s.evaluation, s.tender, s.criterion, s.score, s.reason FROM tender_scores s
            JOIN evaluations e ON e.name = s.evaluation WHERE e.procurement_case = @procurementCase
            ORDER BY s.evaluation, s.tender, s.criterion
            """,
            new { procurementCase }
        );
        foreach (var evaluation in evaluations)
        {
            evaluation.Scores.Add(scores.Where(row => row.Evaluation == evaluation.Name).Select(row => row.ToScore()));
            evaluation.ScoreCount = evaluation.Scores.Count;
        }
        var disclosed = await session.FindAsync<string>(
            "SELECT procurement_case FROM disclosed_evaluations WHERE procurement_case = @procurementCase",
            new { procurementCase }
        );
        return new(
            members,
            await MemberTable.EmployerNumbersAsync(session, procurementCase),
            await TenderTable.AllAsync(session, procurementCase),
            EvaluationRules.Scored(await CriterionTable.AllAsync(session, procurementCase)),
            evaluations,
            disclosed is not null || EvaluationRules.AllFinished(members, evaluations)
        );
    }

    /// <summary>Writes its state, with a new etag. The case must be locked by this write.</summary>
    public static async Task WriteAsync(WriteSession session, Evaluation next)
    {
        next.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO evaluations (name, procurement_case, member, state, finish_time, withdraw_reason, etag)
            VALUES (@Name, @procurementCase, @Member, @State, @FinishTime, @WithdrawReason, @Etag)
            ON CONFLICT (name) DO UPDATE SET state = excluded.state, finish_time = excluded.finish_time,
                withdraw_reason = excluded.withdraw_reason, etag = excluded.etag
            """,
            new
            {
                next.Name,
                procurementCase = ResourceNames.Parent(next.Name),
                next.Member,
                next.State,
                next.FinishTime,
                next.WithdrawReason,
                next.Etag,
            }
        );
    }

    /// <summary>What everybody may know of an evaluation before all have finished.</summary>
    public static Evaluation WithoutScores(Evaluation evaluation)
    {
        var shown = evaluation.Clone();
        shown.Scores.Clear();
        shown.Own = false;
        return shown;
    }

    /// <summary>
    /// Where every evaluator has now finished: says so for good, and puts what each has scored into the log, which held none of it until then. The case must
    /// be locked by this write.
    /// </summary>
    public static async Task DiscloseAsync(WriteSession session, string procurementCase)
    {
        var read = await ReadAsync(session, procurementCase);
        if (!read.Disclosed)
            return;
        var first = await session.ExecuteAsync(
            """
            INSERT INTO disclosed_evaluations (procurement_case, disclose_time) VALUES (@procurementCase, @Now)
            ON CONFLICT (procurement_case) DO NOTHING
            """,
            new { procurementCase, Now = Instants.ToMicroseconds(session.Now) }
        );
        if (first == 0)
            return;
        foreach (var member in EvaluationRules.Counting(read.Members, read.Evaluations))
        {
            var evaluation = read.Of(member);
            session.Append("procurement.evaluation.disclosed", evaluation.Name, evaluation);
        }
    }

    private sealed class ScoreRow
    {
        public string Evaluation { get; set; } = "";
        public string Tender { get; set; } = "";
        public string Criterion { get; set; } = "";
        public Google.Type.Decimal Score { get; set; } = new();
        public string Reason { get; set; } = "";

        public TenderScore ToScore() =>
            new()
            {
                Tender = Tender,
                Criterion = Criterion,
                Score = Score,
                Reason = Reason,
            };
    }
}
