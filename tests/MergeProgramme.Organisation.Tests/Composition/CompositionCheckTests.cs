using CsCheck;
using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Composition;

/// <summary>The rule on the A4 board: one from each of five municipalities at least, NAV, two union representatives, one chief safety representative.</summary>
public sealed class CompositionCheckTests
{
    private static readonly DateOnly Start = new(2017, 10, 1);
    private static readonly DateOnly Today = new(2017, 12, 6);
    private static readonly string[] Merging =
    [
        .. new[] { "askim", "eidsberg", "hobol", "spydeberg", "trogstad" }.Select(Municipality),
    ];

    [Fact]
    public void The_board_as_appointed_meets_every_rule()
    {
        var composition = Check(Board(), Today);
        Assert.Equal(10, composition.MemberCount);
        Assert.Equal(Rules.Length, composition.Findings.Count);
        Assert.All(composition.Findings, f => Assert.True(f is { Met: true, GapDate: null, Shortfall: 0 }));
    }

    [Fact]
    public void A_member_who_leaves_opens_a_gap_that_is_seen_before()
    {
        var board = Board();
        var spydeberg = board.Single(a => a.Municipality == Municipality("spydeberg"));
        spydeberg.EndDate = new DateOnly(2018, 4, 30).ToDate();
        var finding = Finding(Check(board, Today), CompositionRuleKind.EachMergingMunicipality);

        Assert.True(finding.Met);
        Assert.Equal(new DateOnly(2018, 5, 1), finding.GapDate.ToDateOnly());
        Assert.Equal([Municipality("spydeberg")], finding.MissingMunicipalities);
        Assert.Equal(1, finding.Shortfall);
        Assert.Equal([spydeberg.Name], finding.LeavingAppointments);
    }

    [Fact]
    public void A_successor_from_the_next_day_closes_the_gap_and_one_day_later_does_not()
    {
        var board = Board();
        var spydeberg = board.Single(a => a.Municipality == Municipality("spydeberg"));
        spydeberg.EndDate = new DateOnly(2018, 4, 30).ToDate();
        var successor = spydeberg.Clone();
        successor.Name = "programmes/x/appointments/successor";
        successor.EndDate = null;
        successor.StartDate = new DateOnly(2018, 5, 1).ToDate();
        Assert.Null(Finding(Check([.. board, successor], Today), CompositionRuleKind.EachMergingMunicipality).GapDate);

        successor.StartDate = new DateOnly(2018, 5, 2).ToDate();
        Assert.Equal(
            new DateOnly(2018, 5, 1),
            Finding(Check([.. board, successor], Today), CompositionRuleKind.EachMergingMunicipality).GapDate.ToDateOnly()
        );
    }

    [Fact]
    public void Two_chairs_break_the_rule_though_nobody_is_short()
    {
        var board = Board();
        board[1].Role = AppointmentRole.Chair;
        var finding = Finding(Check(board, Today), CompositionRuleKind.OneChair);
        Assert.False(finding.Met);
        Assert.Equal(Today, finding.GapDate.ToDateOnly());
        Assert.Equal(0, finding.Shortfall);
    }

    [Theory]
    [InlineData(AppointmentRole.Secretary)]
    [InlineData(AppointmentRole.Lead)]
    [InlineData(AppointmentRole.Observer)]
    [InlineData(AppointmentRole.Adviser)]
    public void Who_is_no_member_does_not_count(AppointmentRole role)
    {
        var board = Board();
        board.Single(a => a.Representation == Representation.SafetyService).Role = role;
        var composition = Check(board, Today);
        Assert.Equal(9, composition.MemberCount);
        Assert.False(Finding(composition, CompositionRuleKind.SafetyRepresentatives).Met);
    }

    [Fact]
    public void A_body_to_come_is_checked_from_its_first_day_and_one_of_the_past_no_more()
    {
        var body = Body();
        body.StartDate = new DateOnly(2018, 1, 1).ToDate();
        body.EndDate = new DateOnly(2018, 12, 31).ToDate();
        var before = CompositionCheck.Check(body, [], Merging, Today);
        Assert.All(before.Findings, f => Assert.Equal((false, body.StartDate), (f.Met, f.GapDate)));

        var after = CompositionCheck.Check(body, [], Merging, new DateOnly(2019, 1, 1));
        Assert.Equal(0, after.MemberCount);
        Assert.All(after.Findings, f => Assert.True(f is { Met: true, GapDate: null }));

        // Leaving on the body's last day opens no gap: there is no next day.
        var board = Board();
        board.ForEach(a => a.EndDate = body.EndDate);
        Assert.All(
            CompositionCheck.Check(body, board, Merging, Today).Findings,
            f => Assert.True(f is { Met: true, GapDate: null })
        );
    }

