using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>What people write about a measure. Amounts stand as they write them.</summary>
internal sealed class MeasureForm
{
    // More than the measure has, so that some can be added; the rest follows when it is saved.
    private const int FreeCosts = 2;

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public string Benefit { get; set; } = "";

    public string SubProject { get; set; } = "";

    public string Unit { get; set; } = "";

    public string Municipality { get; set; } = "";

    /// <summary>Positions, such as "2,5".</summary>
    public decimal? Positions { get; set; }

    public string BudgetFunction { get; set; } = "";

    public string BudgetAccount { get; set; } = "";

    public string Prerequisites { get; set; } = "";

    public string DecidingBody { get; set; } = "";

    public string Owner { get; set; } = "";

    public DateOnly? DecisionDate { get; set; }

    public int? LeadMonthsMin { get; set; }

    public int? LeadMonthsMax { get; set; }

    public int? LagMonthsMin { get; set; }

    public int? LagMonthsMax { get; set; }

    public int? RampMonths { get; set; }

    public string EffectLow { get; set; } = "";

    public string EffectLikely { get; set; } = "";

    public string EffectHigh { get; set; } = "";

    public int? ProbabilityPercent { get; set; }

    public List<CostRow> Costs { get; set; } = [];

    public bool SmallEffectConfirmed { get; set; }

    public string RevisionReason { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>What it costs, once or for a time.</summary>
    internal sealed class CostRow
    {
        public string Text { get; set; } = "";

        public string Amount { get; set; } = "";

        public DateOnly? StartDate { get; set; }

        public DateOnly? EndDate { get; set; }

        public bool IsEmpty => Text.Trim().Length == 0 && Amount.Trim().Length == 0 && StartDate is null && EndDate is null;
    }

    /// <summary>Adds empty rows, so that there is always room for one more cost.</summary>
    public MeasureForm WithRoom()
    {
        Costs.RemoveAll(row => row.IsEmpty);
        Costs.AddRange(Enumerable.Range(0, FreeCosts).Select(_ => new CostRow()));
        return this;
    }

    /// <summary>The form for a measure as it stands.</summary>
    public static MeasureForm From(Measure measure) =>
        new()
        {
            Title = measure.Title,
            Description = measure.Description,
            Benefit = measure.Benefit,
            SubProject = measure.SubProject,
            Unit = measure.Unit,
            Municipality = measure.Municipality,
            Positions = measure.PositionPercent == 0 ? null : measure.PositionPercent / 100m,
            BudgetFunction = measure.BudgetFunction,
            BudgetAccount = measure.BudgetAccount,
            Prerequisites = measure.Prerequisites,
            DecidingBody = measure.DecidingBody,
            Owner = measure.Owner,
            DecisionDate = measure.DecisionDate.ToDateOnly(),
            LeadMonthsMin = measure.LeadMonthsMin,
            LeadMonthsMax = measure.LeadMonthsMax,
            LagMonthsMin = measure.LagMonthsMin,
            LagMonthsMax = measure.LagMonthsMax,
            RampMonths = measure.RampMonths,
            EffectLow = Formats.AmountInField(measure.EffectLow),
            EffectLikely = Formats.AmountInField(measure.EffectLikely),
            EffectHigh = Formats.AmountInField(measure.EffectHigh),
            ProbabilityPercent = measure.ProbabilityPercent,
            Costs =
            [
                .. measure.Costs.Select(c => new CostRow
                {
                    Text = c.Text,
                    Amount = Formats.AmountInField(c.Amount),
                    StartDate = c.StartDate.ToDateOnly(),
                    EndDate = c.EndDate.ToDateOnly(),
                }),
            ],
            Etag = measure.Etag,
        };

    /// <summary>The measure that the form says; null where something cannot be read, which then stands at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Measure? ToMeasure(string name, ModelStateDictionary modelState, IStringLocalizer texts)
    {
        Google.Type.Money? Amount(string text, string field)
        {
            if (!Formats.TryReadAmount(text, out var amount))
                modelState.AddModelError(field, texts["Goal.AmountUnreadable"]);
            return amount;
        }
        var measure = new Measure
        {
            Name = name,
            Title = Title.Trim(),
            Description = Description.Trim(),
            Benefit = Benefit,
            SubProject = SubProject,
            Unit = Unit,
            Municipality = Municipality,
            PositionPercent = Positions is { } positions ? (int)Math.Clamp(Math.Round(positions * 100), -1, 10_000_000) : 0,
            BudgetFunction = BudgetFunction.Trim(),
            BudgetAccount = BudgetAccount.Trim(),
            Prerequisites = Prerequisites.Trim(),
            DecidingBody = DecidingBody,
            Owner = Owner.Trim(),
            DecisionDate = DecisionDate.ToDate(),
            LeadMonthsMin = LeadMonthsMin ?? 0,
            // One number alone is no range: it stands for both ends.
            LeadMonthsMax = LeadMonthsMax ?? LeadMonthsMin ?? 0,
            LagMonthsMin = LagMonthsMin ?? 0,
            LagMonthsMax = LagMonthsMax ?? LagMonthsMin ?? 0,
            RampMonths = RampMonths ?? 0,
            EffectLikely = Amount(EffectLikely, nameof(EffectLikely)),
            ProbabilityPercent = ProbabilityPercent ?? 0,
            Etag = Etag,
        };
        measure.EffectLow = EffectLow.Trim().Length == 0 ? measure.EffectLikely : Amount(EffectLow, nameof(EffectLow));
        measure.EffectHigh = EffectHigh.Trim().Length == 0 ? measure.EffectLikely : Amount(EffectHigh, nameof(EffectHigh));
        Costs.RemoveAll(row => row.IsEmpty);
        foreach (var (index, row) in Costs.Index())
            measure.Costs.Add(
                new MeasureCost
                {
                    Text = row.Text.Trim(),
                    Amount = Amount(row.Amount, $"Costs[{index}].Amount"),
                    StartDate = row.StartDate.ToDate(),
                    EndDate = (row.EndDate ?? row.StartDate).ToDate(),
                }
            );
        return modelState.IsValid ? measure : null;
    }
}
