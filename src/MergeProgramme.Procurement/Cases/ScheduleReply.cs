using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Cases;

/// <summary>What the dates of a case are made of, out of the case, its award and contract, and the rules of the day. Pure.</summary>
internal static class ScheduleReply
{
    /// <param name="award">The one that counts; null where there is none.</param>
    /// <param name="vesting">Null where the programme has none.</param>
    public static CaseSchedule Of(
        ProcurementCase procurement,
        Award? award,
        Contract? contract,
        DateOnly? vesting,
        IReadOnlyCollection<ProcurementRule> rules,
        DateOnly today
    )
    {
        var answer = new CaseSchedule { VestingDate = vesting.ToDate() };
        var published = procurement.PublishTime is { } time ? NorwegianTime.DateIn(time.ToDateTimeOffset()) : (DateOnly?)null;
        var day = published ?? today;
        var deadline = procurement.TenderDeadlineTime is { } end ? NorwegianTime.DateIn(end.ToDateTimeOffset()) : (DateOnly?)null;
        var least = ProcedureRules.DeadlineRule(ProcedureRules.Chosen(procurement)) is { } kind
            ? DatedRules.On(rules, kind, day)?.Value
            : null;
        var standstill = DatedRules.On(rules, ProcurementRuleKind.StandstillElectronic, day)?.Value;
        if (vesting is null)
            answer.Missing.Add("VESTING_DATE_MISSING");
        if (deadline is null && least is null)
            answer.Missing.Add("DEADLINE_REQUIRED");
        if (standstill is null)
            answer.Missing.Add("RULE_UNKNOWN");
        if (answer.Missing.Count > 0)
            return answer;
        Dictionary<CaseStep, DateOnly> reached = [];
        Reach(CaseStep.Publication, published);
        Reach(CaseStep.TenderDeadline, deadline);
        Reach(CaseStep.AwardLetters, award?.SendTime is { } sent ? NorwegianTime.DateIn(sent.ToDateTimeOffset()) : null);
        Reach(CaseStep.StandstillEnd, award?.StandstillEndDate.ToDateOnly());
        Reach(CaseStep.Contract, contract?.SignDate.ToDateOnly());
        var plan = new TimelinePlan(
            vesting!.Value,
            day,
            Days(Math.Max(least ?? 1, deadline is { } last ? last.DayNumber - day.DayNumber : 1)),
            Days(procurement.EvaluationDays),
            Days(standstill!.Value),
            Days(procurement.ContractDays),
            Days(procurement.ImplementationDays),
            (int)
                Math.Clamp(
                    DatedRules.On(rules, ProcurementRuleKind.PeriodWorkingDays, day)?.Value ?? 0,
                    0,
                    CaseTimeline.MostDays
                ),
            reached
        );
        answer.Rows.Add(
            CaseTimeline
                .Of(plan)
                .Select(row => new CaseScheduleRow
                {
                    Step = (CaseScheduleStep)((int)row.Step + 1),
                    Days = row.Days,
                    EarliestDate = row.Earliest.ToDate(),
                    LatestDate = row.Latest.ToDate(),
                    SlackDays = row.Slack,
                    Reached = reached.ContainsKey(row.Step),
                })
        );
        return answer;

        void Reach(CaseStep step, DateOnly? date)
        {
            if (date is { } known)
                reached[step] = known;
        }

        static int Days(long days) => (int)Math.Clamp(days, 1, CaseTimeline.MostDays);
    }
}
