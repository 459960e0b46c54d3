using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Mandates.Tests.Dependencies.SampleDependencies;

namespace MergeProgramme.Mandates.Tests.Dependencies;

public sealed class DependencyLifecycleTests
{
    // What each act makes of each state; a dash: refused.
    private const string Table = """
                    Promise   Accept    Return     Deliver    Receive   Decline   Withdraw   Request
        Requested   Promised  -         -          -          -         Declined  Withdrawn  Requested
        Promised    Promised  Accepted  Requested  Delivered  -         Declined  Withdrawn  Requested
        Accepted    Promised  -         -          Delivered  -         Declined  Withdrawn  Requested
        Delivered   -         -         Requested  -          Received  -         -          -
        Received    -         -         -          -          -         -         -          -
        Declined    Promised  -         -          -          -         -         Withdrawn  Requested
        Withdrawn   -         -         -          -          -         -         -          -
        """;

    [Fact]
    public void Every_act_in_every_state_does_what_the_table_says()
    {
        var lines = Table.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var acts = lines[0].Select(Enum.Parse<DependencyAct>).ToList();
        Assert.Equal(Enum.GetValues<DependencyAct>().Length - 1, acts.Count);
        Assert.Equal(Enum.GetValues<DependencyState>().Length - 1, lines.Count - 1);
        foreach (var line in lines.Skip(1))
        {
            var state = Enum.Parse<DependencyState>(line[0]);
            foreach (var (act, said) in acts.Zip(line.Skip(1)))
                Assert.True(
                    DependencyLifecycle.After(state, act)?.ToString() == (said == "-" ? null : said),
                    $"{state} {act}: {DependencyLifecycle.After(state, act)}"
                );
        }
    }

    [Fact]
    public void Each_end_acts_for_itself_only()
    {
        var agreement = Of("a3", "a4", needed: 10);
        foreach (var act in Enum.GetValues<DependencyAct>().Skip(1))
        {
            var (own, other) = DependencyLifecycle.IsOfGiver(act)
                ? (agreement.GiverSubProject, agreement.TakerSubProject)
                : (agreement.TakerSubProject, agreement.GiverSubProject);
            Assert.Null(DependencyLifecycle.CheckEnd(agreement, act, own));
            Assert.Equal("DEPENDENCY_END_OTHER", DependencyLifecycle.CheckEnd(agreement, act, other)!.Reason);
            // The whole programme is nobody's sub-project.
            Assert.NotNull(DependencyLifecycle.CheckEnd(agreement, act, Programme));
        }
        var outside = Of("", "a4", needed: 10);
        outside.GiverStakeholder = $"{Programme}/stakeholders/nav";
        Assert.Null(DependencyLifecycle.CheckEnd(outside, DependencyAct.Promise, Programme));
        Assert.NotNull(DependencyLifecycle.CheckEnd(outside, DependencyAct.Promise, outside.TakerSubProject));
    }

    [Theory]
    [InlineData(DependencyState.Requested, 0, "", "")]
    [InlineData(DependencyState.Requested, -1, "", "PROMISE_IN_PAST")]
    [InlineData(DependencyState.Accepted, 20, "Forsinket", "")]
    [InlineData(DependencyState.Accepted, 20, " ", "PROMISE_REASON_MISSING")]
    [InlineData(DependencyState.Accepted, 5, "Samme dag", "PROMISE_UNCHANGED")]
    [InlineData(DependencyState.Declined, 20, "", "PROMISE_REASON_MISSING")]
    public void A_promise_is_not_in_the_past_and_another_one_says_why(
        DependencyState state,
        int day,
        string reason,
        string expected
    )
    {
        var current = Of("a3", "a4", needed: 10, promised: state == DependencyState.Accepted ? 5 : null, state);
        var request = new PromiseDependencyAgreementRequest { PromisedDate = Today.AddDays(day).ToDate(), Reason = reason };
        Assert.Equal(expected, string.Join(",", DependencyLifecycle.CheckPromise(current, request, Today).Select(v => v.Reason)));
    }

    [Theory]
    [InlineData(10, 10, "", true)]
    [InlineData(10, 9, "", true)]
    [InlineData(10, 11, "", false)]
    [InlineData(10, 11, "Vi har gått om plass i planen", true)]
    [InlineData(null, 11, "", true)]
    public void Who_accepts_a_promise_that_is_too_late_says_why(int? needed, int promised, string reason, bool accepted) =>
        Assert.Equal(
            accepted,
            DependencyLifecycle.CheckAccept(Of("a3", "a4", needed, promised, DependencyState.Promised), reason) is null
        );

    [Theory]
    [InlineData(DependencyState.Requested, true, 5, false)]
    [InlineData(DependencyState.Promised, true, 10, true)]
    [InlineData(DependencyState.Promised, false, 7, true)]
    [InlineData(DependencyState.Promised, false, 8, false)]
    [InlineData(DependencyState.Accepted, false, 20, false)]
    [InlineData(DependencyState.Declined, false, 20, true)]
    public void A_promise_covers_what_was_asked_for_and_no_more(DependencyState state, bool other, int needed, bool anew)
    {
        var before = Of("a3", "a4", needed: 10, promised: state == DependencyState.Declined ? null : 8, state);
        var after = before.Clone();
        after.NeededByDate = Today.AddDays(needed).ToDate();
        if (other)
            after.Deliverable = "Noe annet";
        Assert.Equal(anew, DependencyLifecycle.AsksAnew(before, after));
    }

    [Theory]
    [InlineData("", null, "said_by REQUIRED,said_date REQUIRED")]
    [InlineData("Kari Nes, NAV", 0, "")]
    [InlineData("Kari Nes, NAV", 1, "said_date SAID_IN_FUTURE")]
    public void Who_of_an_outside_body_said_it_and_when_is_stated(string by, int? day, string expected)
    {
        var outside = Of("", "a4", needed: 10);
        outside.GiverStakeholder = $"{Programme}/stakeholders/nav";
        var date = day is { } d ? Today.AddDays(d) : (DateOnly?)null;
        Assert.Equal(
            expected,
            string.Join(",", DependencyLifecycle.CheckSaid(outside, by, date, Today).Select(v => $"{v.Field} {v.Reason}"))
        );
        var inside = Of("a3", "a4", needed: 10);
        Assert.Equal(by.Length > 0, DependencyLifecycle.CheckSaid(inside, by, date, Today).Any());
    }
}
