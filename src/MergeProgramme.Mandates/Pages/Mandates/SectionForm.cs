using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Mandates.Pages;

/// <summary>A section as its form has it: text and rows, amounts and periods as written.</summary>
internal sealed class SectionForm
{
    private readonly Dictionary<string, List<int>> written = [];

    public string Body { get; set; } = "";
    public List<GoalRow> Goals { get; set; } = [];
    public List<ItemRow> Items { get; set; } = [];
    public ProcurementRelevance ProcurementRelevance { get; set; }
    public List<PlanRow> PlanEntries { get; set; } = [];
    public List<BudgetRow> BudgetFrames { get; set; } = [];
    public List<DependencyRow> Dependencies { get; set; } = [];
    public List<AttachmentRow> Attachments { get; set; } = [];
    public List<FactorRow> SuccessFactors { get; set; } = [];
    public List<BenefitRow> ExpectedBenefits { get; set; } = [];

    /// <summary>Whether a section holds nothing at all.</summary>
    public static bool IsEmpty(Section section) =>
        string.IsNullOrWhiteSpace(section.Body)
        && section.ProcurementRelevance == ProcurementRelevance.Unspecified
        && section.Goals.Count
            + section.Items.Count
            + section.PlanEntries.Count
            + section.BudgetFrames.Count
            + section.Dependencies.Count
            + section.Attachments.Count
            + section.SuccessFactors.Count
            + section.ExpectedBenefits.Count
            == 0;

    /// <summary>The form of a section as it stands, with an empty row at the end of each of its parts.</summary>
    public static SectionForm From(Section section)
    {
        var form = new SectionForm
        {
            Body = section.Body,
            Goals = [.. section.Goals.Select(GoalRow.From)],
            Items = [.. section.Items.Select((item, i) => new ItemRow { Position = i + 1, Text = item.Text })],
            ProcurementRelevance = section.ProcurementRelevance,
            PlanEntries = [.. section.PlanEntries.Select((entry, i) => PlanRow.From(entry, i + 1))],
            BudgetFrames = [.. section.BudgetFrames.Select(BudgetRow.From)],
            Dependencies = [.. section.Dependencies.Select(DependencyRow.From)],
            Attachments = [.. section.Attachments.Select(AttachmentRow.From)],
            SuccessFactors = [.. section.SuccessFactors.Select(factor => new FactorRow { Text = factor.Text })],
            ExpectedBenefits =
            [
                .. section.ExpectedBenefits.Select(benefit => new BenefitRow
                {
                    Kind = benefit.Kind,
                    Text = benefit.Text,
                    Beneficiary = benefit.Beneficiary,
                }),
            ],
        };
        form.AddEmptyRows();
        return form;
    }

    /// <summary>Adds a row to write in at the end of each part: without script there is no other way to get one.</summary>
    public void AddEmptyRows()
    {
        AddEmptyRow(Goals);
        AddEmptyRow(Items);
        AddEmptyRow(PlanEntries);
        AddEmptyRow(BudgetFrames);
        AddEmptyRow(Dependencies);
        AddEmptyRow(Attachments);
        AddEmptyRow(SuccessFactors);
        AddEmptyRow(ExpectedBenefits);
    }

    /// <summary>The paths that the form of a section writes.</summary>
    public static IEnumerable<string> Paths(Section section) =>
        section
            .Parts.Select(part =>
                part switch
                {
                    SectionPart.Goals => "goals",
                    SectionPart.Items => "items",
                    SectionPart.Procurement => "procurement_relevance",
                    SectionPart.Plan => "plan_entries",
                    SectionPart.Budget => "budget_frames",
                    SectionPart.Dependencies => "dependencies",
                    SectionPart.Attachments => "attachments",
                    SectionPart.SuccessFactors => "success_factors",
                    SectionPart.Benefits => "expected_benefits",
                    _ => "",
                }
            )
            .Where(path => path.Length > 0)
            .Prepend("body");

