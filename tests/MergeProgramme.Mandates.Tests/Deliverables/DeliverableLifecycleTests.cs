using Google.Type;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Deliverables;

public sealed class DeliverableLifecycleTests
{
    private static readonly DateOnly Today = new(2018, 3, 10);

    public enum Act
    {
        Edit,
        Delete,
        Start,
        HandIn,
        Accept,
        Return,
    }

    // As it comes to each state: planned, begun, handed in, and answered.
    private static Deliverable In(DeliverableState state)
    {
        var deliverable = new Deliverable
        {
            Name = $"{SampleMandates.SubProject}/deliverables/rapport",
            Title = "Rapport",
            DueDate = Day(2018, 3, 1),
            State = DeliverableState.Planned,
        };
        if (state == DeliverableState.Planned)
            return deliverable;
        if (state == DeliverableState.InProgress)
            return DeliverableLifecycle.Start(deliverable).NextOrThrow();
        var handedIn = DeliverableLifecycle.HandIn(deliverable, HandIn(), Today).NextOrThrow();
        return state switch
        {
            DeliverableState.Accepted => Do(Act.Accept, handedIn).Next!,
            DeliverableState.Returned => Do(Act.Return, handedIn).Next!,
            _ => handedIn,
        };
    }

    private static HandInDeliverableRequest HandIn(Date? day = null) =>
        new() { HandInDate = day ?? Day(2018, 3, 5), Reference = "2017/6984-12" };

    private static AnswerDeliverableRequest Answer(DeliverableVerdict verdict, Action<AnswerDeliverableRequest>? change = null)
    {
        var request = new AnswerDeliverableRequest
        {
            Verdict = verdict,
            Body = SteeringGroup().Name,
            AnswerDate = Day(2018, 3, 8),
            CaseNumber = "13/15",
        };
        if (verdict == DeliverableVerdict.Returned)
            (request.Wording, request.NextDueDate) = ("Kostnadene mangler.", Day(2018, 4, 1));
        change?.Invoke(request);
        return request;
    }

    private static Ruling<Deliverable> Do(Act act, Deliverable current) =>
        act switch
        {
            Act.Edit => DeliverableLifecycle.Edit(current),
            Act.Delete => DeliverableLifecycle.Delete(current),
            Act.Start => DeliverableLifecycle.Start(current),
            Act.HandIn => DeliverableLifecycle.HandIn(current, HandIn(Day(2018, 3, 9)), Today),
            Act.Accept => DeliverableLifecycle.Answer(current, Answer(DeliverableVerdict.Accepted), SteeringGroup(), Today),
            _ => DeliverableLifecycle.Answer(current, Answer(DeliverableVerdict.Returned), SteeringGroup(), Today),
        };

    [Theory]
    [InlineData(DeliverableState.Planned, Act.Edit, "Planned")]
    [InlineData(DeliverableState.Planned, Act.Delete, "Planned")]
    [InlineData(DeliverableState.Planned, Act.Start, "InProgress")]
    [InlineData(DeliverableState.Planned, Act.HandIn, "HandedIn")]
    [InlineData(DeliverableState.Planned, Act.Accept, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.Planned, Act.Return, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.InProgress, Act.Edit, "InProgress")]
    [InlineData(DeliverableState.InProgress, Act.Delete, "DELIVERABLE_BEGUN")]
    [InlineData(DeliverableState.InProgress, Act.Start, "DELIVERABLE_STARTED")]
    [InlineData(DeliverableState.InProgress, Act.HandIn, "HandedIn")]
    [InlineData(DeliverableState.InProgress, Act.Accept, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.InProgress, Act.Return, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.HandedIn, Act.Edit, "DELIVERABLE_WAITING")]
    [InlineData(DeliverableState.HandedIn, Act.Delete, "DELIVERABLE_BEGUN")]
    [InlineData(DeliverableState.HandedIn, Act.Start, "DELIVERABLE_WAITING")]
    [InlineData(DeliverableState.HandedIn, Act.HandIn, "DELIVERABLE_WAITING")]
    [InlineData(DeliverableState.HandedIn, Act.Accept, "Accepted")]
    [InlineData(DeliverableState.HandedIn, Act.Return, "Returned")]
    [InlineData(DeliverableState.Returned, Act.Edit, "Returned")]
    [InlineData(DeliverableState.Returned, Act.Delete, "DELIVERABLE_BEGUN")]
    [InlineData(DeliverableState.Returned, Act.Start, "InProgress")]
    [InlineData(DeliverableState.Returned, Act.HandIn, "HandedIn")]
    [InlineData(DeliverableState.Returned, Act.Accept, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.Returned, Act.Return, "DELIVERABLE_NOT_HANDED_IN")]
    [InlineData(DeliverableState.Accepted, Act.Edit, "DELIVERABLE_ACCEPTED")]
    [InlineData(DeliverableState.Accepted, Act.Delete, "DELIVERABLE_BEGUN")]
    [InlineData(DeliverableState.Accepted, Act.Start, "DELIVERABLE_ACCEPTED")]
    [InlineData(DeliverableState.Accepted, Act.HandIn, "DELIVERABLE_ACCEPTED")]
    [InlineData(DeliverableState.Accepted, Act.Accept, "DELIVERABLE_ACCEPTED")]
    [InlineData(DeliverableState.Accepted, Act.Return, "DELIVERABLE_ACCEPTED")]
    public void Every_act_is_taken_or_refused_by_the_state(DeliverableState state, Act act, string outcome)
    {
        var ruling = Do(act, In(state));
        Assert.Equal(outcome, ruling.Next?.State.ToString() ?? Assert.Single(ruling.Violations).Reason);
    }

