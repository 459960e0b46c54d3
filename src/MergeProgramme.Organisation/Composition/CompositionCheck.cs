using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Composition;

/// <summary>
/// Holds a body against its composition rules, on a day and on every later day on which somebody comes or goes or a rule begins. Pure.
/// </summary>
internal static class CompositionCheck
{
    /// <summary>
    /// Whether a role makes its holder a member. Secretaries, leads, observers, advisers and deputies sit there without being members.
    /// </summary>
    public static bool IsMember(AppointmentRole role) =>
        role is AppointmentRole.Chair or AppointmentRole.DeputyChair or AppointmentRole.Member;

    /// <summary>What holds, what does not, and from which day, where only municipalities matter.</summary>
    public static BodyComposition Check(
        Body body,
        IEnumerable<Appointment> appointments,
        IReadOnlyCollection<string> merging,
        DateOnly date
    ) => Check(body, appointments, CompositionContext.Of(merging), date);

    /// <summary>What holds, what does not, and from which day.</summary>
    /// <param name="appointments">Those of the body; others' roles and ended ones may be among them. A person has at most one at a time.</param>
    /// <param name="date">
    /// The day to check from. A body that does not exist yet is checked from its first day; of one that exists no longer nothing is asked.
    /// </param>
    public static BodyComposition Check(
        Body body,
        IEnumerable<Appointment> appointments,
        CompositionContext context,
        DateOnly date
    )
    {
        var first = Max(date, body.StartDate.ToDateOnly() ?? date);
        var last = body.EndDate.ToDateOnly() ?? DateOnly.MaxValue;
        List<Seat> seats = [.. appointments.Select(Seat.Of).Where(s => s.Last >= first && s.First <= last)];
        var composition = new BodyComposition
        {
            Body = body.Name,
            BodyDisplayName = body.DisplayName,
            MemberCount = first > last ? 0 : seats.Count(s => IsMember(s.Appointment.Role) && s.Holds(first)),
        };
        foreach (var rule in body.CompositionRules)
        {
            var from = Max(first, rule.StartDate.ToDateOnly() ?? first);
            var to = Min(last, rule.EndDate.ToDateOnly() ?? last);
            composition.Findings.Add(Find(rule, seats, context, first, from, to));
        }
        return composition;
    }

    private static CompositionFinding Find(
        CompositionRule rule,
        List<Seat> seats,
        CompositionContext context,
        DateOnly first,
        DateOnly from,
        DateOnly to
    )
    {
        var finding = new CompositionFinding { Rule = rule.Clone(), Met = true };
        foreach (var day in Days(rule, seats, context, from, to))
        {
            var lack = RuleCheck.Of(rule, seats.FindAll(s => s.Holds(day)), context, day);
            if (lack.Holds == true)
                continue;
            if (day == first)
                finding.Met = false;
            if (lack.Holds is null)
            {
                if (day == first)
                {
                    finding.Undetermined = true;
                    finding.UnknownPersons.AddRange(lack.Persons);
                }
                continue;
            }
            finding.GapDate = day.ToDate();
            finding.Shortfall = lack.Shortfall;
            finding.MissingMunicipalities.AddRange(lack.Municipalities);
            finding.ConflictingPersons.AddRange(lack.Persons);
            if (day > first)
            {
                var before = day.AddDays(-1);
                finding.LeavingAppointments.AddRange(
                    Names(seats.Where(s => s.Last == before && RuleCheck.OpensByLeaving(rule, s.Appointment, lack, context)))
                );
                finding.ArrivingAppointments.AddRange(
                    Names(seats.Where(s => s.First == day && RuleCheck.OpensByComing(rule, s.Appointment, lack, context)))
                );
            }
            finding.Actor = ActorOf(rule, lack, seats, Max(first, day));
            break;
        }
        return finding;
    }

    // The days on which something may change that the rule asks about.
    private static IEnumerable<DateOnly> Days(
        CompositionRule rule,
        List<Seat> seats,
        CompositionContext context,
        DateOnly from,
        DateOnly to
    )
    {
        if (from > to)
            return [];
        IEnumerable<Seat> moving = seats;
        if (rule.Kind == CompositionRuleKind.NoDeciders)
            moving = moving.Concat(seats.SelectMany(s => context.Deciding[s.Appointment.Person]).Select(Seat.Of));
        return moving
            .SelectMany(s => s.Last < DateOnly.MaxValue ? [s.First, s.Last.AddDays(1)] : (DateOnly[])[s.First])
            .Where(day => day > from && day <= to)
            .Append(from)
            .Distinct()
            .Order();
    }

    private static CompositionActor ActorOf(CompositionRule rule, RuleCheck.Lack lack, List<Seat> seats, DateOnly day)
    {
        switch (rule.Kind)
        {
            case CompositionRuleKind.EachMergingMunicipality:
                return new() { Kind = CompositionActorKind.Municipalities, Names = { lack.Municipalities } };
            case CompositionRuleKind.UnionRepresentatives or CompositionRuleKind.NamedUnionRepresentatives:
                return new() { Kind = CompositionActorKind.Union, Organisation = rule.Organisation };
            case CompositionRuleKind.SafetyRepresentatives or CompositionRuleKind.ChiefSafetyRepresentatives:
                return new() { Kind = CompositionActorKind.SafetyService };
        }
        // Who is secretary the day before the gap has the time to act.
        var secretary =
            seats.Find(s => s.Appointment.Role == AppointmentRole.Secretary && s.Holds(day))
            ?? seats.Find(s => s.Appointment.Role == AppointmentRole.Secretary && s.Holds(day.AddDays(-1)));
        return secretary is null
            ? new() { Kind = CompositionActorKind.ProgrammeOffice }
            : new() { Kind = CompositionActorKind.Secretary, Names = { secretary.Appointment.Name } };
    }

    private static IEnumerable<string> Names(IEnumerable<Seat> seats) =>
        seats.Select(s => s.Appointment.Name).Order(StringComparer.Ordinal);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
