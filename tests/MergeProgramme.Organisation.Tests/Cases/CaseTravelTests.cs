using CsCheck;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Cases;

public sealed class CaseTravelTests
{
    private static readonly DateOnly Today = new(2014, 4, 15);

    private static readonly Gen<List<Treatment>> Route = Gen.Select(
            Gen.Int[1, 4],
            Gen.Int[-30, 30].Nullable(),
            Gen.OneOf(Enum.GetValues<Outcome>()),
            (stage, days, outcome) =>
                new Treatment
                {
                    Stage = stage,
                    PlannedDate = days is { } d ? Today.AddDays(d).ToDate() : null,
                    Outcome = outcome,
                }
        )
        .List[0, 8]
        .Select(route =>
        {
            for (var i = 0; i < route.Count; i++)
                route[i].Number = i + 1;
            return route;
        });

    [Fact]
    public void The_report_of_Bodo_waits_for_the_council_after_the_committee()
    {
        var committee = Of(1, 1, new(2014, 4, 9), Outcome.Adopted);
        var council = Of(2, 2, new(2014, 4, 24));

        Assert.Equal((CaseState.UnderWay, 2, 0), Standing(committee, council));
        committee.Outcome = Outcome.Deferred;
        Assert.Equal((CaseState.UnderWay, 1, 1), Standing(committee, council));
        committee.Outcome = Outcome.Unspecified;
        Assert.Equal((CaseState.NotStarted, 1, 1), Standing(committee, council));
        (committee.Outcome, council.Outcome) = (Outcome.Adopted, Outcome.Amended);
        Assert.Equal((CaseState.Finished, 0, 0), Standing(committee, council));
        (committee.Outcome, council.Outcome) = (Outcome.Rejected, Outcome.Unspecified);
        Assert.Equal((CaseState.Stopped, 0, 0), Standing(committee, council));
        Assert.Equal((CaseState.NoRoute, 0, 0), Standing());
    }

    [Fact]
    public void One_council_of_many_that_rejects_does_not_stop_the_others()
    {
        var standing = CaseTravel.On(
            Today,
            [Of(1, 1, null, Outcome.Rejected), Of(2, 1, null, Outcome.Adopted), Of(3, 1, null), Of(4, 2, null)]
        );

        Assert.Equal((CaseState.UnderWay, 1), (standing.State, standing.Stage));
        Assert.Equal([3], standing.Next);
    }

    [Fact]
    public void What_is_next_is_open_and_of_the_first_open_stage() =>
        Route.Sample(route =>
        {
            var standing = CaseTravel.On(Today, route);
            var open = route.Where(t => !DecisionRules.Concludes(t.Outcome)).ToList();

            Assert.Equal(route.Count == 0, standing.State == CaseState.NoRoute);
            Assert.All(standing.Next, number => Assert.Contains(open, t => t.Number == number && t.Stage == standing.Stage));
            if (standing.Next.Count > 0)
                Assert.Equal(open.Min(t => t.Stage), standing.Stage);
            if (standing.State == CaseState.Finished)
                Assert.Empty(open);
            Assert.InRange(standing.Late, 0, open.Count);
            // A day later nothing is less late.
            Assert.True(CaseTravel.On(Today.AddDays(1), route).Late >= standing.Late);
        });

    private static (CaseState, int, int) Standing(params Treatment[] treatments)
    {
        var standing = CaseTravel.On(Today, treatments);
        return (standing.State, standing.Stage, standing.Late);
    }

    private static Treatment Of(int number, int stage, DateOnly? planned, Outcome outcome = Outcome.Unspecified) =>
        new()
        {
            Number = number,
            Stage = stage,
            PlannedDate = planned.ToDate(),
            Outcome = outcome,
        };
}