    /// <summary>
    /// What the form says, for the parts that the section has. Fields that cannot be read are given to <paramref name="refuse"/>.
    /// </summary>
    /// <param name="current">The section as it stands, for what the form does not show.</param>
    /// <param name="nameOf">What a sub-project or stakeholder is called in the document.</param>
    /// <param name="refuse">Takes the field whose amount cannot be read.</param>
    public Section ToSection(Section current, Func<string, string> nameOf, Action<string> refuse)
    {
        written.Clear();
        var section = new Section
        {
            Name = current.Name,
            Body = Body,
            ProcurementRelevance = ProcurementRelevance,
        };
        foreach (var (i, row) in Written(nameof(Goals), Goals))
        {
            section.Goals.Add(
                new Goal
                {
                    Kind = row.Kind,
                    Text = row.Text,
                    Amount = Amount(row.Amount, $"Goals[{i}].Amount", refuse),
                    AmountMax = Amount(row.AmountMax, $"Goals[{i}].AmountMax", refuse),
                    Effect = row.Effect,
                    EffectYear = row.EffectYear ?? 0,
                }
            );
        }

        foreach (var row in Ordered(nameof(Items), Items, row => row.Position))
        {
            section.Items.Add(new Item { Text = row.Text });
        }

        foreach (var row in Ordered(nameof(PlanEntries), PlanEntries, row => row.Position))
        {
            section.PlanEntries.Add(
                new PlanEntry
                {
                    Kind = row.Kind,
                    Text = row.Text,
                    Period = row.ToPeriod(),
                }
            );
        }

        foreach (var (i, row) in Written(nameof(BudgetFrames), BudgetFrames))
        {
            section.BudgetFrames.Add(
                new BudgetFrame
                {
                    Kind = row.Kind,
                    Amount = Amount(row.Amount, $"BudgetFrames[{i}].Amount", refuse),
                    PerYear = row.PerYear,
                    Period = row.ToPeriod(),
                    Note = row.Note,
                }
            );
        }

        foreach (var (_, row) in Written(nameof(Dependencies), Dependencies))
        {
            // A name that the document already has for it stays.
            var kept = current.Dependencies.FirstOrDefault(d => row.On.Length > 0 && DependencyRow.NameOf(d) == row.On);
            section.Dependencies.Add(
                new Dependency
                {
                    SubProject = row.On.Contains("/subProjects/", StringComparison.Ordinal) ? row.On : "",
                    Stakeholder = row.On.Contains("/stakeholders/", StringComparison.Ordinal) ? row.On : "",
                    DisplayName =
                        row.On.Length == 0 ? row.Other
                        : kept is { DisplayName.Length: > 0 } ? kept.DisplayName
                        : nameOf(row.On),
                    Reason = row.Reason,
                    NeededBy = row.ToPeriod(),
                }
            );
        }

        foreach (var (_, row) in Written(nameof(Attachments), Attachments))
        {
            section.Attachments.Add(
                new Attachment
                {
                    Title = row.Title,
                    Due = row.ToPeriod(),
                    Reference = row.Reference,
                }
            );
        }

        foreach (var (_, row) in Written(nameof(SuccessFactors), SuccessFactors))
        {
            section.SuccessFactors.Add(new SuccessFactor { Text = row.Text });
        }

        foreach (var (_, row) in Written(nameof(ExpectedBenefits), ExpectedBenefits))
        {
            section.ExpectedBenefits.Add(
                new ExpectedBenefit
                {
                    Kind = row.Kind,
                    Text = row.Text,
                    Beneficiary = row.Beneficiary,
                }
            );
        }

        return section;
    }

    /// <summary>The form's field for a path in the request that <see cref="ToSection"/> made.</summary>
    public string Field(string path) =>
        SectionFields.Key(
            path,
            (part, index) => written.TryGetValue(part, out var rows) && index < rows.Count ? rows[index] : index
        );

    private static void AddEmptyRow<T>(List<T> rows)
        where T : ISectionRow, new()
    {
        if (rows.Count == 0 || !rows[^1].IsEmpty)
        {
            rows.Add(new T());
        }
    }

    // The rows with something in them, each with its place in the form.
    private IEnumerable<(int Index, T Row)> Written<T>(string part, IReadOnlyList<T> rows)
        where T : ISectionRow
    {
        List<(int Index, T Row)> some = [.. rows.Index().Where(one => !one.Item.IsEmpty)];
        written[part] = [.. some.Select(one => one.Index)];
        return some;
    }

    // The rows in the order of the numbers beside them. A form shows them numbered 1, 2, … from its first row.
    private IEnumerable<T> Ordered<T>(string part, IReadOnlyList<T> rows, Func<T, int?> number)
        where T : ISectionRow
    {
        List<(int Index, T Row)> some = [.. rows.Index().Where(one => !one.Item.IsEmpty)];
        var order = RowOrder.Of(some, one => number(one.Row), one => one.Index + 1);
        written[part] = [.. order.Select(one => one.Index)];
        return order.Select(one => one.Row);
    }

    private static Google.Type.Money? Amount(string text, string field, Action<string> refuse)
    {
        if (!Formats.TryReadAmount(text, out var amount))
        {
            refuse(field);
        }

        return amount;
    }
}
