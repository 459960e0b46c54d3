using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Composition;

/// <summary>
/// Holds a body against its composition rules, on a day and on every later day on which somebody comes or goes. Pure.
/// </summary>
internal static class CompositionCheck
{
    /// <summary>Whether a role makes its holder a member. Secretaries, leads, observers and advisers sit there without being members.</summary>
    public static bool IsMember(AppointmentRole role) =>
        role is AppointmentRole.Chair or AppointmentRole.DeputyChair or AppointmentRole.Member;

    /// <summary>What holds, what does not, and from which day.</summary>
    /// <param name="appointments">Those of the body; others' roles and ended ones may be among them. A person has at most one at a time.</param>
    /// <param name="merging">Resource names of the municipalities that merge.</param>
    /// <param name="date">
    /// The day to check from. A body that does not exist yet is checked from its first day; of one that exists no longer nothing is asked.
    /// </param>
    public static BodyComposition Check(
        Body body,
        IEnumerable<Appointment> appointments,
        IReadOnlyCollection<string> merging,
        DateOnly date
    )
    {
        var first = Max(date, body.StartDate.ToDateOnly() ?? date);
        var last = body.EndDate.ToDateOnly() ?? DateOnly.MaxValue;
        List<Seat> members =
        [
            .. appointments
                .Where(a => IsMember(a.Role))
                .Select(a => new Seat(a, a.StartDate.ToDateOnly()!.Value, a.EndDate.ToDateOnly() ?? DateOnly.MaxValue))
                .Where(s => s.Last >= first && s.First <= last),
        ];
        var days = members
            .Select(s => s.First)
            .Concat(members.Where(s => s.Last < DateOnly.MaxValue).Select(s => s.Last.AddDays(1)))
            .Where(day => day > first)
            .Append(first)
            .Where(day => day <= last)
            .Distinct()
            .Order()
            .Select(day => (Day: day, Present: members.FindAll(s => s.First <= day && day <= s.Last)))
            .ToList();

        var composition = new BodyComposition
        {
            Body = body.Name,
            BodyDisplayName = body.DisplayName,
            MemberCount = days.Count == 0 ? 0 : days[0].Present.Count,
        };
        foreach (var rule in body.CompositionRules)
            composition.Findings.Add(Find(rule, days, members, merging, first));
        return composition;
    }

    private static CompositionFinding Find(
        CompositionRule rule,
        List<(DateOnly Day, List<Seat> Present)> days,
        List<Seat> members,
        IReadOnlyCollection<string> merging,
        DateOnly first
    )
    {
        var finding = new CompositionFinding { Rule = rule.Clone(), Met = true };
        foreach (var (day, present) in days)
        {
            var lack = Lacking(rule, present, merging);
            if (lack.Met)
                continue;
            finding.Met = day > first;
            finding.GapDate = day.ToDate();
            finding.Shortfall = lack.Shortfall;
            finding.MissingMunicipalities.AddRange(lack.Municipalities);
            if (day > first)
            {
                finding.LeavingAppointments.AddRange(
                    members
                        .Where(s => s.Last == day.AddDays(-1) && Concerns(rule, s.Appointment, lack))
                        .Select(s => s.Appointment.Name)
                        .Order(StringComparer.Ordinal)
                );
            }
            break;
        }
        return finding;
    }

    private static Lack Lacking(CompositionRule rule, List<Seat> present, IReadOnlyCollection<string> merging)
    {
        switch (rule.Kind)
        {
            case CompositionRuleKind.EachMergingMunicipality:
                var lacking = merging
                    .Select(m => (Municipality: m, Short: rule.Minimum - present.Count(s => IsFor(s.Appointment, m))))
                    .Where(m => m.Short > 0)
                    .ToList();
                return new(lacking.Count == 0, lacking.Sum(m => m.Short), [.. lacking.Select(m => m.Municipality)]);
            case CompositionRuleKind.UnionRepresentatives:
                return AtLeast(rule, present.Count(s => s.Appointment.Representation == Representation.Union));
            case CompositionRuleKind.SafetyRepresentatives:
                return AtLeast(rule, present.Count(s => s.Appointment.Representation == Representation.SafetyService));
            case CompositionRuleKind.Members:
                return AtLeast(rule, present.Count);
            case CompositionRuleKind.OneChair:
                // Two chairs break the rule as well, though nobody is short.
                var chairs = present.Count(s => s.Appointment.Role == AppointmentRole.Chair);
                return new(chairs == 1, Math.Max(0, 1 - chairs), []);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "A rule that this version does not know.");
        }
    }

    private static Lack AtLeast(CompositionRule rule, int there) =>
        new(there >= rule.Minimum, Math.Max(0, rule.Minimum - there), []);

    private static bool Concerns(CompositionRule rule, Appointment leaving, Lack lack) =>
        lack.Shortfall > 0
        && rule.Kind switch
        {
            CompositionRuleKind.EachMergingMunicipality => lack.Municipalities.Exists(m => IsFor(leaving, m)),
            CompositionRuleKind.UnionRepresentatives => leaving.Representation == Representation.Union,
            CompositionRuleKind.SafetyRepresentatives => leaving.Representation == Representation.SafetyService,
            CompositionRuleKind.OneChair => leaving.Role == AppointmentRole.Chair,
            _ => true,
        };

    private static bool IsFor(Appointment appointment, string municipality) =>
        appointment.Representation == Representation.Municipality && appointment.Municipality == municipality;

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed record Seat(Appointment Appointment, DateOnly First, DateOnly Last);

    private sealed record Lack(bool Met, int Shortfall, List<string> Municipalities);
}
