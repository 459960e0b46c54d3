using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;
using Money = Google.Type.Money;

namespace MergeProgramme.Mandates.Sections;

/// <summary>The SQL on sections and what they hold. The position of a row is that in its list, from 0.</summary>
internal static class SectionTable
{
    private static readonly string[] Parts =
    [
        "section_goals",
        "section_items",
        "section_plan_entries",
        "section_budget_frames",
        "section_dependencies",
        "section_attachments",
        "section_success_factors",
        "section_expected_benefits",
    ];

    /// <summary>The sections of a mandate in order, as they were written; what their template says is not among it.</summary>
    public static async Task<List<Section>> ListAsync(Session session, string mandate)
    {
        var rows = await session.QueryAsync<SectionRow>(
            "SELECT * FROM sections WHERE mandate = @mandate ORDER BY position",
            new { mandate }
        );
        var goals = await PartAsync<GoalRow>(session, "section_goals", mandate);
        var items = await PartAsync<TextRow>(session, "section_items", mandate);
        var plan = await PartAsync<PlanRow>(session, "section_plan_entries", mandate);
        var frames = await PartAsync<FrameRow>(session, "section_budget_frames", mandate);
        var dependencies = await PartAsync<DependencyRow>(session, "section_dependencies", mandate);
        var attachments = await PartAsync<AttachmentRow>(session, "section_attachments", mandate);
        var factors = await PartAsync<TextRow>(session, "section_success_factors", mandate);
        var benefits = await PartAsync<BenefitRow>(session, "section_expected_benefits", mandate);
        return
        [
            .. rows.Select(row => new Section
            {
                Name = $"{mandate}/sections/{row.Section}",
                Number = row.Number,
                Title = row.Title,
                Body = row.Body,
                Goals = { goals[row.Section].Select(goal => goal.ToGoal()) },
                Items = { items[row.Section].Select(item => new Item { Text = item.Text }) },
                ProcurementRelevance = row.ProcurementRelevance,
                PlanEntries = { plan[row.Section].Select(entry => entry.ToEntry()) },
                BudgetFrames = { frames[row.Section].Select(frame => frame.ToFrame()) },
                Dependencies = { dependencies[row.Section].Select(dependency => dependency.ToDependency()) },
                Attachments = { attachments[row.Section].Select(attachment => attachment.ToAttachment()) },
                SuccessFactors = { factors[row.Section].Select(factor => new SuccessFactor { Text = factor.Text }) },
                ExpectedBenefits = { benefits[row.Section].Select(benefit => benefit.ToBenefit()) },
                Etag = row.Etag,
            }),
        ];
    }