    [Fact]
    public void Every_hand_in_and_its_answer_stay()
    {
        var returned = In(DeliverableState.Returned);
        Assert.Equal(Day(2018, 4, 1), returned.DueDate);
        var again = DeliverableLifecycle.HandIn(returned, HandIn(Day(2018, 3, 9)), Today).NextOrThrow();
        var accepted = DeliverableLifecycle
            .Answer(
                again,
                Answer(DeliverableVerdict.Accepted, asked => asked.AnswerDate = Day(2018, 3, 10)),
                SteeringGroup(),
                Today
            )
            .NextOrThrow();
        Assert.Equal(returned.HandIns[0], accepted.HandIns[0]);
        Assert.Equal(
            [(1, DeliverableVerdict.Returned, Day(2018, 3, 1)), (2, DeliverableVerdict.Accepted, Day(2018, 4, 1))],
            accepted.HandIns.Select(one => (one.Number, one.Verdict, one.DueDate))
        );
        Assert.Equal(SteeringGroup().DisplayName, accepted.HandIns[1].BodyDisplayName);
    }

    [Fact]
    public void Dates_follow_each_other()
    {
        Assert.Equal(
            ["hand_in_date DAY_IN_FUTURE"],
            Said(DeliverableLifecycle.HandIn(In(DeliverableState.Planned), HandIn(Day(2018, 3, 11)), Today))
        );
        Assert.Equal(
            ["hand_in_date HAND_IN_BEFORE_ANSWER"],
            Said(DeliverableLifecycle.HandIn(In(DeliverableState.Returned), HandIn(Day(2018, 3, 7)), Today))
        );
        Assert.Equal(
            ["hand_in_date REQUIRED", "reference REQUIRED"],
            Said(DeliverableLifecycle.HandIn(In(DeliverableState.Planned), new(), Today))
        );
        Assert.Equal(
            ["answer_date ANSWER_BEFORE_HAND_IN"],
            Said(Answered(DeliverableVerdict.Accepted, asked => asked.AnswerDate = Day(2018, 3, 4)))
        );
        Assert.Equal(
            ["answer_date DAY_IN_FUTURE"],
            Said(Answered(DeliverableVerdict.Accepted, asked => asked.AnswerDate = Day(2018, 3, 11)))
        );
        Assert.Equal(
            ["next_due_date NEXT_DUE_BEFORE_ANSWER"],
            Said(Answered(DeliverableVerdict.Returned, asked => asked.NextDueDate = asked.AnswerDate))
        );
        Assert.Equal(
            ["next_due_date NEXT_DUE_ON_RETURN_ONLY"],
            Said(Answered(DeliverableVerdict.Accepted, asked => asked.NextDueDate = Day(2018, 5, 1)))
        );
    }

    [Fact]
    public void It_is_returned_with_a_reason_and_a_new_due_date() =>
        Assert.Equal(
            ["wording RETURN_WITHOUT_REASON", "next_due_date REQUIRED"],
            Said(Answered(DeliverableVerdict.Returned, asked => (asked.Wording, asked.NextDueDate) = (" ", null)))
        );

    [Fact]
    public void The_body_decides_is_of_the_sub_project_and_is_there_on_the_day()
    {
        Assert.Equal("BODY_ADVISORY", Refused(body => body.Authority = BodyAuthority.Advisory));
        Assert.Equal("BODY_NOT_YET", Refused(body => body.StartDate = Day(2018, 3, 9)));
        Assert.Equal("BODY_NO_LONGER", Refused(body => body.EndDate = Day(2018, 3, 7)));
        Assert.Equal("BODY_OF_OTHER_PROGRAMME", Refused(body => body.Name = "programmes/annet/bodies/styringsgruppe"));
        Assert.Equal("BODY_OF_OTHER_SUB_PROJECT", Refused(body => body.SubProject = "programmes/indre-ostfold/subProjects/a2"));
        // It need not be entitled at a decision point.
        Assert.Equal("", Refused(body => body.Decides.Clear()));
    }

    private static string Refused(Action<Body> change)
    {
        var body = SteeringGroup();
        change(body);
        var ruling = DeliverableLifecycle.Answer(In(DeliverableState.HandedIn), Answer(DeliverableVerdict.Accepted), body, Today);
        return ruling.Allowed ? "" : Assert.Single(ruling.Violations).Reason;
    }

    private static Ruling<Deliverable> Answered(DeliverableVerdict verdict, Action<AnswerDeliverableRequest> change) =>
        DeliverableLifecycle.Answer(In(DeliverableState.HandedIn), Answer(verdict, change), SteeringGroup(), Today);

    private static IEnumerable<string> Said(Ruling<Deliverable> ruling) =>
        ruling.Violations.Select(violation => $"{violation.Field} {violation.Reason}");
}
