using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Checks;

/// <summary>
/// Says before submission what is missing in a mandate and what is too vague to decide on, each with its place. Pure. The reason for the
/// vague part is Bodø's experience (case 13/15): light and general analyses are worth next to nothing.
/// </summary>
internal static class MandateCheck
{
    /// <summary>A required text of fewer words is asked about.</summary>
    public const int FewWords = 15;

    // A running text with this share of words that commit to nothing, and nothing concrete, is asked about; a single line needs more.
    private const double EmptyText = 0.15;
    private const double EmptyLine = 0.5;

    /// <summary>Everything found, in document order.</summary>
    public static IReadOnlyList<MandateFinding> Check(Mandate mandate)
    {
        var found = new List<MandateFinding>();
        CheckFront(mandate, found);
        foreach (var section in mandate.Sections)
        {
            CheckSection(section, found);
        }

        return found;
    }

    private static void CheckFront(Mandate mandate, List<MandateFinding> found)
    {
        if (string.IsNullOrWhiteSpace(mandate.Title))
        {
            found.Add(Missing("TITLE_MISSING", mandate.Name, "title"));
        }

        if (mandate.DocumentDate.ToDateOnly() is null)
        {
            found.Add(Missing("DOCUMENT_DATE_MISSING", mandate.Name, "document_date"));
        }

        if (mandate.PreparedBy.Length == 0 && string.IsNullOrWhiteSpace(mandate.PreparedByDisplayName))
        {
            found.Add(Missing("PREPARED_BY_MISSING", mandate.Name, "prepared_by"));
        }

        if (
            mandate.Predecessor.Length > 0
            && mandate.DocumentKind is not (DocumentKind.Unspecified or DocumentKind.Mandate)
            && string.IsNullOrWhiteSpace(mandate.ChangeSummary)
        )
        {
            found.Add(Missing("CHANGE_SUMMARY_MISSING", mandate.Name, "change_summary"));
        }

        if (mandate.Sections.Count == 0)
        {
            found.Add(Missing("NO_SECTIONS", mandate.Name, "sections"));
        }
    }

    private static void CheckSection(Section section, List<MandateFinding> found)
    {
        var before = found.Count;
        foreach (var part in section.Parts)
        {
            CheckPartPresent(section, part, found);
        }

        // What a part misses is said more exactly than "the section is empty".
        var empty = string.IsNullOrWhiteSpace(section.Body) && !HasParts(section);
        if (section.Required && empty && !found.Skip(before).Any(finding => finding.Severity == FindingSeverity.Missing))
        {
            found.Add(Missing("SECTION_EMPTY", section.Name, "body", Heading(section)));
        }

        CheckBody(section, found);
        CheckGoals(section, found);
        CheckLines(section, section.Items.Select(item => item.Text), "items", "ITEM", found);
        CheckLines(section, section.ExpectedBenefits.Select(benefit => benefit.Text), "expected_benefits", "BENEFIT", found);
        CheckLines(section, section.SuccessFactors.Select(factor => factor.Text), "success_factors", "SUCCESS_FACTOR", found);
        CheckBenefits(section, found);
        CheckPlan(section, found);
        CheckBudget(section, found);
        CheckDependencies(section, found);
        CheckAttachments(section, found);
    }

    private static void CheckPartPresent(Section section, SectionPart part, List<MandateFinding> found)
    {
        var name = section.Name;
        switch (part)
        {
            case SectionPart.Goals
                when !section.Goals.Any(goal => goal.Kind == GoalKind.Main && !string.IsNullOrWhiteSpace(goal.Text)):
                found.Add(Missing("NO_MAIN_GOAL", name, "goals"));
                break;
            case SectionPart.Items when section.Items.Count == 0:
                found.Add(Missing("NO_ITEMS", name, "items"));
                break;
            case SectionPart.Procurement
                when section.ProcurementRelevance is not (ProcurementRelevance.Yes or ProcurementRelevance.No):
                found.Add(Missing("PROCUREMENT_NOT_ANSWERED", name, "procurement_relevance"));
                break;
            case SectionPart.Plan when section.PlanEntries.Count == 0:
                found.Add(Missing("PLAN_EMPTY", name, "plan_entries"));
                break;
            case SectionPart.Budget when section.BudgetFrames.Count == 0:
                found.Add(Vague("BUDGET_EMPTY", name, "budget_frames"));
                break;
            case SectionPart.Dependencies when section.Dependencies.Count == 0:
                found.Add(Vague("NO_DEPENDENCY", name, "dependencies"));
                break;
            case SectionPart.SuccessFactors when section.SuccessFactors.Count == 0:
                found.Add(Vague("NO_SUCCESS_FACTOR", name, "success_factors"));
                break;
            case SectionPart.Benefits when section.ExpectedBenefits.Count == 0:
                found.Add(Vague("NO_BENEFIT", name, "expected_benefits"));
                break;
            default:
                break;
        }
    }