    // Whoever of the ten is gone, today or from any day ahead: exactly the rules that need this member break, from exactly that day.
    [Fact]
    public void Removing_any_one_of_the_ten_is_reported_exactly() =>
        Gen.Int[0, 9]
            .Sample(who =>
            {
                var board = Board();
                var gone = board[who];
                board.RemoveAt(who);
                foreach (var finding in Check(board, Today).Findings)
                {
                    var broken = Needs(finding.Rule, gone);
                    Assert.Equal(!broken, finding.Met);
                    Assert.Equal(broken ? Today : null, finding.GapDate.ToDateOnly());
                    Assert.Equal(broken ? 1 : 0, finding.Shortfall);
                    Assert.Equal(MissingWithout(finding.Rule, gone), finding.MissingMunicipalities);
                    Assert.Empty(finding.LeavingAppointments);
                }
            });

    [Fact]
    public void Ending_any_one_of_the_ten_is_reported_exactly_and_before_it_happens() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2000], Gen.Int[0, 2000])
            .Sample(
                (who, lastDay, checkedDay) =>
                {
                    var board = Board();
                    var leaving = board[who];
                    var gap = Start.AddDays(lastDay + 1);
                    leaving.EndDate = gap.AddDays(-1).ToDate();
                    var day = Start.AddDays(checkedDay);
                    var composition = Check(board, day);
                    Assert.Equal(day < gap ? 10 : 9, composition.MemberCount);
                    foreach (var finding in composition.Findings)
                    {
                        var broken = Needs(finding.Rule, leaving);
                        Assert.Equal(!broken || day < gap, finding.Met);
                        Assert.Equal(broken ? (day < gap ? gap : day) : null, finding.GapDate.ToDateOnly());
                        Assert.Equal(broken ? 1 : 0, finding.Shortfall);
                        Assert.Equal(MissingWithout(finding.Rule, leaving), finding.MissingMunicipalities);
                        Assert.Equal(broken && day < gap ? [leaving.Name] : [], finding.LeavingAppointments);
                    }
                }
            );

    // Said apart from the rule itself: Askim has two seats and can spare one.
    private static bool Needs(CompositionRule rule, Appointment gone) =>
        rule.Kind switch
        {
            CompositionRuleKind.Members => true,
            CompositionRuleKind.OneChair => gone.Role == AppointmentRole.Chair,
            CompositionRuleKind.UnionRepresentatives => gone.Representation == Representation.Union,
            CompositionRuleKind.SafetyRepresentatives => gone.Representation == Representation.SafetyService,
            _ => gone.Municipality.Length > 0 && gone.Municipality != Municipality("askim"),
        };

    private static string[] MissingWithout(CompositionRule rule, Appointment gone) =>
        rule.Kind == CompositionRuleKind.EachMergingMunicipality && Needs(rule, gone) ? [gone.Municipality] : [];

    private static BodyComposition Check(IEnumerable<Appointment> appointments, DateOnly date) =>
        CompositionCheck.Check(Body(), appointments, Merging, date);

    private static CompositionFinding Finding(BodyComposition composition, CompositionRuleKind kind) =>
        composition.Findings.Single(f => f.Rule.Kind == kind);

    private static readonly (CompositionRuleKind Kind, int Minimum)[] Rules =
    [
        (CompositionRuleKind.EachMergingMunicipality, 1),
        (CompositionRuleKind.UnionRepresentatives, 2),
        (CompositionRuleKind.SafetyRepresentatives, 1),
        (CompositionRuleKind.OneChair, 0),
        (CompositionRuleKind.Members, 10),
    ];

    private static Body Body()
    {
        var body = new Body { Name = "programmes/x/bodies/a4", DisplayName = "Prosjektstyret for A4" };
        body.CompositionRules.AddRange(Rules.Select(r => new CompositionRule { Kind = r.Kind, Minimum = r.Minimum }));
        return body;
    }

    private static List<Appointment> Board()
    {
        (Representation For, string Municipality)[] seats =
        [
            (Representation.Municipality, "hobol"),
            (Representation.Municipality, "askim"),
            (Representation.Municipality, "askim"),
            (Representation.Municipality, "trogstad"),
            (Representation.Municipality, "spydeberg"),
            (Representation.Municipality, "eidsberg"),
            (Representation.External, ""),
            (Representation.Union, ""),
            (Representation.Union, ""),
            (Representation.SafetyService, ""),
        ];
        return
        [
            .. seats.Select(
                (seat, i) =>
                    new Appointment
                    {
                        Name = $"programmes/x/appointments/{i}",
                        Person = $"programmes/x/persons/{i}",
                        Body = "programmes/x/bodies/a4",
                        Role = i == 0 ? AppointmentRole.Chair : AppointmentRole.Member,
                        Representation = seat.For,
                        Municipality = seat.Municipality.Length == 0 ? "" : Municipality(seat.Municipality),
                        StartDate = Start.ToDate(),
                    }
            ),
        ];
    }

    private static string Municipality(string id) => $"programmes/x/municipalities/{id}";
}