    /// <summary>Writes all sections of a new mandate.</summary>
    public static async Task InsertAsync(WriteSession session, Mandate mandate)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO sections (mandate, section, position, number, title, body, procurement_relevance, etag)
            VALUES (@Mandate, @Section, @position, @Number, @Title, @Body, @ProcurementRelevance, @Etag)
            """,
            mandate.Sections.Select(
                (section, position) =>
                    new
                    {
                        Mandate = mandate.Name,
                        Section = ResourceNames.Id(section.Name),
                        position,
                        section.Number,
                        section.Title,
                        section.Body,
                        section.ProcurementRelevance,
                        section.Etag,
                    }
            )
        );
        var empty = new Section();
        foreach (var section in mandate.Sections)
            await WritePartsAsync(session, mandate.Name, section, empty);
    }

    /// <summary>Writes what differs from the section as it stood.</summary>
    public static async Task UpdateAsync(WriteSession session, string mandate, Section section, Section before)
    {
        await session.ExecuteAsync(
            """
            UPDATE sections SET body = @Body, procurement_relevance = @ProcurementRelevance, etag = @Etag
            WHERE mandate = @mandate AND section = @id
            """,
            new
            {
                mandate,
                id = ResourceNames.Id(section.Name),
                section.Body,
                section.ProcurementRelevance,
                section.Etag,
            }
        );
        await WritePartsAsync(session, mandate, section, before);
    }

    /// <summary>Deletes all sections of a mandate.</summary>
    public static async Task DeleteAsync(WriteSession session, string mandate)
    {
        foreach (var part in Parts)
            await session.ExecuteAsync($"DELETE FROM {part} WHERE mandate = @mandate", new { mandate });
        await session.ExecuteAsync("DELETE FROM sections WHERE mandate = @mandate", new { mandate });
    }

    private static async Task WritePartsAsync(WriteSession session, string mandate, Section section, Section before)
    {
        var id = ResourceNames.Id(section.Name);
        if (!section.Goals.Equals(before.Goals))
        {
            await ReplaceAsync(
                session,
                "section_goals (mandate, section, position, kind, text, amount, amount_max, effect, effect_year)",
                "@mandate, @id, @position, @Kind, @Text, @Amount, @AmountMax, @Effect, @EffectYear",
                mandate,
                id,
                section.Goals.Select(
                    (goal, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            goal.Kind,
                            goal.Text,
                            goal.Amount,
                            goal.AmountMax,
                            goal.Effect,
                            goal.EffectYear,
                        }
                )
            );
        }
        if (!section.Items.Equals(before.Items))
        {
            await ReplaceAsync(
                session,
                "section_items (mandate, section, position, text)",
                "@mandate, @id, @position, @Text",
                mandate,
                id,
                section.Items.Select(
                    (item, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            item.Text,
                        }
                )
            );
        }
        if (!section.PlanEntries.Equals(before.PlanEntries))
        {
            await ReplaceAsync(
                session,
                $"section_plan_entries (mandate, section, position, kind, text, {PeriodRow.Columns})",
                $"@mandate, @id, @position, @Kind, @Text, {PeriodRow.Values}",
                mandate,
                id,
                section.PlanEntries.Select(
                    (entry, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            entry.Kind,
                            entry.Text,
                            entry.Period?.Label,
                            entry.Period?.StartDate,
                            entry.Period?.EndDate,
                            Resolution = entry.Period?.Resolution ?? default,
                        }
                )
            );
        }
        if (!section.BudgetFrames.Equals(before.BudgetFrames))
        {
            await ReplaceAsync(
                session,
                $"section_budget_frames (mandate, section, position, kind, amount, per_year, note, {PeriodRow.Columns})",
                $"@mandate, @id, @position, @Kind, @Amount, @PerYear, @Note, {PeriodRow.Values}",
                mandate,
                id,
                section.BudgetFrames.Select(
                    (frame, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            frame.Kind,
                            frame.Amount,
                            PerYear = frame.PerYear ? 1 : 0,
                            frame.Note,
                            frame.Period?.Label,
                            frame.Period?.StartDate,
                            frame.Period?.EndDate,
                            Resolution = frame.Period?.Resolution ?? default,
                        }
                )
            );
        }
        if (!section.Dependencies.Equals(before.Dependencies))
        {
            await ReplaceAsync(
                session,
                $"section_dependencies (mandate, section, position, sub_project, stakeholder, display_name, reason, {PeriodRow.Columns})",
                $"@mandate, @id, @position, @SubProject, @Stakeholder, @DisplayName, @Reason, {PeriodRow.Values}",
                mandate,
                id,
                section.Dependencies.Select(
                    (dependency, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            dependency.SubProject,
                            dependency.Stakeholder,
                            dependency.DisplayName,
                            dependency.Reason,
                            dependency.NeededBy?.Label,
                            dependency.NeededBy?.StartDate,
                            dependency.NeededBy?.EndDate,
                            Resolution = dependency.NeededBy?.Resolution ?? default,
                        }
                )
            );
        }
        if (!section.Attachments.Equals(before.Attachments))
        {
            await ReplaceAsync(
                session,
                $"section_attachments (mandate, section, position, title, reference, {PeriodRow.Columns})",
                $"@mandate, @id, @position, @Title, @Reference, {PeriodRow.Values}",
                mandate,
                id,
                section.Attachments.Select(
                    (attachment, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            attachment.Title,
                            attachment.Reference,
                            attachment.Due?.Label,
                            attachment.Due?.StartDate,
                            attachment.Due?.EndDate,
                            Resolution = attachment.Due?.Resolution ?? default,
                        }
                )
            );
        }
        if (!section.SuccessFactors.Equals(before.SuccessFactors))
        {
            await ReplaceAsync(
                session,
                "section_success_factors (mandate, section, position, text)",
                "@mandate, @id, @position, @Text",
                mandate,
                id,
                section.SuccessFactors.Select(
                    (factor, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            factor.Text,
                        }
                )
            );
        }
        if (!section.ExpectedBenefits.Equals(before.ExpectedBenefits))
        {
            await ReplaceAsync(
                session,
                "section_expected_benefits (mandate, section, position, kind, text, beneficiary)",
                "@mandate, @id, @position, @Kind, @Text, @Beneficiary",
                mandate,
                id,
                section.ExpectedBenefits.Select(
                    (benefit, position) =>
                        new
                        {
                            mandate,
                            id,
                            position,
                            benefit.Kind,
                            benefit.Text,
                            benefit.Beneficiary,
                        }
                )
            );
        }
    }

    /// <summary>The list of a section that a table holds, as it is now.</summary>
    private static async Task ReplaceAsync(
        WriteSession session,
        string tableAndColumns,
        string values,
        string mandate,
        string section,
        IEnumerable<object> rows
    )
    {
        var table = tableAndColumns[..tableAndColumns.IndexOf(' ', StringComparison.Ordinal)];
        await session.ExecuteAsync(
            $"DELETE FROM {table} WHERE mandate = @mandate AND section = @section",
            new { mandate, section }
        );
        await session.ExecuteAsync($"INSERT INTO {tableAndColumns} VALUES ({values})", rows);
    }

    private static async Task<ILookup<string, TRow>> PartAsync<TRow>(Session session, string table, string mandate)
        where TRow : PartRow =>
        (
            await session.QueryAsync<TRow>(
                $"SELECT * FROM {table} WHERE mandate = @mandate ORDER BY section, position",
                new { mandate }
            )
        ).ToLookup(row => row.Section);

    // A row says which section it belongs to, which the messages of the contract do not.
    private abstract class PartRow
    {
        public string Section { get; set; } = "";
    }

    private abstract class PeriodRow : PartRow
    {
        public const string Columns = "period_label, period_start_date, period_end_date, period_resolution";
        public const string Values = "@Label, @StartDate, @EndDate, @Resolution";

        public string? PeriodLabel { get; set; }
        public Date? PeriodStartDate { get; set; }
        public Date? PeriodEndDate { get; set; }
        public PeriodResolution PeriodResolution { get; set; }

        protected Period? ToPeriod() =>
            PeriodLabel is null
                ? null
                : new()
                {
                    Label = PeriodLabel,
                    StartDate = PeriodStartDate,
                    EndDate = PeriodEndDate,
                    Resolution = PeriodResolution,
                };
    }

    private sealed class SectionRow : PartRow
    {
        public string Number { get; set; } = "";
        public string Title { get; set; } = "";
        public string Body { get; set; } = "";
        public ProcurementRelevance ProcurementRelevance { get; set; }
        public string Etag { get; set; } = "";
    }

    private sealed class GoalRow : PartRow
    {
        public GoalKind Kind { get; set; }
        public string Text { get; set; } = "";
        public Money? Amount { get; set; }
        public Money? AmountMax { get; set; }
        public EffectKind Effect { get; set; }
        public int EffectYear { get; set; }

        public Goal ToGoal() =>
            new()
            {
                Kind = Kind,
                Text = Text,
                Amount = Amount,
                AmountMax = AmountMax,
                Effect = Effect,
                EffectYear = EffectYear,
            };
    }

    private sealed class TextRow : PartRow
    {
        public string Text { get; set; } = "";
    }

    private sealed class PlanRow : PeriodRow
    {
        public PlanEntryKind Kind { get; set; }
        public string Text { get; set; } = "";

        public PlanEntry ToEntry() =>
            new()
            {
                Kind = Kind,
                Text = Text,
                Period = ToPeriod(),
            };
    }

    private sealed class FrameRow : PeriodRow
    {
        public BudgetKind Kind { get; set; }
        public Money? Amount { get; set; }
        public int PerYear { get; set; }
        public string Note { get; set; } = "";

        public BudgetFrame ToFrame() =>
            new()
            {
                Kind = Kind,
                Amount = Amount,
                PerYear = PerYear == 1,
                Period = ToPeriod(),
                Note = Note,
            };
    }

    private sealed class DependencyRow : PeriodRow
    {
        public string SubProject { get; set; } = "";
        public string Stakeholder { get; set; } = "";
        public string DisplayName { get; set; } = "";
        public string Reason { get; set; } = "";

        public Dependency ToDependency() =>
            new()
            {
                SubProject = SubProject,
                Stakeholder = Stakeholder,
                DisplayName = DisplayName,
                Reason = Reason,
                NeededBy = ToPeriod(),
            };
    }

    private sealed class AttachmentRow : PeriodRow
    {
        public string Title { get; set; } = "";
        public string Reference { get; set; } = "";

        public Attachment ToAttachment() =>
            new()
            {
                Title = Title,
                Due = ToPeriod(),
                Reference = Reference,
            };
    }

    private sealed class BenefitRow : PartRow
    {
        public BenefitKind Kind { get; set; }
        public string Text { get; set; } = "";
        public string Beneficiary { get; set; } = "";

        public ExpectedBenefit ToBenefit() =>
            new()
            {
                Kind = Kind,
                Text = Text,
                Beneficiary = Beneficiary,
            };
    }
}
