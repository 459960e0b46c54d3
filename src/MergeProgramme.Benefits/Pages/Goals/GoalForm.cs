using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits.Pages;

/// <summary>What people write about a goal. Amounts stand as they write them.</summary>
internal sealed class GoalForm
{
    public GoalKind Kind { get; set; }

    public string Text { get; set; } = "";

    public string Amount { get; set; } = "";

    public string AmountMax { get; set; } = "";

    public EffectKind Effect { get; set; }

    public int? EffectYear { get; set; }

    public string SubProject { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a goal as it stands.</summary>
    public static GoalForm From(Goal goal) =>
        new()
        {
            Kind = goal.Kind,
            Text = goal.Text,
            Amount = Formats.Amount(goal.Amount),
            AmountMax = Formats.Amount(goal.AmountMax),
            Effect = goal.Effect,
            EffectYear = goal.EffectYear == 0 ? null : goal.EffectYear,
            SubProject = goal.SubProject,
            Etag = goal.Etag,
        };

    /// <summary>The goal that the form says; null where an amount cannot be read, which then stands at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Goal? ToGoal(string name, ModelStateDictionary modelState, IStringLocalizer texts)
    {
        if (!Formats.TryReadAmount(Amount, out var amount))
            modelState.AddModelError(nameof(Amount), texts["Goal.AmountUnreadable"]);
        if (!Formats.TryReadAmount(AmountMax, out var most))
            modelState.AddModelError(nameof(AmountMax), texts["Goal.AmountUnreadable"]);
        return modelState.IsValid
            ? new Goal
            {
                Name = name,
                Kind = Kind,
                Text = Text.Trim(),
                Amount = amount,
                AmountMax = most,
                Effect = Effect,
                EffectYear = EffectYear ?? 0,
                SubProject = SubProject,
                Etag = Etag,
            }
            : null;
    }
}
