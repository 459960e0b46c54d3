using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Award> SendAwardLetters(SendAwardLettersRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurementCase = ResourceNames.Parent(request.Name);
                await CaseTable.LockAsync(session, procurementCase);
                var award = await FindAwardAsync(session, request.Name);
                Etags.Require(request.Etag, award.Etag, award.Name);
                if (award.State != AwardState.Decided)
                    throw Problem.Precondition(award.Name, "AWARD_NOT_DECIDED_YET");
                var today = NorwegianTime.DateIn(session.Now);
                var rules = await RuleTable.AllAsync(session, ResourceNames.Programme(request.Name));
                var rule =
                    StandstillOn(rules, today)
                    ?? throw Problem.Precondition(award.Name, "RULE_UNKNOWN", NorwegianTime.Format(today));
                var standstill = Standstill.Of(today, request.Electronic, rule);
                award.State = AwardState.Announced;
                (award.SendTime, award.Electronic) = (Instants.ToTimestamp(session.Now), request.Electronic);
                (award.StandstillEndDate, award.StandstillSource) = (standstill.LastDay.ToDate(), rule.Source);
                award.StandstillSteps.Clear();
                award.StandstillSteps.Add(standstill.Period.Steps.Select(StepOf));
                await AwardTable.UpdateAsync(session, award, "procurement.award.announced");
                foreach (var (position, step) in award.StandstillSteps.Index())
                    await session.ExecuteAsync(
                        """
                        INSERT INTO standstill_steps (award, position, kind, date, day_number, holiday)
                        VALUES (@Name, @position, @Kind, @Date, @DayNumber, @Holiday)
                        """,
                        new
                        {
                            award.Name,
                            position,
                            step.Kind,
                            step.Date,
                            step.DayNumber,
                            step.Holiday,
                        }
                    );
                var procurement = await CaseTable.GetAsync(session, procurementCase, today);
                var next = procurement.Clone();
                next.State = ProcurementCaseState.Awarded;
                await CaseTable.UpdateAsync(session, next, procurement.Etag, "procurement.procurementCase.awarded");
                return award;
            }
        );

    // Three figures make the rule; each may have its own date of effect.
    private static StandstillRule? StandstillOn(IReadOnlyCollection<ProcurementRule> rules, DateOnly day) =>
        DatedRules.On(rules, ProcurementRuleKind.StandstillElectronic, day) is { } electronic
        && DatedRules.On(rules, ProcurementRuleKind.StandstillOther, day) is { } otherwise
            ? new(
                electronic.Source,
                (int)Math.Clamp(electronic.Value, 1, CaseTimeline.MostDays),
                (int)Math.Clamp(otherwise.Value, 1, CaseTimeline.MostDays),
                (int)
                    Math.Clamp(
                        DatedRules.On(rules, ProcurementRuleKind.PeriodWorkingDays, day)?.Value ?? 0,
                        0,
                        CaseTimeline.MostDays
                    )
            )
            : null;

    private static StandstillStep StepOf(CountedStep step) =>
        new()
        {
            Kind = step.Kind switch
            {
                CountedStepKind.Event => StandstillStepKind.Event,
                CountedStepKind.FirstDay => StandstillStepKind.FirstDay,
                CountedStepKind.LastCounted => StandstillStepKind.LastCounted,
                CountedStepKind.NotAWorkingDay => StandstillStepKind.NotAWorkingDay,
                CountedStepKind.TooFewWorkingDays => StandstillStepKind.TooFewWorkingDays,
                _ => StandstillStepKind.LastDay,
            },
            Date = step.Date.ToDate(),
            DayNumber = step.DayNumber,
            Holiday = step.Holiday?.ToString() ?? "",
        };
}
