using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Appraisals;

/// <summary>The SQL that several rpcs on option appraisals share.</summary>
internal static class AppraisalTable
{
    private sealed class OptionRow
    {
        public string OptionAppraisal { get; set; } = "";
        public int Number { get; set; }
        public AppraisalOptionKind Kind { get; set; }
        public string Title { get; set; } = "";
        public string LegacySystem { get; set; } = "";
        public PermittedAnswer Permitted { get; set; }
        public string PermittedReason { get; set; } = "";
        public Google.Type.Money? Cost { get; set; }
        public string CostText { get; set; } = "";
        public int CostLevel { get; set; }
        public string RiskText { get; set; } = "";
        public int RiskLevel { get; set; }
        public string BenefitText { get; set; } = "";
        public int BenefitLevel { get; set; }
        public Google.Type.Date? UsableDate { get; set; }
        public string Drawbacks { get; set; } = "";
    }

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<OptionAppraisal> GetAsync(Session session, string name)
    {
        var appraisal =
            await session.FindAsync<OptionAppraisal>("SELECT * FROM option_appraisals WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [appraisal], "option_appraisal = @name", new { name });
        return appraisal;
    }

    /// <summary>Fills in the options.</summary>
    /// <param name="where">Which of their rows may belong to the appraisals.</param>
    public static async Task FillAsync(
        Session session,
        IReadOnlyCollection<OptionAppraisal> appraisals,
        string where,
        object parameters
    )
    {
        var options = (
            await session.QueryAsync<OptionRow>(
                $"SELECT * FROM option_appraisal_options WHERE {where} ORDER BY option_appraisal, position",
                parameters
            )
        ).ToLookup(o => o.OptionAppraisal);
        foreach (var appraisal in appraisals)
            appraisal.Options.AddRange(
                options[appraisal.Name]
                    .Select(o => new AppraisalOption
                    {
                        Number = o.Number,
                        Kind = o.Kind,
                        Title = o.Title,
                        LegacySystem = o.LegacySystem,
                        Permitted = o.Permitted,
                        PermittedReason = o.PermittedReason,
                        Cost = o.Cost,
                        CostText = o.CostText,
                        CostLevel = o.CostLevel,
                        RiskText = o.RiskText,
                        RiskLevel = o.RiskLevel,
                        BenefitText = o.BenefitText,
                        BenefitLevel = o.BenefitLevel,
                        UsableDate = o.UsableDate,
                        Drawbacks = o.Drawbacks,
                    })
            );
    }

    /// <summary>Refuses an appraisal whose function or systems are not there.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT.</exception>
    public static async Task RequireAsync(WriteSession session, string programme, OptionAppraisal appraisal)
    {
        List<Violation> wrong = [.. AppraisalRules.Check(programme, appraisal)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        if (
            await session.FindAsync<string>(
                "SELECT name FROM service_functions WHERE name = @ServiceFunction",
                new { appraisal.ServiceFunction }
            )
            is null
        )
            throw Problem.Invalid("option_appraisal.service_function", "NOT_FOUND", appraisal.ServiceFunction);
        foreach (var (i, option) in appraisal.Options.Index().Where(o => o.Item.LegacySystem.Length > 0))
            if (
                await session.FindAsync<string>(
                    "SELECT name FROM legacy_systems WHERE name = @LegacySystem",
                    new { option.LegacySystem }
                )
                is null
            )
                throw Problem.Invalid(
                    FormattableString.Invariant($"option_appraisal.options[{i}].legacy_system"),
                    "NOT_FOUND",
                    option.LegacySystem
                );
    }

    /// <summary>Writes a new appraisal, with its event.</summary>
    /// <param name="appraisal">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, OptionAppraisal appraisal)
    {
        appraisal.CreateTime = Instants.ToTimestamp(session.Now);
        appraisal.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO option_appraisals (name, parent, question, service_function, recommended_option, recommendation_reason,
                decision_case, decision_treatment, decided_option, link_time, option_numbers, create_time, etag)
            VALUES (@Name, @Parent, @Question, @ServiceFunction, @RecommendedOption, @RecommendationReason,
                @DecisionCase, @DecisionTreatment, @DecidedOption, @LinkTime, @OptionNumbers, @CreateTime, @Etag)
            """,
            new
            {
                appraisal.Name,
                Parent = ResourceNames.Programme(appraisal.Name),
                appraisal.Question,
                appraisal.ServiceFunction,
                appraisal.RecommendedOption,
                appraisal.RecommendationReason,
                appraisal.DecisionCase,
                appraisal.DecisionTreatment,
                appraisal.DecidedOption,
                appraisal.LinkTime,
                appraisal.OptionNumbers,
                appraisal.CreateTime,
                appraisal.Etag,
            }
        );
        await InsertOptionsAsync(session, appraisal);
        session.Append("procurement.optionAppraisal.created", appraisal.Name, appraisal.Clone());
    }

    /// <summary>Writes a changed appraisal with a new etag and an event.</summary>
    public static async Task UpdateAsync(WriteSession session, OptionAppraisal appraisal, string currentEtag, string happened)
    {
        appraisal.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE option_appraisals SET question = @Question, service_function = @ServiceFunction,
                recommended_option = @RecommendedOption, recommendation_reason = @RecommendationReason,
                decision_case = @DecisionCase, decision_treatment = @DecisionTreatment, decided_option = @DecidedOption,
                link_time = @LinkTime, option_numbers = @OptionNumbers, etag = @Etag
            WHERE name = @Name
            """,
            appraisal,
            currentEtag
        );
        await DeleteOptionsAsync(session, appraisal.Name);
        await InsertOptionsAsync(session, appraisal);
        session.Append($"procurement.optionAppraisal.{happened}", appraisal.Name, appraisal.Clone());
    }

    /// <summary>Takes the options away.</summary>
    public static Task DeleteOptionsAsync(WriteSession session, string name) =>
        session.ExecuteAsync("DELETE FROM option_appraisal_options WHERE option_appraisal = @name", new { name });

    private static Task InsertOptionsAsync(WriteSession session, OptionAppraisal appraisal) =>
        session.ExecuteAsync(
            """
            INSERT INTO option_appraisal_options (option_appraisal, position, number, kind, title, legacy_system, permitted,
                permitted_reason, cost, cost_text, cost_level, risk_text, risk_level, benefit_text, benefit_level, usable_date,
                drawbacks)
            VALUES (@Appraisal, @Position, @Number, @Kind, @Title, @LegacySystem, @Permitted, @PermittedReason, @Cost, @CostText,
                @CostLevel, @RiskText, @RiskLevel, @BenefitText, @BenefitLevel, @UsableDate, @Drawbacks)
            """,
            appraisal.Options.Select(
                (o, i) =>
                    new
                    {
                        Appraisal = appraisal.Name,
                        Position = i,
                        o.Number,
                        o.Kind,
                        o.Title,
                        o.LegacySystem,
                        o.Permitted,
                        o.PermittedReason,
                        o.Cost,
                        o.CostText,
                        o.CostLevel,
                        o.RiskText,
                        o.RiskLevel,
                        o.BenefitText,
                        o.BenefitLevel,
                        o.UsableDate,
                        o.Drawbacks,
                    }
            )
        );
}
