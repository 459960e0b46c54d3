using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Consultations;

/// <summary>What holds for consultations: how much time they give, and when they go on. Pure.</summary>
internal static class ConsultationRules
{
    /// <summary>
    /// The day to which answers are in time: a deadline on a Saturday, a Sunday or a public holiday runs to the next working day, as those of the courts do
    /// (domstolloven § 149).
    /// </summary>
    public static DateOnly LastDay(DateOnly deadline) => NorwegianCalendar.OnOrNextWorkingDay(deadline);

    /// <summary>What is wrong with a consultation, open or not.</summary>
    public static IEnumerable<Violation> Check(Consultation consultation)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < consultation.Points.Count; i++)
        {
            if (!texts.Add(consultation.Points[i].Text.Trim()))
                yield return new($"consultation.points[{i}].text", "REPEATED", consultation.Points[i].Text);
        }
        if (
            consultation.DeadlineDate.ToDateOnly() is { } deadline
            && (deadline < NorwegianCalendar.FirstDay || deadline > NorwegianCalendar.LastDay.AddDays(-14))
        )
            yield return new("consultation.deadline_date", "DATE_OUT_OF_RANGE", NorwegianTime.Format(deadline));
    }

    /// <summary>Why it is not opened; empty where it is.</summary>
    /// <param name="rule">The one in effect; null where none is known for the day.</param>
    public static IEnumerable<Violation> WhyNotOpened(Consultation consultation, ConsultationRule? rule, DateOnly today)
    {
        if (consultation.State != ConsultationState.Draft)
        {
            yield return new(consultation.Name, "CONSULTATION_NOT_DRAFT", consultation.Title);
            yield break;
        }
        if (consultation.Stakeholders.Count == 0)
            yield return new(consultation.Name, "CONSULTATION_ASKS_NOBODY", consultation.Title);
        var days = consultation.LastDate.ToDateOnly()!.Value.DayNumber - today.DayNumber;
        if (days < 0)
            yield return new(
                consultation.Name,
                "DEADLINE_PASSED",
                NorwegianTime.Format(consultation.DeadlineDate.ToDateOnly()!.Value)
            );
        else if (rule is not null && days < rule.LeastDays && consultation.ShortDeadlineReason.Trim().Length == 0)
            yield return new(consultation.Name, "DEADLINE_SHORT", days, rule.LeastDays, rule.Source);
    }

    /// <summary>Why it is not changed so; empty where it is. Whoever was asked on certain terms is not asked on others.</summary>
    public static IEnumerable<Violation> WhyNotChanged(Consultation current, Consultation next)
    {
        if (current.State == ConsultationState.Draft)
            yield break;
        if (current.State != ConsultationState.Open)
        {
            yield return new(current.Name, "CONSULTATION_OVER", current.Title);
            yield break;
        }
        if (next.DeadlineDate.ToDateOnly() < current.DeadlineDate.ToDateOnly())
            yield return new("consultation.deadline_date", "DEADLINE_EARLIER");
        if (current.Stakeholders.Except(next.Stakeholders).Any())
            yield return new("consultation.stakeholders", "STAKEHOLDER_WAS_ASKED");
        var rest = next.Clone();
        (rest.DeadlineDate, rest.LastDate) = (current.DeadlineDate, current.LastDate);
        (rest.Published, rest.DocumentUri) = (current.Published, current.DocumentUri);
        rest.Stakeholders.Clear();
        rest.Stakeholders.AddRange(current.Stakeholders);
        if (!rest.Equals(current))
            yield return new(current.Name, "CONSULTATION_OPEN", current.Title);
    }

    /// <summary>Why no more answers are waited for; null where that is so.</summary>
    /// <param name="answered">Who has answered.</param>
    public static Violation? WhyNotClosed(Consultation consultation, IReadOnlySet<string> answered, DateOnly today) =>
        consultation.State != ConsultationState.Open ? new(consultation.Name, "CONSULTATION_NOT_OPEN", consultation.Title)
        : today <= consultation.LastDate.ToDateOnly() && !consultation.Stakeholders.All(answered.Contains)
            ? new(consultation.Name, "CONSULTATION_RUNS", NorwegianTime.Format(consultation.LastDate.ToDateOnly()!.Value))
        : null;

    /// <summary>Why it is not concluded; null where it is.</summary>
    /// <param name="pending">How many of the answers are not answered.</param>
    public static Violation? WhyNotConcluded(Consultation consultation, int pending) =>
        consultation.State != ConsultationState.Closed ? new(consultation.Name, "CONSULTATION_NOT_CLOSED", consultation.Title)
        : pending > 0 ? new(consultation.Name, "ANSWERS_PENDING", pending)
        : null;

    /// <summary>Why it is not withdrawn; null where it is.</summary>
    public static Violation? WhyNotWithdrawn(Consultation consultation) =>
        consultation.State is ConsultationState.Concluded or ConsultationState.Withdrawn
            ? new(consultation.Name, "CONSULTATION_OVER", consultation.Title)
            : null;

    /// <summary>Numbers the points in their order.</summary>
    public static void Number(Consultation consultation)
    {
        for (var i = 0; i < consultation.Points.Count; i++)
            consultation.Points[i].Number = i + 1;
    }
}
