using MergeProgramme.Organisation.V1;
using Kind = MergeProgramme.Organisation.V1.CompositionRuleKind;

namespace MergeProgramme.Organisation.Composition;

/// <summary>One rule on one day. Pure.</summary>
internal static class RuleCheck
{
    /// <summary>Whether the rule holds, and what is short where it does not.</summary>
    /// <param name="Holds">Null where it cannot be told.</param>
    /// <param name="Shortfall">How many more, or fewer, would do.</param>
    /// <param name="Municipalities">Those that lack a member.</param>
    /// <param name="Persons">Those who conflict; where it cannot be told, those of whom it is not recorded.</param>
    internal sealed record Lack(bool? Holds, int Shortfall, IReadOnlyList<string> Municipalities, IReadOnlyList<string> Persons);

    /// <param name="present">The seats that are held on the day, of members and others.</param>
    public static Lack Of(CompositionRule rule, List<Seat> present, CompositionContext context, DateOnly day)
    {
        var members = present.FindAll(s => CompositionCheck.IsMember(s.Appointment.Role)).ConvertAll(s => s.Appointment);
        switch (rule.Kind)
        {
            case Kind.EachMergingMunicipality:
                var lacking = context
                    .Merging.Select(m => (Municipality: m, Short: rule.Minimum - members.Count(a => IsFor(a, m))))
                    .Where(m => m.Short > 0)
                    .ToList();
                return new(lacking.Count == 0, lacking.Sum(m => m.Short), [.. lacking.Select(m => m.Municipality)], []);
            case Kind.OneChair:
                // Two chairs break the rule as well, though nobody is short.
                var chairs = members.FindAll(a => a.Role == AppointmentRole.Chair);
                return new(
                    chairs.Count == 1,
                    Math.Max(0, 1 - chairs.Count),
                    [],
                    chairs.Count > 1 ? [.. chairs.Select(a => a.Person)] : []
                );
            case Kind.Deputies:
                return AtLeast(rule.Minimum, present.Count(s => s.Appointment.Role == AppointmentRole.DeputyMember));
            case Kind.LeadersAtMost:
                var leaders = members.FindAll(a => context.LineManagers.Contains(a.Person));
                var most = members.Count * rule.Percent / 100;
                return new(
                    leaders.Count <= most,
                    Math.Max(0, leaders.Count - most),
                    [],
                    leaders.Count <= most ? [] : Persons(leaders)
                );
            case Kind.GenderBalance:
                return Genders(rule, members, context);
            case Kind.EmployerMajority:
                return AtLeast((members.Count / 2) + 1, members.Count(IsEmployers), where: members.Count > 0);
            case Kind.NoDeciders:
                var conflicting = present
                    .FindAll(s => IsSeat(s.Appointment.Role) && Decides(s.Appointment, context, day))
                    .ConvertAll(s => s.Appointment);
                return new(conflicting.Count == 0, conflicting.Count, [], Persons(conflicting));
            case Kind.Unspecified:
                throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "A rule that this version does not know.");
            default:
                return AtLeast(rule.Minimum, members.Count(a => Counts(rule, a)));
        }
    }

    /// <summary>Whether the leaving of this one is what opens the gap.</summary>
    public static bool OpensByLeaving(CompositionRule rule, Appointment leaving, Lack lack, CompositionContext context) =>
        lack.Shortfall > 0
        && rule.Kind switch
        {
            Kind.EachMergingMunicipality => CompositionCheck.IsMember(leaving.Role)
                && lack.Municipalities.Any(m => IsFor(leaving, m)),
            Kind.OneChair => leaving.Role == AppointmentRole.Chair,
            Kind.Deputies => leaving.Role == AppointmentRole.DeputyMember,
            Kind.LeadersAtMost => CompositionCheck.IsMember(leaving.Role) && !context.LineManagers.Contains(leaving.Person),
            Kind.GenderBalance => CompositionCheck.IsMember(leaving.Role),
            Kind.EmployerMajority => CompositionCheck.IsMember(leaving.Role) && IsEmployers(leaving),
            Kind.NoDeciders => false,
            _ => CompositionCheck.IsMember(leaving.Role) && Counts(rule, leaving),
        };

    /// <summary>Whether the coming of this one is what opens the gap.</summary>
    public static bool OpensByComing(CompositionRule rule, Appointment coming, Lack lack, CompositionContext context) =>
        rule.Kind switch
        {
            Kind.OneChair => lack.Shortfall == 0 && coming.Role == AppointmentRole.Chair,
            Kind.LeadersAtMost => CompositionCheck.IsMember(coming.Role) && context.LineManagers.Contains(coming.Person),
            Kind.GenderBalance => CompositionCheck.IsMember(coming.Role),
            Kind.EmployerMajority => CompositionCheck.IsMember(coming.Role) && !IsEmployers(coming),
            Kind.NoDeciders => lack.Persons.Contains(coming.Person),
            _ => false,
        };

    /// <summary>Whether a union is the one that is named, however it is spelt in capitals and spaces.</summary>
    public static bool IsUnion(string organisation, string named) =>
        string.Equals(organisation.Trim(), named.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool Counts(CompositionRule rule, Appointment member) =>
        rule.Kind switch
        {
            Kind.UnionRepresentatives => member.Representation == Representation.Union,
            Kind.NamedUnionRepresentatives => member.Representation == Representation.Union
                && IsUnion(member.Organisation, rule.Organisation),
            Kind.SafetyRepresentatives => member.Representation
                is Representation.SafetyService
                    or Representation.ChiefSafetyRepresentative,
            Kind.ChiefSafetyRepresentatives => member.Representation == Representation.ChiefSafetyRepresentative,
            _ => true,
        };

    private static Lack Genders(CompositionRule rule, List<Appointment> members, CompositionContext context)
    {
        Gender Of(Appointment a) => context.Genders.GetValueOrDefault(a.Person);
        var (women, men) = (members.Count(a => Of(a) == Gender.Woman), members.Count(a => Of(a) == Gender.Man));
        var unknown = members.FindAll(a => Of(a) == Gender.Unspecified);
        var holds = GenderBalance.Holds(women, men, unknown.Count, rule.Percent);
        return new(
            holds,
            GenderBalance.Shortfall(women, men, unknown.Count, rule.Percent),
            [],
            holds is null ? Persons(unknown) : []
        );
    }

    private static bool Decides(Appointment seat, CompositionContext context, DateOnly day) =>
        context.Deciding[seat.Person].Any(other => other.Body != seat.Body && Seat.Of(other).Holds(day));

    private static bool IsSeat(AppointmentRole role) => CompositionCheck.IsMember(role) || role == AppointmentRole.DeputyMember;

    private static bool IsEmployers(Appointment member) =>
        member.Representation is Representation.Municipality or Representation.Programme;

    private static string[] Persons(IEnumerable<Appointment> appointments) =>
        [.. appointments.Select(a => a.Person).Order(StringComparer.Ordinal)];

    private static Lack AtLeast(int least, int there, bool where = true) =>
        new(!where || there >= least, where ? Math.Max(0, least - there) : 0, [], []);

    private static bool IsFor(Appointment appointment, string municipality) =>
        appointment.Representation == Representation.Municipality && appointment.Municipality == municipality;
}
