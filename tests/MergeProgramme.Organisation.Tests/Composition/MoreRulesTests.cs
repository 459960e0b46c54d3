using CsCheck;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Kind = MergeProgramme.Organisation.V1.CompositionRuleKind;

namespace MergeProgramme.Organisation.Tests.Composition;

/// <summary>Named unions, chief safety representatives, leaders, gender, deciders, deputies and the employer's majority; and rules that begin on a day.</summary>
public sealed class MoreRulesTests
{
    private static readonly DateOnly Today = new(2017, 12, 6);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    [InlineData(8, 3)]
    [InlineData(9, 4)]
    [InlineData(10, 4)]
    [InlineData(11, 5)]
    [InlineData(20, 8)]
    public void So_many_of_each_gender_does_the_law_ask(int members, int least) =>
        Assert.Equal(least, GenderBalance.LeastOfEach(members, 40));

    // Whoever is not recorded may be either: what holds for every way to fill them in holds, what holds for none does not.
    [Fact]
    public void Gender_balance_is_said_only_where_no_missing_answer_could_change_it() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 6])
            .Sample(
                (women, men, unknown) =>
                {
                    var ways = Enumerable
                        .Range(0, unknown + 1)
                        .Select(more => GenderBalance.Holds(women + more, men + unknown - more, 0, 40)!.Value)
                        .ToList();
                    bool? expected =
                        ways.TrueForAll(w => w) ? true
                        : ways.TrueForAll(w => !w) ? false
                        : null;
                    Assert.Equal(expected, GenderBalance.Holds(women, men, unknown, 40));
                }
            );

    [Fact]
    public void Without_records_it_cannot_be_checked_and_says_of_whom()
    {
        var seats = new[] { Seat("a"), Seat("b"), Seat("c"), Seat("d") };
        var context = Context(genders: new() { ["a"] = Gender.Woman, ["b"] = Gender.Woman });
        var finding = Find(Rule(Kind.GenderBalance, percent: 40), seats, context);
        Assert.True(finding is { Met: false, Undetermined: true, GapDate: null, Actor: null });
        Assert.Equal(["c", "d"], finding.UnknownPersons);

        context = Context(
            genders: new()
            {
                ["a"] = Gender.Woman,
                ["b"] = Gender.Woman,
                ["c"] = Gender.Woman,
            }
        );
        finding = Find(Rule(Kind.GenderBalance, percent: 40), seats, context);
        Assert.True(finding is { Met: false, Undetermined: false, Shortfall: 1 });

        // Today it cannot be told; from the day on which d leaves, it can.
        seats[3].EndDate = Today.ToDate();
        context = Context(
            genders: new()
            {
                ["a"] = Gender.Woman,
                ["b"] = Gender.Woman,
                ["c"] = Gender.Woman,
            }
        );
        seats = [Seat("a"), Seat("b"), Seat("d", a => a.EndDate = Today.AddDays(9).ToDate())];
        finding = Find(Rule(Kind.GenderBalance, percent: 40), seats, context);
        Assert.True(finding is { Met: false, Undetermined: true });
        Assert.Equal(Today.AddDays(10), finding.GapDate.ToDateOnly());
        Assert.Equal(["x/d"], finding.LeavingAppointments);
    }

    [Fact]
    public void A_named_union_is_not_any_union()
    {
        Appointment Union(string person, string name) =>
            Seat(person, a => (a.Representation, a.Organisation) = (Representation.Union, name));
        Appointment[] seats = [Union("a", "Fagforbundet"), Union("b", "FO")];
        var finding = Find(Rule(Kind.NamedUnionRepresentatives, 1, organisation: "Delta"), seats);
        Assert.True(finding is { Met: false, Shortfall: 1 });
        Assert.Equal((CompositionActorKind.Union, "Delta"), (finding.Actor.Kind, finding.Actor.Organisation));
        Assert.True(Find(Rule(Kind.NamedUnionRepresentatives, 1, organisation: " fagforbundet"), seats).Met);
        Assert.True(Find(Rule(Kind.UnionRepresentatives, 2), seats).Met);
    }

    [Fact]
    public void The_chief_safety_representative_is_of_the_safety_service_and_not_the_other_way_round()
    {
        Appointment[] chief = [Seat("a", a => a.Representation = Representation.ChiefSafetyRepresentative)];
        Appointment[] other = [Seat("a", a => a.Representation = Representation.SafetyService)];
        Assert.True(Find(Rule(Kind.SafetyRepresentatives, 1), chief).Met);
        Assert.True(Find(Rule(Kind.ChiefSafetyRepresentatives, 1), chief).Met);
        Assert.True(Find(Rule(Kind.SafetyRepresentatives, 1), other).Met);
        var finding = Find(Rule(Kind.ChiefSafetyRepresentatives, 1), other);
        Assert.False(finding.Met);
        Assert.Equal(CompositionActorKind.SafetyService, finding.Actor.Kind);
    }

    [Fact]
    public void Leaders_are_at_most_a_share_and_one_who_comes_or_another_who_leaves_opens_the_gap()
    {
        var context = Context(leaders: ["a", "e"]);
        Appointment[] seats = [Seat("a"), Seat("b"), Seat("c"), Seat("d")];
        var rule = Rule(Kind.LeadersAtMost, percent: 25);
        Assert.True(Find(rule, seats, context).Met);

        Appointment[] joined = [.. seats, Seat("e", a => a.StartDate = Today.AddDays(30).ToDate())];
        var finding = Find(rule, joined, context);
        Assert.True(finding is { Met: true, Shortfall: 1 });
        Assert.Equal(Today.AddDays(30), finding.GapDate.ToDateOnly());
        Assert.Equal(["x/e"], finding.ArrivingAppointments);
        Assert.Empty(finding.LeavingAppointments);
        Assert.Equal(["a", "e"], finding.ConflictingPersons);

        seats[3].EndDate = Today.ToDate();
        finding = Find(rule, seats, context);
        Assert.Equal(["x/d"], finding.LeavingAppointments);
    }

    [Fact]
    public void Nobody_both_decides_and_audits_on_the_same_day()
    {
        var elsewhere = Seat(
            "b",
            a =>
                (a.Name, a.Body, a.StartDate, a.EndDate) = (
                    "x/other",
                    "x/board",
                    Today.AddDays(10).ToDate(),
                    Today.AddDays(20).ToDate()
                )
        );
        var context = Context(deciding: [elsewhere]);
        Appointment[] seats = [Seat("a"), Seat("b", a => a.Role = AppointmentRole.DeputyMember)];
        var finding = Find(Rule(Kind.NoDeciders), seats, context);
        Assert.True(finding.Met);
        Assert.Equal(Today.AddDays(10), finding.GapDate.ToDateOnly());
        Assert.Equal(["b"], finding.ConflictingPersons);
        Assert.True(Find(Rule(Kind.NoDeciders), seats, context, Today.AddDays(21)) is { Met: true, GapDate: null });
        // Somebody who only watches has no say.
        seats[1].Role = AppointmentRole.Observer;
        Assert.Null(Find(Rule(Kind.NoDeciders), seats, context).GapDate);
    }

    [Fact]
    public void Deputies_are_counted_apart_from_members()
    {
        Appointment[] seats =
        [
            Seat("a"),
            Seat("b", a => (a.Role, a.EndDate) = (AppointmentRole.DeputyMember, Today.AddDays(4).ToDate())),
        ];
        var finding = Find(Rule(Kind.Deputies, 1), seats);
        Assert.Equal(Today.AddDays(5), finding.GapDate.ToDateOnly());
        Assert.Equal(["x/b"], finding.LeavingAppointments);
        Assert.False(Find(Rule(Kind.Members, 2), seats).Met);
    }

    [Fact]
    public void The_employer_has_more_than_half()
    {
        Appointment Union(string person) => Seat(person, a => (a.Representation, a.Organisation) = (Representation.Union, "FO"));
        Assert.True(Find(Rule(Kind.EmployerMajority), [Seat("a"), Seat("b"), Union("c")]).Met);
        Assert.True(Find(Rule(Kind.EmployerMajority), [Seat("a"), Union("c")]) is { Met: false, Shortfall: 1 });
        Assert.True(Find(Rule(Kind.EmployerMajority), []).Met);
    }

    [Fact]
    public void A_rule_asks_nothing_outside_its_own_days()
    {
        var rule = Rule(Kind.Members, 3);
        (rule.StartDate, rule.EndDate) = (Today.AddDays(30).ToDate(), Today.AddDays(60).ToDate());
        var finding = Find(rule, [Seat("a")]);
        Assert.True(finding.Met);
        Assert.Equal(Today.AddDays(30), finding.GapDate.ToDateOnly());
        Assert.False(Find(rule, [Seat("a")], date: Today.AddDays(60)).Met);
        Assert.True(Find(rule, [Seat("a")], date: Today.AddDays(61)) is { Met: true, GapDate: null });
    }

    [Fact]
    public void The_secretary_acts_where_nobody_else_must_and_the_office_where_there_is_none()
    {
        Appointment[] seats = [Seat("a"), Seat("s", a => a.Role = AppointmentRole.Secretary)];
        var finding = Find(Rule(Kind.Members, 3), seats);
        Assert.Equal((CompositionActorKind.Secretary, "x/s"), (finding.Actor.Kind, Assert.Single(finding.Actor.Names)));
        Assert.Equal(CompositionActorKind.ProgrammeOffice, Find(Rule(Kind.Members, 3), [Seat("a")]).Actor.Kind);
    }

    private static CompositionFinding Find(
        CompositionRule rule,
        Appointment[] seats,
        CompositionContext? context = null,
        DateOnly? date = null
    )
    {
        var body = new Body { Name = "x/body", CompositionRules = { rule } };
        return CompositionCheck.Check(body, seats, context ?? Context(), date ?? Today).Findings.Single();
    }

    private static CompositionRule Rule(Kind kind, int minimum = 0, int percent = 0, string organisation = "") =>
        new()
        {
            Kind = kind,
            Minimum = minimum,
            Percent = percent,
            Organisation = organisation,
        };

    private static Appointment Seat(string person, Action<Appointment>? change = null)
    {
        var seat = new Appointment
        {
            Name = $"x/{person}",
            Person = person,
            Body = "x/body",
            Role = AppointmentRole.Member,
            Representation = Representation.Programme,
            StartDate = Today.AddDays(-60).ToDate(),
        };
        change?.Invoke(seat);
        return seat;
    }

    private static CompositionContext Context(
        Dictionary<string, Gender>? genders = null,
        string[]? leaders = null,
        Appointment[]? deciding = null
    ) => new([], genders ?? [], (leaders ?? []).ToHashSet(), (deciding ?? []).ToLookup(a => a.Person));
}
