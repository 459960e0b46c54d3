using CsCheck;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Cutover;
using MergeProgramme.Procurement.V1;
using static MergeProgramme.Procurement.V1.CutoverFindingKind;

namespace MergeProgramme.Procurement.Tests.Cutover;

public sealed class CutoverRulesTests
{
    private static readonly DateOnly Today = new(2019, 6, 1);
    private static readonly DateOnly Vesting = new(2020, 1, 1);

    [Theory]
    // Cut-over, last day of a step and its kind: what is found, and the slack.
    [InlineData("2019-12-02", "2019-12-01", CutoverStepKind.DataMigration, "", 30)]
    [InlineData("2020-01-01", "2020-01-01", CutoverStepKind.ParallelRun, "", 0)]
    [InlineData("2020-01-02", "2019-12-31", CutoverStepKind.Training, "AfterVesting 1", -1)]
    [InlineData("2019-12-02", "2019-12-05", CutoverStepKind.Training, "StepAfterCutover 3", 27)]
    [InlineData("2019-12-02", "2019-12-05", CutoverStepKind.Other, "StepAfterCutover 3", 27)]
    [InlineData("2019-12-02", "2019-12-05", CutoverStepKind.ParallelRun, "ParallelAfterCutover 3", 27)]
    [InlineData("2019-12-31", "2020-01-11", CutoverStepKind.DataMigration, "StepAfterVesting 10, StepAfterCutover 11", -10)]
    [InlineData("2019-05-31", "2019-05-30", CutoverStepKind.DataMigration, "CutoverPassed 1, StepLate 2", 215)]
    [InlineData("", "2020-01-02", CutoverStepKind.DataMigration, "StepAfterVesting 1, NoDate 0", null)]
    public void A_plan_is_held_against_vesting_day(string cutover, string end, CutoverStepKind kind, string expected, int? slack)
    {
        var plan = Plan(Day(cutover));
        plan.Steps.Add(
            new CutoverStep
            {
                Kind = kind,
                Title = "Steg",
                EndDate = Day(end).ToDate(),
            }
        );
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                CutoverFindings.Of(plan, Today, Vesting).Select(f => FormattableString.Invariant($"{f.Kind} {f.Days}"))
            )
        );
        Assert.Equal(slack, CutoverFindings.Slack(plan, Vesting));
        Assert.Null(CutoverFindings.Slack(plan, null));
        // What is dropped counts nowhere, and what is done is not late.
        plan.Steps[0].State = CutoverStepState.Dropped;
        Assert.DoesNotContain(CutoverFindings.Of(plan, Today, Vesting), f => f.Step > 0);
        plan.Steps[0].State = CutoverStepState.Done;
        Assert.DoesNotContain(CutoverFindings.Of(plan, Today, Vesting), f => f.Kind == StepLate);
    }

    [Fact]
    public void What_is_missing_before_go_is_named()
    {
        var empty = new CutoverPlan { Name = "programmes/x/cutoverPlans/y" };
        Assert.Equal(
            ["GO_WITHOUT_DATE", "GO_WITHOUT_FALLBACK", "GO_WITHOUT_CHECKLIST"],
            CutoverRules.AgainstGo(empty).Select(v => v.Reason)
        );
        Assert.Equal([NoDate, NoFallback, NoChecklist], CutoverFindings.Of(empty, Today, Vesting).Select(f => f.Kind));
        var plan = Plan(Vesting);
        plan.Checks.Add(
            new CutoverCheck
            {
                Number = 2,
                Text = "Data?",
                Answer = CutoverAnswer.No,
            }
        );
        plan.Checks.Add(new CutoverCheck { Number = 3, Text = "Opplæring?" });
        Assert.Equal(["GO_ANSWERED_NO", "GO_NOT_ANSWERED"], CutoverRules.AgainstGo(plan).Select(v => v.Reason));
        Assert.Contains(CutoverFindings.Of(plan, Today, Vesting), f => f.Kind == AnsweredNo);
        Assert.Empty(CutoverRules.AgainstGo(Plan(Vesting)));
    }

    [Fact]
    public void Checks_keep_their_numbers_and_answers_while_their_text_stands()
    {
        var current = Plan(Vesting);
        (current.Checks[0].Comment, current.CheckNumbers) = ("Prøvd", 4);
        var next = current.Clone();
        // Nobody can answer by writing the plan.
        next.Checks.Insert(0, new CutoverCheck { Text = "Ny?", Answer = CutoverAnswer.Yes });
        (next.Checks[1].Answer, next.Checks[1].Comment) = (CutoverAnswer.No, "Juks");
        CutoverRules.Number(next, current);
        Assert.Equal(
            [(5, CutoverAnswer.Unspecified, ""), (1, CutoverAnswer.Yes, "Prøvd")],
            next.Checks.Select(c => (c.Number, c.Answer, c.Comment))
        );
        Assert.Equal(5, next.CheckNumbers);

        next = current.Clone();
        next.Checks[0].Text = "Noe annet?";
        CutoverRules.Number(next, current);
        Assert.Equal((1, CutoverAnswer.Unspecified), (next.Checks[0].Number, next.Checks[0].Answer));

        next.Checks.Add(new CutoverCheck { Number = 9, Text = "Finnes ikke" });
        Assert.Throws<Platform.Errors.Problem>(() => CutoverRules.Number(next, current));
    }

    [Fact]
    public void While_go_stands_only_progress_may_change()
    {
        var plan = Plan(Vesting);
        plan.Steps.Add(new CutoverStep { Title = "Flytte", EndDate = Vesting.ToDate() });
        var next = plan.Clone();
        (next.Responsible, next.Steps[0].State, next.Steps[0].Responsible) = ("IKT", CutoverStepState.Done, "Kari");
        Assert.True(CutoverRules.IsOfProgress(plan, next));
        next.CutoverDate = Today.ToDate();
        Assert.False(CutoverRules.IsOfProgress(plan, next));
    }

    [Fact]
    public void A_plan_that_cannot_hold_always_says_why()
    {
        var days = Gen.Int[-400, 400];
        Gen.Select(days, Gen.Select(days, Gen.Enum<CutoverStepKind>(), Gen.Enum<CutoverStepState>()).Array[0, 5])
            .Sample(
                (cutover, steps) =>
                {
                    var plan = Plan(Vesting.AddDays(cutover));
                    plan.Steps.AddRange(
                        steps.Select(s => new CutoverStep
                        {
                            Kind = s.Item2,
                            State = s.Item3,
                            Title = "s",
                            EndDate = Vesting.AddDays(s.Item1).ToDate(),
                        })
                    );
                    var found = CutoverFindings.Of(plan, Today, Vesting);
                    var slack = CutoverFindings.Slack(plan, Vesting)!.Value;
                    Assert.Equal(slack < 0, found.Exists(f => f.Kind is AfterVesting or StepAfterVesting));
                    if (slack < 0)
                        Assert.Equal(-slack, found.Where(f => f.Kind is AfterVesting or StepAfterVesting).Max(f => f.Days));
                    Assert.All(found, f => Assert.True(f.Days >= 0));
                }
            );
    }

    private static CutoverPlan Plan(DateOnly? cutover) =>
        new()
        {
            Name = "programmes/x/cutoverPlans/y",
            CutoverDate = cutover.ToDate(),
            Fallback = "Gamle systemet går en uke til",
            Checks =
            {
                new CutoverCheck
                {
                    Number = 1,
                    Text = "Klar?",
                    Answer = CutoverAnswer.Yes,
                },
            },
        };

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
