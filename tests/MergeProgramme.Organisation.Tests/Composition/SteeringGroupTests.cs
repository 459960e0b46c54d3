using CsCheck;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Actor = MergeProgramme.Organisation.V1.CompositionActorKind;
using Kind = MergeProgramme.Organisation.V1.CompositionRuleKind;

namespace MergeProgramme.Organisation.Tests.Composition;

/// <summary>
/// A4's steering group of ten with two deputies and a secretary, held against every kind of rule there is: once against a table made by hand,
/// and in every other make-up against somebody who walks through the days one by one with the words of the rules in hand.
/// </summary>
public sealed class SteeringGroupTests
{
    private const int Horizon = 90;
    private static readonly DateOnly Start = new(2017, 10, 1);
    private static readonly string[] Merging = ["askim", "eidsberg", "hobol", "spydeberg", "trogstad"];

    // Which rules break with the leaving of whom. Askim has two seats and can spare one; of four women among ten none can be spared; two of
    // ten may be leaders, but only one of nine. Six of ten are the employers', and five of nine still are more than half.
    private static readonly (string Who, Kind[] Breaks)[] ByHand =
    [
        ("hobol-chair", [Kind.Members, Kind.EachMergingMunicipality, Kind.OneChair, Kind.GenderBalance, Kind.LeadersAtMost]),
        ("askim-leader", [Kind.Members]),
        ("askim-woman", [Kind.Members, Kind.GenderBalance, Kind.LeadersAtMost]),
        ("trogstad-leader", [Kind.Members, Kind.EachMergingMunicipality]),
        ("spydeberg", [Kind.Members, Kind.EachMergingMunicipality, Kind.GenderBalance, Kind.LeadersAtMost]),
        ("eidsberg", [Kind.Members, Kind.EachMergingMunicipality, Kind.LeadersAtMost]),
        ("nav", [Kind.Members, Kind.LeadersAtMost]),
        ("fagforbundet", [Kind.Members, Kind.UnionRepresentatives, Kind.NamedUnionRepresentatives, Kind.LeadersAtMost]),
        ("sykepleierforbundet", [Kind.Members, Kind.UnionRepresentatives, Kind.GenderBalance, Kind.LeadersAtMost]),
        ("hovedverneombud", [Kind.Members, Kind.SafetyRepresentatives, Kind.ChiefSafetyRepresentatives, Kind.LeadersAtMost]),
        ("deputy-hobol", [Kind.Deputies]),
        ("deputy-union", [Kind.Deputies]),
        ("secretary", []),
    ];

    [Fact]
    public void As_appointed_every_rule_holds() =>
        Assert.All(Check(Group(), Rules(), Start), f => Assert.True(f is { Met: true, GapDate: null, Undetermined: false }));

    [Fact]
    public void Every_kind_of_rule_is_asked() =>
        Assert.Equal(Enum.GetValues<Kind>().Except([Kind.Unspecified]).Order(), Rules().Select(r => r.Kind).Order());

    // Each of the thirteen, leaving on any day, looked at on any day before and after.
    [Fact]
    public void Each_single_leaving_is_reported_as_the_table_says() =>
        Gen.Select(Gen.Int[0, ByHand.Length - 1], Gen.Int[0, 800], Gen.Int[0, 800])
            .Sample(
                (who, lastDay, checkedDay) =>
                {
                    var group = Group();
                    group[who] = group[who] with { Last = lastDay };
                    foreach (var finding in Check(group, Rules(), Start.AddDays(checkedDay)))
                    {
                        var kind = finding.Rule.Kind;
                        var breaks = ByHand[who].Breaks.Contains(kind);
                        var ahead = checkedDay <= lastDay;
                        var gap = ahead ? lastDay + 1 : checkedDay;
                        Assert.Equal(!breaks || ahead, finding.Met);
                        Assert.Equal(breaks ? Start.AddDays(gap) : null, finding.GapDate.ToDateOnly());
                        Assert.Equal(breaks ? 1 : 0, finding.Shortfall);
                        Assert.Equal(breaks && ahead ? [ByHand[who].Who] : [], finding.LeavingAppointments);
                        Assert.Empty(finding.ArrivingAppointments);
                        Assert.Equal(
                            breaks && kind == Kind.EachMergingMunicipality ? [group[who].Municipality] : [],
                            finding.MissingMunicipalities
                        );
                        Assert.Equal(
                            breaks && kind == Kind.LeadersAtMost ? ["askim-leader", "trogstad-leader"] : [],
                            finding.ConflictingPersons
                        );
                        Assert.Equal(breaks ? ToAct(kind, group[who].Municipality) : null, finding.Actor);
                    }
                }
            );

