using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Mandates.Pages;

/// <summary>A row of a section's form. Rows where nothing is written are left out.</summary>
internal interface ISectionRow
{
    /// <summary>Whether nothing is written in it; a choice alone says nothing.</summary>
    bool IsEmpty { get; }
}

/// <summary>A row with a period: the words as written, and dates beside them where the words cannot be read.</summary>
internal abstract class PeriodRow
{
    public string Label { get; set; } = "";

    /// <summary>First day, where a person states it.</summary>
    public DateOnly? Start { get; set; }

    /// <summary>Last day, where a person states it.</summary>
    public DateOnly? End { get; set; }

    /// <summary>The period as it is kept, for showing how it was read.</summary>
    public Period? Kept { get; private set; }

    protected bool HasPeriod => Label.Length > 0 || Start is not null || End is not null;

    /// <summary>The period: the service reads the words unless dates are stated. Null where there is none.</summary>
    public Period? ToPeriod() =>
        !HasPeriod ? null
        : Start is null && End is null ? new Period { Label = Label }
        : new Period
        {
            Label = Label,
            StartDate = Start.ToDate(),
            EndDate = End.ToDate(),
            Resolution = PeriodResolution.Stated,
        };

    protected void Show(Period? period)
    {
        Kept = period;
        Label = period?.Label ?? "";
        if (period?.Resolution == PeriodResolution.Stated)
        {
            Start = period.StartDate.ToDateOnly();
            End = period.EndDate.ToDateOnly();
        }
    }
}

/// <summary>A goal, its amounts as people write them.</summary>
internal sealed class GoalRow : ISectionRow
{
    public GoalKind Kind { get; set; }
    public string Text { get; set; } = "";
    public string Amount { get; set; } = "";
    public string AmountMax { get; set; } = "";
    public EffectKind Effect { get; set; }
    public int? EffectYear { get; set; }

    public bool IsEmpty => Text.Length + Amount.Length + AmountMax.Length == 0 && EffectYear is null;

    public static GoalRow From(Goal goal) =>
        new()
        {
            Kind = goal.Kind,
            Text = goal.Text,
            Amount = Formats.AmountInField(goal.Amount),
            AmountMax = Formats.AmountInField(goal.AmountMax),
            Effect = goal.Effect,
            EffectYear = goal.EffectYear == 0 ? null : goal.EffectYear,
        };
}

/// <summary>A numbered thing to assess.</summary>
internal sealed class ItemRow : ISectionRow
{
    /// <summary>Its place in the list, from 1; null for a new one.</summary>
    public int? Position { get; set; }
    public string Text { get; set; } = "";

    public bool IsEmpty => Text.Length == 0;
}

/// <summary>A phase, activity or milestone.</summary>
internal sealed class PlanRow : PeriodRow, ISectionRow
{
    /// <summary>Its place in the plan, from 1; null for a new one.</summary>
    public int? Position { get; set; }
    public PlanEntryKind Kind { get; set; } = PlanEntryKind.Activity;
    public string Text { get; set; } = "";

    public bool IsEmpty => Text.Length == 0 && !HasPeriod;

    public static PlanRow From(PlanEntry entry, int position)
    {
        var row = new PlanRow
        {
            Position = position,
            Kind = entry.Kind,
            Text = entry.Text,
        };
        row.Show(entry.Period);
        return row;
    }
}

/// <summary>What may be spent.</summary>
internal sealed class BudgetRow : PeriodRow, ISectionRow
{
    public BudgetKind Kind { get; set; }
    public string Amount { get; set; } = "";
    public bool PerYear { get; set; }
    public string Note { get; set; } = "";

    public bool IsEmpty => Amount.Length + Note.Length == 0 && !HasPeriod;

    public static BudgetRow From(BudgetFrame frame)
    {
        var row = new BudgetRow
        {
            Kind = frame.Kind,
            Amount = Formats.AmountInField(frame.Amount),
            PerYear = frame.PerYear,
            Note = frame.Note,
        };
        row.Show(frame.Period);
        return row;
    }
}

/// <summary>Somebody that the sub-project depends on.</summary>
internal sealed class DependencyRow : PeriodRow, ISectionRow
{
    /// <summary>Resource name of a sub-project or a stakeholder; empty for somebody who is not registered.</summary>
    public string On { get; set; } = "";

    /// <summary>The name of somebody who is not registered.</summary>
    public string Other { get; set; } = "";
    public string Reason { get; set; } = "";

    public bool IsEmpty => On.Length + Other.Length + Reason.Length == 0 && !HasPeriod;

    public static DependencyRow From(Dependency dependency)
    {
        var on = NameOf(dependency);
        var row = new DependencyRow
        {
            On = on,
            Other = on.Length == 0 ? dependency.DisplayName : "",
            Reason = dependency.Reason,
        };
        row.Show(dependency.NeededBy);
        return row;
    }

    /// <summary>The resource that a dependency is on; empty where it is only named.</summary>
    public static string NameOf(Dependency dependency) =>
        dependency.SubProject.Length > 0 ? dependency.SubProject : dependency.Stakeholder;
}

/// <summary>An attachment, and when it is due.</summary>
internal sealed class AttachmentRow : PeriodRow, ISectionRow
{
    public string Title { get; set; } = "";
    public string Reference { get; set; } = "";

    public bool IsEmpty => Title.Length + Reference.Length == 0 && !HasPeriod;

    public static AttachmentRow From(Attachment attachment)
    {
        var row = new AttachmentRow { Title = attachment.Title, Reference = attachment.Reference };
        row.Show(attachment.Due);
        return row;
    }
}

/// <summary>What must be in place.</summary>
internal sealed class FactorRow : ISectionRow
{
    public string Text { get; set; } = "";

    public bool IsEmpty => Text.Length == 0;
}

/// <summary>What will be gained, and by whom.</summary>
internal sealed class BenefitRow : ISectionRow
{
    public BenefitKind Kind { get; set; }
    public string Text { get; set; } = "";
    public string Beneficiary { get; set; } = "";

    public bool IsEmpty => Text.Length + Beneficiary.Length == 0;
}
