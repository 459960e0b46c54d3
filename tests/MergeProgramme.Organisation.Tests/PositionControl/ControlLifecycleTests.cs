using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Organisation.V1.PositionRequestState;

namespace MergeProgramme.Organisation.Tests.PositionControl;

public sealed class ControlLifecycleTests
{
    private const string Head = "programmes/p/persons/direktor";
    private const string Delegate = "programmes/p/persons/stedfortreder";
    private const string Requester = "programmes/p/persons/enhetsleder";
    private static readonly DateOnly Today = new(2014, 6, 20);

    public static TheoryData<PositionRequestState, PositionRequestState> Steps =>
        new()
        {
            { Requested, Approved },
            { Requested, Rejected },
            { Requested, Redeployed },
            { Requested, Withdrawn },
            { Approved, Advertised },
            { Approved, Withdrawn },
            { Advertised, Filled },
        };

    [Fact]
    public void Only_these_steps_are_there()
    {
        var all = Enum.GetValues<PositionRequestState>();
        var found = all.SelectMany(from => all.Where(to => ControlLifecycle.MayMove(from, to)).Select(to => (from, to)));

        Assert.Equal(Steps.Select(s => s.Data).Order(), found.Order());
    }

    [Fact]
    public void Nothing_is_advertised_but_what_was_approved()
    {
        foreach (var from in Enum.GetValues<PositionRequestState>().Where(s => s != Approved))
            Assert.False(ControlLifecycle.MayMove(from, Advertised));
        Assert.Equal("NOT_APPROVED_YET", ControlLifecycle.CheckMove(In(Requested), Advertised)?.Reason);
        Assert.Equal("NOT_APPROVED", ControlLifecycle.CheckMove(In(Rejected), Advertised)?.Reason);
        Assert.Equal("ADVERTISED_ALREADY", ControlLifecycle.CheckMove(In(Filled), Advertised)?.Reason);
        Assert.Equal("REQUEST_DECIDED", ControlLifecycle.CheckMove(In(Approved), Rejected)?.Reason);
        Assert.Equal("REQUEST_WITHDRAWN", ControlLifecycle.CheckMove(In(Withdrawn), Approved)?.Reason);
        Assert.Null(ControlLifecycle.CheckMove(In(Approved), Advertised));
    }

    [Theory]
    [InlineData(Head, null)]
    [InlineData(Delegate, null)]
    [InlineData(Requester, "OWN_REQUEST")]
    [InlineData("programmes/p/persons/en-annen", "NOT_THE_DIRECTOR")]
    public void The_head_of_the_department_or_the_delegate_decides_and_never_the_requester(string decider, string? reason) =>
        Assert.Equal(reason, Deciders.Check(In(Requested), Tree(), decider, "", Today)?.Reason);

    [Fact]
    public void A_director_who_asks_leaves_it_to_the_delegate_and_without_one_to_nobody()
    {
        var request = In(Requested);
        request.Requester = Head;

        Assert.Equal([Delegate], Deciders.Of(Tree(), request.Unit, Head, Today).Select(d => d.Person));
        Assert.Equal("OWN_REQUEST", Deciders.Check(request, Tree(), Head, "", Today)?.Reason);
        Assert.Equal("NO_DIRECTOR", Deciders.Check(request, Tree(d => d.Delegate = ""), Delegate, "", Today)?.Reason);
    }

    [Fact]
    public void Whoever_registered_a_request_for_somebody_else_does_not_decide_on_it()
    {
        var request = In(Requested);
        request.Creator = "principals/1";

        Assert.Equal("OWN_REQUEST", Deciders.Check(request, Tree(), Head, "principals/1", Today)?.Reason);
        Assert.Null(Deciders.Check(request, Tree(), Head, "principals/2", Today));
    }

    [Fact]
    public void A_delegate_decides_on_the_days_of_the_delegation_only()
    {
        var tree = Tree(d => (d.DelegateStartDate, d.DelegateEndDate) = (Today.ToDate(), Today.ToDate()));

        Assert.Equal(2, Deciders.Of(tree, In(Requested).Unit, Requester, Today).Count);
        Assert.Single(Deciders.Of(tree, In(Requested).Unit, Requester, Today.AddDays(1)));
        Assert.Single(Deciders.Of(tree, In(Requested).Unit, Requester, Today.AddDays(-1)));
    }

    [Fact]
    public void A_redeployment_says_who_from_where_and_when_and_other_verdicts_do_not()
    {
        string[] Found(PositionVerdict verdict, Action<DecidePositionRequestRequest>? change = null)
        {
            var decision = new DecidePositionRequestRequest { Verdict = verdict, Reason = "Nødvendig" };
            change?.Invoke(decision);
            return [.. ControlLifecycle.CheckDecision(In(Requested), decision, Today, Today).Select(v => v.Reason)];
        }

        Assert.Empty(Found(PositionVerdict.Approve));
        Assert.Equal(
            ["REDEPLOYED_PERSON_MISSING", "REDEPLOYED_UNIT_MISSING", "REDEPLOY_DATE_MISSING"],
            Found(PositionVerdict.Redeploy)
        );
        Assert.Equal(
            ["BEFORE_VACANCY"],
            Found(
                PositionVerdict.Redeploy,
                d =>
                    (d.RedeployedPerson, d.RedeployedFromUnit, d.RedeployDate) = (
                        Head,
                        "programmes/p/units/u",
                        new DateOnly(2014, 1, 1).ToDate()
                    )
            )
        );
        Assert.Equal(["REDEPLOYMENT_NOT_ASKED"], Found(PositionVerdict.Reject, d => d.RedeployedPerson = Head));
    }

    [Fact]
    public void Days_follow_each_other()
    {
        var request = In(Approved);
        (request.DecideDate, request.AdvertiseDate) = (Today.AddDays(-3).ToDate(), Today.AddDays(-2).ToDate());

        Assert.Equal("DATE_AHEAD", ControlLifecycle.CheckAdvertisement(request, Today.AddDays(1), Today)?.Reason);
        Assert.Equal("BEFORE_DECISION", ControlLifecycle.CheckAdvertisement(request, Today.AddDays(-4), Today)?.Reason);
        Assert.Null(ControlLifecycle.CheckAdvertisement(request, Today.AddDays(-3), Today));
        Assert.Equal("BEFORE_ADVERTISEMENT", ControlLifecycle.CheckFilling(request, Today.AddDays(-3))?.Reason);
        Assert.Null(ControlLifecycle.CheckFilling(request, Today.AddDays(30)));
    }

    private static PositionRequest In(PositionRequestState state) =>
        new()
        {
            Name = "programmes/p/positionRequests/1",
            Title = "sykepleier",
            Unit = "programmes/p/units/hjemmetjeneste",
            Requester = Requester,
            RequestDate = Today.AddDays(-10).ToDate(),
            VacantFromDate = Today.AddDays(-20).ToDate(),
            State = state,
        };

    private static UnitTree Tree(Action<Unit>? change = null)
    {
        var department = new Unit
        {
            Name = "programmes/p/units/helse",
            Level = UnitLevel.Department,
            Head = Head,
            Delegate = Delegate,
        };
        change?.Invoke(department);
        return new([
            department,
            new Unit
            {
                Name = "programmes/p/units/hjemmetjeneste",
                Level = UnitLevel.Unit,
                ParentUnit = department.Name,
            },
        ]);
    }
}