    private static void CheckBody(Section section, List<MandateFinding> found)
    {
        if (string.IsNullOrWhiteSpace(section.Body))
        {
            return;
        }

        var words = VagueWords.Count(section.Body);
        if (section.Required && words < FewWords && !HasParts(section))
        {
            found.Add(Vague("TEXT_TOO_SHORT", section.Name, "body", Heading(section), words));
        }
        else if (!VagueWords.IsConcrete(section.Body) && VagueWords.EmptyShare(section.Body) >= EmptyText)
        {
            found.Add(Vague("TEXT_GENERIC", section.Name, "body", Heading(section), VagueWords.Examples(section.Body)));
        }
    }

    private static void CheckGoals(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.Goals.Count; i++)
        {
            var goal = section.Goals[i];
            var at = $"goals[{i}]";
            var amount = Amount(goal.Amount);
            if (string.IsNullOrWhiteSpace(goal.Text))
            {
                found.Add(Missing("GOAL_EMPTY", section.Name, $"{at}.text", i + 1));
                continue;
            }

            if (amount is null && goal.EffectYear == 0 && !goal.Text.Any(char.IsDigit))
            {
                found.Add(Vague("GOAL_NOT_MEASURABLE", section.Name, $"{at}.amount", i + 1));
            }

            if (amount is not null && goal.EffectYear == 0)
            {
                found.Add(Vague("GOAL_WITHOUT_YEAR", section.Name, $"{at}.effect_year", i + 1));
            }

            if (amount is not null && goal.Effect == EffectKind.Unspecified)
            {
                found.Add(Vague("GOAL_EFFECT_NOT_STATED", section.Name, $"{at}.effect", i + 1));
            }

            if (Amount(goal.AmountMax) is { } most && (amount is null || most < amount))
            {
                found.Add(Missing("GOAL_RANGE_REVERSED", section.Name, $"{at}.amount_max", i + 1));
            }
        }
    }

    private static void CheckLines(
        Section section,
        IEnumerable<string> lines,
        string field,
        string reason,
        List<MandateFinding> found
    )
    {
        foreach (var (i, text) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                found.Add(Missing($"{reason}_EMPTY", section.Name, $"{field}[{i}].text", i + 1));
            }
            else if (!VagueWords.IsConcrete(text) && VagueWords.EmptyShare(text) >= EmptyLine)
            {
                found.Add(Vague($"{reason}_GENERIC", section.Name, $"{field}[{i}].text", i + 1, VagueWords.Examples(text)));
            }
        }
    }

    private static void CheckBenefits(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.ExpectedBenefits.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(section.ExpectedBenefits[i].Beneficiary))
            {
                found.Add(Vague("BENEFIT_FOR_NOBODY", section.Name, $"expected_benefits[{i}].beneficiary", i + 1));
            }
        }
    }

    private static void CheckPlan(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.PlanEntries.Count; i++)
        {
            var entry = section.PlanEntries[i];
            if (string.IsNullOrWhiteSpace(entry.Text))
            {
                found.Add(Missing("PLAN_ENTRY_EMPTY", section.Name, $"plan_entries[{i}].text", i + 1));
            }

            if (IsAbsent(entry.Period))
            {
                found.Add(Vague("PERIOD_MISSING", section.Name, $"plan_entries[{i}].period", entry.Text));
            }

            CheckPeriod(section, entry.Period, $"plan_entries[{i}].period", found);
        }
    }

    private static void CheckBudget(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.BudgetFrames.Count; i++)
        {
            var frame = section.BudgetFrames[i];
            var at = $"budget_frames[{i}]";
            if (frame.Amount is null && string.IsNullOrWhiteSpace(frame.Note))
            {
                found.Add(Missing("BUDGET_WITHOUT_AMOUNT", section.Name, $"{at}.amount", i + 1));
            }

            if (frame.Amount is not null && !frame.PerYear && IsAbsent(frame.Period))
            {
                found.Add(Vague("BUDGET_WITHOUT_PERIOD", section.Name, $"{at}.period", i + 1));
            }

            CheckPeriod(section, frame.Period, $"{at}.period", found);
        }
    }

    private static void CheckDependencies(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.Dependencies.Count; i++)
        {
            var dependency = section.Dependencies[i];
            var at = $"dependencies[{i}]";
            var on = dependency.DisplayName.Length > 0 ? dependency.DisplayName : (object)(i + 1);
            if (
                dependency.SubProject.Length + dependency.Stakeholder.Length == 0
                && string.IsNullOrWhiteSpace(dependency.DisplayName)
            )
            {
                found.Add(Missing("DEPENDENCY_ON_NOBODY", section.Name, $"{at}.display_name", i + 1));
            }

            if (string.IsNullOrWhiteSpace(dependency.Reason))
            {
                found.Add(Vague("DEPENDENCY_WITHOUT_REASON", section.Name, $"{at}.reason", on));
            }

            if (IsAbsent(dependency.NeededBy))
            {
                found.Add(Vague("DEPENDENCY_WITHOUT_DATE", section.Name, $"{at}.needed_by", on));
            }

            CheckPeriod(section, dependency.NeededBy, $"{at}.needed_by", found);
        }
    }

    private static void CheckAttachments(Section section, List<MandateFinding> found)
    {
        for (var i = 0; i < section.Attachments.Count; i++)
        {
            var attachment = section.Attachments[i];
            if (string.IsNullOrWhiteSpace(attachment.Title))
            {
                found.Add(Missing("ATTACHMENT_WITHOUT_TITLE", section.Name, $"attachments[{i}].title", i + 1));
            }

            // An attachment with a reference exists already.
            if (IsAbsent(attachment.Due) && string.IsNullOrWhiteSpace(attachment.Reference))
            {
                found.Add(Vague("ATTACHMENT_WITHOUT_DATE", section.Name, $"attachments[{i}].due", attachment.Title));
            }

            CheckPeriod(section, attachment.Due, $"attachments[{i}].due", found);
        }
    }

    private static void CheckPeriod(Section section, Period? period, string field, List<MandateFinding> found)
    {
        if (IsAbsent(period))
        {
            return;
        }

        var start = period!.StartDate.ToDateOnly();
        var end = period.EndDate.ToDateOnly();
        if (period.Resolution == PeriodResolution.Unreadable || end is null)
        {
            found.Add(Missing("PERIOD_UNREADABLE", section.Name, field, period.Label));
        }
        else if (end < start)
        {
            found.Add(Missing("PERIOD_REVERSED", section.Name, field, period.Label));
        }
    }

    private static bool IsAbsent(Period? period) =>
        period is null || (string.IsNullOrWhiteSpace(period.Label) && period.StartDate is null && period.EndDate is null);

    private static bool HasParts(Section section) =>
        section.Goals.Count
            + section.Items.Count
            + section.PlanEntries.Count
            + section.BudgetFrames.Count
            + section.Dependencies.Count
            + section.Attachments.Count
            + section.SuccessFactors.Count
            + section.ExpectedBenefits.Count
            > 0
        || section.ProcurementRelevance != ProcurementRelevance.Unspecified;

    private static decimal? Amount(Google.Type.Money? money) =>
        money is null ? null : money.Units + (money.Nanos / 1_000_000_000m);

    private static string Heading(Section section) =>
        section.Number.Length == 0 ? section.Title : $"{section.Number} {section.Title}";

    private static MandateFinding Missing(string reason, string place, string field, params object[] args) =>
        new(FindingSeverity.Missing, reason, place, field, args);

    private static MandateFinding Vague(string reason, string place, string field, params object[] args) =>
        new(FindingSeverity.Vague, reason, place, field, args);
}
