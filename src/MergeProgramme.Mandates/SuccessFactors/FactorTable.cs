using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.SuccessFactors;

/// <summary>The SQL that several rpcs on critical success factors share.</summary>
internal static class FactorTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<CriticalSuccessFactor> GetAsync(Session session, string name)
    {
        var factor =
            await session.FindAsync<CriticalSuccessFactor>("SELECT * FROM success_factors WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [factor]);
        return factor;
    }

    /// <summary>The factor, held against other writers until this write ends.</summary>
    /// <exception cref="Problem">NOT_FOUND; ABORTED where the etag is not its.</exception>
    public static async Task<CriticalSuccessFactor> GetForWriteAsync(WriteSession session, string name, string etag)
    {
        await session.HoldAsync("success_factors", name);
        var factor = await GetAsync(session, name);
        Etags.Require(etag, factor.Etag, name);
        return factor;
    }

    /// <summary>Gives factors their assessments.</summary>
    public static async Task FillAsync(Session session, IReadOnlyCollection<CriticalSuccessFactor> factors)
    {
        if (factors.Count == 0)
            return;
        var (list, parameters) = Names.Of(factors.Select(f => f.Name));
        var rows = await session.QueryAsync<AssessmentRow>(
            $"SELECT * FROM success_factor_assessments WHERE success_factor IN ({list}) ORDER BY success_factor, number",
            parameters
        );
        var byFactor = rows.ToLookup(r => r.SuccessFactor, StringComparer.Ordinal);
        foreach (var factor in factors)
        {
            factor.Assessments.AddRange(byFactor[factor.Name].Select(r => r.ToAssessment()));
            factor.Status = factor.Assessments.LastOrDefault()?.Status ?? FactorStatus.Unspecified;
        }
    }

    /// <summary>Writes a new factor; false where there is one of the name already.</summary>
    public static async Task<bool> InsertAsync(WriteSession session, CriticalSuccessFactor factor)
    {
        factor.Etag = Etags.New();
        factor.CreateTime = Instants.ToTimestamp(session.Now);
        return await session.ExecuteAsync(
                """
                INSERT INTO success_factors (name, programme, parent, text, owner, owner_display_name, mandate, etag, create_time)
                VALUES (@Name, @Programme, @Parent, @Text, @Owner, @OwnerDisplayName, @Mandate, @Etag, @CreateTime)
                ON CONFLICT (name) DO NOTHING
                """,
                new
                {
                    factor.Name,
                    Programme = ResourceNames.Programme(factor.Name),
                    Parent = ResourceNames.Parent(factor.Name),
                    factor.Text,
                    factor.Owner,
                    factor.OwnerDisplayName,
                    factor.Mandate,
                    factor.Etag,
                    factor.CreateTime,
                }
            ) > 0;
    }

    private sealed class AssessmentRow
    {
        public string SuccessFactor { get; init; } = "";
        public int Number { get; init; }
        public Google.Type.Date? Date { get; init; }
        public FactorStatus Status { get; init; }
        public string Reason { get; init; } = "";

        public FactorAssessment ToAssessment() =>
            new()
            {
                Number = Number,
                Date = Date,
                Status = Status,
                Reason = Reason,
            };
    }
}
