using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Risks;

/// <summary>The SQL that several rpcs on risks share.</summary>
internal static class RiskTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Risk> GetAsync(Session session, string name, DateOnly today)
    {
        var risk =
            await session.FindAsync<Risk>("SELECT * FROM risks WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);
        await FillAsync(session, [risk], today);
        return risk;
    }

    /// <summary>The risk, held against other writers until this write ends.</summary>
    /// <exception cref="Problem">NOT_FOUND; ABORTED where the etag is not its; FAILED_PRECONDITION once it is closed.</exception>
    public static async Task<Risk> GetOpenAsync(WriteSession session, string name, string etag, DateOnly today)
    {
        await session.HoldAsync("risks", name);
        var risk = await GetAsync(session, name, today);
        Etags.Require(etag, risk.Etag, name);
        if (risk.State != RiskState.Open)
            throw Problem.Precondition(name, "RISK_NOT_OPEN", NorwegianTime.Format(risk.EndDate.ToDateOnly()!.Value));
        return risk;
    }

    /// <summary>Gives risks their assessments, and what follows from them.</summary>
    public static async Task FillAsync(Session session, IReadOnlyCollection<Risk> risks, DateOnly today)
    {
        if (risks.Count == 0)
            return;
        var (list, parameters) = Names.Of(risks.Select(r => r.Name));
        var rows = await session.QueryAsync<AssessmentRow>(
            $"SELECT * FROM risk_assessments WHERE risk IN ({list}) ORDER BY risk, number",
            parameters
        );
        var byRisk = rows.ToLookup(r => r.Risk, StringComparer.Ordinal);
        foreach (var risk in risks)
        {
            risk.Assessments.AddRange(byRisk[risk.Name].Select(r => r.ToAssessment()));
            RiskRules.Describe(risk, today);
        }
    }

    /// <summary>Writes an assessment below those that there are, and gives the risk its new standing.</summary>
    public static async Task AddAsync(WriteSession session, Risk risk, RiskAssessment assessment, DateOnly today)
    {
        var day = assessment.Date.ToDateOnly() ?? today;
        if (AssessmentDates.Check("assessment.date", day, risk.Assessments.LastOrDefault()?.Date, today) is { } wrong)
            throw Problem.Invalid([wrong]);
        var added = new RiskAssessment
        {
            Number = risk.Assessments.Count + 1,
            Date = day.ToDate(),
            Probability = assessment.Probability,
            Consequence = assessment.Consequence,
            Reason = assessment.Reason,
        };
        await session.ExecuteAsync(
            """
            INSERT INTO risk_assessments (risk, number, date, probability, consequence, reason)
            VALUES (@Risk, @Number, @Date, @Probability, @Consequence, @Reason)
            """,
            new
            {
                Risk = risk.Name,
                added.Number,
                added.Date,
                added.Probability,
                added.Consequence,
                added.Reason,
            }
        );
        risk.Assessments.Add(added);
        RiskRules.Describe(risk, today);
    }

    private sealed class AssessmentRow
    {
        public string Risk { get; init; } = "";
        public int Number { get; init; }
        public Google.Type.Date? Date { get; init; }
        public int Probability { get; init; }
        public int Consequence { get; init; }
        public string Reason { get; init; } = "";

        public RiskAssessment ToAssessment() =>
            new()
            {
                Number = Number,
                Date = Date,
                Probability = Probability,
                Consequence = Consequence,
                Reason = Reason,
            };
    }
}