    // Eidsberg's member gets a seat that decides elsewhere, from any day to any day; he may have left before.
    [Fact]
    public void Who_begins_to_decide_elsewhere_is_named_from_that_day() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 60], Gen.Int[0, 300], Gen.Int[0, 300])
            .Sample(
                (from, days, lastDay, checkedDay) =>
                {
                    var group = Group();
                    var at = group.FindIndex(s => s.Id == "eidsberg");
                    group[at] = group[at] with { Last = lastDay, DecidesFrom = from, DecidesTo = from + days };
                    var finding = Check(group, Rules(), Start.AddDays(checkedDay)).Single(f => f.Rule.Kind == Kind.NoDeciders);
                    var gap = Math.Max(from, checkedDay);
                    var conflict = gap <= Math.Min(from + days, lastDay);
                    Assert.Equal(conflict ? Start.AddDays(gap) : null, finding.GapDate.ToDateOnly());
                    Assert.Equal(!conflict || checkedDay < from, finding.Met);
                    Assert.Equal(conflict ? ["eidsberg"] : [], finding.ConflictingPersons);
                    Assert.Equal(conflict ? ToAct(Kind.NoDeciders, "") : null, finding.Actor);
                }
            );

    // Any make-up, any rule, any days: the same as somebody finds who goes through the days one by one.
    [Fact]
    public void Any_make_up_is_reported_as_by_going_through_the_days() =>
        Gen.Select(AnySeat.List[0, 14], AnyRule, Gen.Int[0, 40], Gen.Int[20, 80])
            .Sample(
                (seats, rule, today, bodyEnds) =>
                {
                    List<Sitter> group = [.. seats.Select((s, i) => s with { Id = $"{i:D2}" })];
                    var finding = Check(group, [rule], Start.AddDays(today), Start.AddDays(bodyEnds)).Single();
                    var expected = GoThroughTheDays(group, rule, today, bodyEnds);

                    Assert.Equal(expected.Met, finding.Met);
                    Assert.Equal(expected.Undetermined, finding.Undetermined);
                    Assert.Equal(expected.Gap is { } gap ? Start.AddDays(gap) : null, finding.GapDate.ToDateOnly());
                    Assert.Equal(expected.Gap is null ? 0 : expected.Short, finding.Shortfall);
                    Assert.Equal(expected.Municipalities, finding.MissingMunicipalities);
                    Assert.Equal(expected.Persons, finding.ConflictingPersons);
                    if (expected.Gap is not { } day)
                    {
                        Assert.Null(finding.Actor);
                        return;
                    }
                    AssertActor(group, finding, today, day);
                    // Who is named came or left just then; and whoever could have prevented it alone is named.
                    var left = group.FindAll(s => day > today && s.Last == day - 1);
                    var came = group.FindAll(s => day > today && s.First == day);
                    Assert.Subset(left.Select(s => s.Id).ToHashSet(), finding.LeavingAppointments.ToHashSet());
                    Assert.Subset(came.Select(s => s.Id).ToHashSet(), finding.ArrivingAppointments.ToHashSet());
                    bool HoldsWith(IEnumerable<Sitter> present) => Ask(rule, [.. present], day).Short is 0;
                    var present = group.FindAll(s => s.Sits(day));
                    Assert.Superset(
                        left.FindAll(s => HoldsWith(present.Append(s))).ConvertAll(s => s.Id).ToHashSet(),
                        finding.LeavingAppointments.ToHashSet()
                    );
                    Assert.Superset(
                        came.FindAll(s => HoldsWith(present.Where(p => p != s))).ConvertAll(s => s.Id).ToHashSet(),
                        finding.ArrivingAppointments.ToHashSet()
                    );
                },
                iter: 4000
            );

    private static void AssertActor(List<Sitter> group, CompositionFinding finding, int today, int day)
    {
        switch (finding.Rule.Kind)
        {
            case Kind.EachMergingMunicipality:
                Assert.Equal((Actor.Municipalities, finding.MissingMunicipalities), (finding.Actor.Kind, finding.Actor.Names));
                break;
            case Kind.UnionRepresentatives or Kind.NamedUnionRepresentatives:
                Assert.Equal((Actor.Union, finding.Rule.Organisation), (finding.Actor.Kind, finding.Actor.Organisation));
                break;
            case Kind.SafetyRepresentatives or Kind.ChiefSafetyRepresentatives:
                Assert.Equal(Actor.SafetyService, finding.Actor.Kind);
                break;
            default:
                var secretaries = group.FindAll(s => s.Role == AppointmentRole.Secretary && s.Sits(day));
                if (secretaries.Count == 0 && day > today)
                    secretaries = group.FindAll(s => s.Role == AppointmentRole.Secretary && s.Sits(day - 1));
                if (secretaries.Count == 0)
                    Assert.Equal((Actor.ProgrammeOffice, 0), (finding.Actor.Kind, finding.Actor.Names.Count));
                else
                    Assert.Contains(Assert.Single(finding.Actor.Names), secretaries.Select(s => s.Id));
                break;
        }
    }

    private static CompositionActor ToAct(Kind kind, string municipality) =>
        kind switch
        {
            Kind.EachMergingMunicipality => new() { Kind = Actor.Municipalities, Names = { municipality } },
            Kind.UnionRepresentatives => new() { Kind = Actor.Union },
            Kind.NamedUnionRepresentatives => new() { Kind = Actor.Union, Organisation = "Fagforbundet" },
            Kind.SafetyRepresentatives or Kind.ChiefSafetyRepresentatives => new() { Kind = Actor.SafetyService },
            _ => new() { Kind = Actor.Secretary, Names = { "secretary" } },
        };

    // --- Somebody with a calendar and the words of the rules. Nothing of the product is called from here on. ---

    private static (bool Met, bool Undetermined, int? Gap, int Short, string[] Municipalities, string[] Persons) GoThroughTheDays(
        List<Sitter> group,
        CompositionRule rule,
        int today,
        int bodyEnds
    )
    {
        int DayOf(Google.Type.Date? date, int otherwise) =>
            date is null ? otherwise : new DateOnly(date.Year, date.Month, date.Day).DayNumber - Start.DayNumber;
        var (met, undetermined) = (true, false);
        for (var day = today; day <= Math.Min(bodyEnds, Horizon); day++)
        {
            if (day < DayOf(rule.StartDate, 0) || day > DayOf(rule.EndDate, Horizon))
                continue;
            var asked = Ask(rule, group.FindAll(s => s.Sits(day)), day);
            if (asked.Short is 0)
                continue;
            if (day == today)
                (met, undetermined) = (false, asked.Short is null);
            if (asked.Short is { } lacking)
                return (met, undetermined, day, Math.Max(0, lacking), asked.Municipalities, asked.Persons);
        }
        return (met, undetermined, null, 0, [], []);
    }

    // 0: it holds. Below 0: broken though nobody is short. Null: nobody can tell.
    private static (int? Short, string[] Municipalities, string[] Persons) Ask(CompositionRule rule, List<Sitter> there, int day)
    {
        var members = there.FindAll(s =>
            s.Role is AppointmentRole.Chair or AppointmentRole.DeputyChair or AppointmentRole.Member
        );
        (int? Short, string[] Municipalities, string[] Persons) Short(
            int by,
            string[]? municipalities = null,
            string[]? persons = null
        ) => (by, municipalities ?? [], persons ?? []);
        (int? Short, string[] Municipalities, string[] Persons) AtLeast(int asked, Predicate<Sitter> which) =>
            Short(Math.Max(0, asked - members.FindAll(which).Count));
        switch (rule.Kind)
        {
            case Kind.Members:
                return AtLeast(rule.Minimum, _ => true);
            case Kind.UnionRepresentatives:
                return AtLeast(rule.Minimum, s => s.For == Representation.Union);
            case Kind.NamedUnionRepresentatives:
                return AtLeast(rule.Minimum, s => s.For == Representation.Union && s.Organisation == rule.Organisation);
            case Kind.SafetyRepresentatives:
                return AtLeast(
                    rule.Minimum,
                    s => s.For is Representation.SafetyService or Representation.ChiefSafetyRepresentative
                );
            case Kind.ChiefSafetyRepresentatives:
                return AtLeast(rule.Minimum, s => s.For == Representation.ChiefSafetyRepresentative);
            case Kind.Deputies:
                return Short(Math.Max(0, rule.Minimum - there.Count(s => s.Role == AppointmentRole.DeputyMember)));
            case Kind.OneChair:
                var chairs = members.FindAll(s => s.Role == AppointmentRole.Chair).ConvertAll(s => s.Id);
                return chairs.Count > 1 ? Short(-1, persons: [.. chairs]) : Short(1 - chairs.Count);
            case Kind.EachMergingMunicipality:
                var (sum, municipalities) = (0, new List<string>());
                foreach (var municipality in Merging)
                {
                    var has = 0;
                    foreach (var member in members)
                    {
                        if (member.For == Representation.Municipality && member.Municipality == municipality)
                            has++;
                    }
                    if (has >= rule.Minimum)
                        continue;
                    sum += rule.Minimum - has;
                    municipalities.Add(municipality);
                }
                return Short(sum, [.. municipalities]);
            case Kind.LeadersAtMost:
                // The share is of those who sit; one who would be above it is one too many.
                var leaders = members.FindAll(s => s.Leads).ConvertAll(s => s.Id);
                var tooMany = 0;
                while ((leaders.Count - tooMany) * 100 > rule.Percent * members.Count)
                    tooMany++;
                return tooMany == 0 ? Short(0) : Short(tooMany, persons: [.. leaders]);
            case Kind.EmployerMajority:
                if (members.Count == 0)
                    return Short(0);
                var employers = members.Count(s => s.For is Representation.Municipality or Representation.Programme);
                var more = 0;
                while ((employers + more) * 2 <= members.Count)
                    more++;
                return Short(more);
            case Kind.NoDeciders:
                var both = there.FindAll(s =>
                    s.Role
                        is AppointmentRole.Chair
                            or AppointmentRole.DeputyChair
                            or AppointmentRole.Member
                            or AppointmentRole.DeputyMember
                    && s.DecidesFrom <= day
                    && day <= s.DecidesTo
                );
                return Short(both.Count, persons: [.. both.Select(s => s.Id)]);
            case Kind.GenderBalance:
                // Likestillingsloven § 28 a–d; e: at least the percentage.
                var least = members.Count switch
                {
                    < 2 => 0,
                    2 or 3 => 1,
                    4 or 5 => 2,
                    6 or 7 or 8 => 3,
                    9 => 4,
                    _ => (int)Math.Ceiling(members.Count * rule.Percent / 100m),
                };
                var (women, men) = (members.Count(s => s.Gender == Gender.Woman), members.Count(s => s.Gender == Gender.Man));
                List<int> ways = [];
                for (var guess = 0; guess <= members.Count - women - men; guess++)
                {
                    var others = members.Count - women - guess;
                    ways.Add(Math.Max(0, least - women - guess) + Math.Max(0, least - others));
                }
                return ways.TrueForAll(w => w == 0) ? Short(0)
                    : ways.TrueForAll(w => w > 0) ? Short(ways.Min())
                    : (null, [], []);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "Nobody has said what it means.");
        }
    }

    // Days count from Start.
    private sealed record Sitter(
        string Id,
        AppointmentRole Role,
        Representation For,
        string Municipality = "",
        string Organisation = "",
        Gender Gender = Gender.Man,
        bool Leads = false,
        int First = 0,
        int? Last = null,
        int DecidesFrom = int.MaxValue,
        int DecidesTo = -1
    )
    {
        public bool Sits(int day) => First <= day && (Last is null || day <= Last);
    }

    private static readonly Gen<Sitter> AnySeat = Gen.Select(
        Gen.OneOf(
            AppointmentRole.Member,
            AppointmentRole.Member,
            AppointmentRole.Member,
            AppointmentRole.Chair,
            AppointmentRole.DeputyChair,
            AppointmentRole.DeputyMember,
            AppointmentRole.Secretary,
            AppointmentRole.Observer
        ),
        Gen.OneOf(
            Representation.Municipality,
            Representation.Municipality,
            Representation.Programme,
            Representation.Union,
            Representation.SafetyService,
            Representation.ChiefSafetyRepresentative,
            Representation.External
        ),
        Gen.Select(Gen.OneOf(Merging), Gen.OneOf("Fagforbundet", "Delta")),
        Gen.Select(Gen.OneOf(Gender.Woman, Gender.Man, Gender.Woman, Gender.Man, Gender.Unspecified), Gen.Bool),
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 120]),
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 20]),
        (role, representing, of, person, days, decides) =>
            new Sitter(
                "",
                role,
                representing,
                representing == Representation.Municipality ? of.Item1 : "",
                representing == Representation.Union ? of.Item2 : "",
                person.Item1,
                person.Item2,
                days.Item1,
                days.Item2 > Horizon ? null : days.Item1 + days.Item2,
                decides.Item1 > Horizon ? int.MaxValue : decides.Item1,
                decides.Item1 > Horizon ? -1 : decides.Item1 + decides.Item2
            )
    );

    private static readonly Gen<CompositionRule> AnyRule = Gen.Select(
        Gen.OneOf(Enum.GetValues<Kind>().Except([Kind.Unspecified]).ToArray()),
        Gen.Int[1, 4],
        Gen.Int[1, 50],
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60]),
        (kind, minimum, percent, days) =>
            new CompositionRule
            {
                Kind = kind,
                Minimum = minimum,
                Percent = percent,
                Organisation = kind == Kind.NamedUnionRepresentatives ? "Delta" : "",
                StartDate = days.Item1 > 40 ? null : Start.AddDays(days.Item1).ToDate(),
                EndDate = days.Item2 > 40 ? null : Start.AddDays(days.Item1 + days.Item2).ToDate(),
            }
    );

    private static List<CompositionRule> Rules() =>
        [
            new() { Kind = Kind.EachMergingMunicipality, Minimum = 1 },
            new() { Kind = Kind.UnionRepresentatives, Minimum = 2 },
            new() { Kind = Kind.SafetyRepresentatives, Minimum = 1 },
            new() { Kind = Kind.OneChair },
            new() { Kind = Kind.Members, Minimum = 10 },
            new()
            {
                Kind = Kind.NamedUnionRepresentatives,
                Minimum = 1,
                Organisation = "Fagforbundet",
            },
            new() { Kind = Kind.ChiefSafetyRepresentatives, Minimum = 1 },
            new() { Kind = Kind.LeadersAtMost, Percent = 20 },
            new() { Kind = Kind.GenderBalance, Percent = 40 },
            new() { Kind = Kind.NoDeciders },
            new() { Kind = Kind.Deputies, Minimum = 2 },
            new() { Kind = Kind.EmployerMajority },
        ];

    private static List<Sitter> Group()
    {
        static Sitter For(string id, string municipality, Gender gender, bool leads = false) =>
            new(id, AppointmentRole.Member, Representation.Municipality, municipality, Gender: gender, Leads: leads);
        static Sitter Of(string id, Representation representing, string organisation = "", Gender gender = Gender.Man) =>
            new(id, AppointmentRole.Member, representing, Organisation: organisation, Gender: gender);
        return
        [
            For("hobol-chair", "hobol", Gender.Woman) with
            {
                Role = AppointmentRole.Chair,
            },
            For("askim-leader", "askim", Gender.Man, leads: true),
            For("askim-woman", "askim", Gender.Woman),
            For("trogstad-leader", "trogstad", Gender.Man, leads: true),
            For("spydeberg", "spydeberg", Gender.Woman),
            For("eidsberg", "eidsberg", Gender.Man),
            Of("nav", Representation.External),
            Of("fagforbundet", Representation.Union, "Fagforbundet"),
            Of("sykepleierforbundet", Representation.Union, "Norsk Sykepleierforbund", Gender.Woman),
            Of("hovedverneombud", Representation.ChiefSafetyRepresentative),
            For("deputy-hobol", "hobol", Gender.Man) with
            {
                Role = AppointmentRole.DeputyMember,
            },
            Of("deputy-union", Representation.Union, "Fagforbundet") with
            {
                Role = AppointmentRole.DeputyMember,
            },
            Of("secretary", Representation.Programme) with
            {
                Role = AppointmentRole.Secretary,
            },
        ];
    }

    private static IEnumerable<CompositionFinding> Check(
        List<Sitter> group,
        List<CompositionRule> rules,
        DateOnly date,
        DateOnly? bodyEnds = null
    )
    {
        Appointment Seat(Sitter s) =>
            new()
            {
                Name = s.Id,
                Person = s.Id,
                Body = "steering-group",
                Role = s.Role,
                Representation = s.For,
                Municipality = s.Municipality,
                Organisation = s.Organisation,
                StartDate = Start.AddDays(s.First).ToDate(),
                EndDate = s.Last is { } last ? Start.AddDays(last).ToDate() : null,
            };
        Appointment Elsewhere(Sitter s) =>
            new()
            {
                Name = $"{s.Id}-elsewhere",
                Person = s.Id,
                Body = "board",
                Role = AppointmentRole.Member,
                StartDate = Start.AddDays(s.DecidesFrom).ToDate(),
                EndDate = Start.AddDays(s.DecidesTo).ToDate(),
            };
        var body = new Body { Name = "steering-group", EndDate = bodyEnds.ToDate() };
        body.CompositionRules.AddRange(rules);
        var context = new CompositionContext(
            Merging,
            group.Where(s => s.Gender != Gender.Unspecified).ToDictionary(s => s.Id, s => s.Gender),
            group.Where(s => s.Leads).Select(s => s.Id).ToHashSet(),
            group.Where(s => s.DecidesTo >= 0).Select(Elsewhere).ToLookup(a => a.Person)
        );
        return CompositionCheck.Check(body, group.Select(Seat), context, date).Findings;
    }
}
